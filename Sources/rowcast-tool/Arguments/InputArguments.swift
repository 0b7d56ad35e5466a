import ArgumentParser
import RowcastPipeline
import RowcastTabular

/// Which cells of a file are read, and as what: common to every command that reads one.
struct InputArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The input's format; told by its content when not given.", valueName: "format"))
  var from: FileFormat?

  @Option(
    help: "The sheet, by name or number from 1, or \"all\"; else the first visible one with data.")
  var sheet: String?

  @Option(help: ArgumentHelp("Only these cells of the sheet, such as B2:F100.", valueName: "range"))
  var range: String?

  @Option(help: ArgumentHelp("Only this table of the workbook.", valueName: "name"))
  var table: String?

  @Option(help: ArgumentHelp("Only the cells of this defined name.", valueName: "defined name"))
  var name: String?

  @Option(
    help:
      "Where the header is: auto, none, a row N, or N,M for rows N to M joined by a space; else auto."
  )
  var header: String?

  @Option(help: ArgumentHelp("Rows to pass over before the header.", valueName: "n"))
  var skipRows: Int?

  @Option(help: ArgumentHelp("Read at most this many records.", valueName: "n"))
  var limit: Int?

  @Option(
    help: ArgumentHelp("Only these columns, by name, separated by commas.", valueName: "names"))
  var columns: String?

  @Option(help: "Merged cells: the value in the first cell only, or fill all of them; else first.")
  var merged: MergedChoice?

  @Option(help: "auto: types are found from all rows; text: every value stays text; else auto.")
  var types: TypeChoice?

  @Option(
    name: .customLong("column"),
    help: ArgumentHelp(
      "The type of a column, such as price=number or zip=text; may be repeated.",
      valueName: "name=type"))
  var columnKinds: [String] = []

  @Option(
    name: .customLong("null"),
    help: ArgumentHelp("A text that means: no value; may be repeated.", valueName: "token"))
  var nullTokens: [String] = []

  @Option(help: "Dates as ISO 8601 texts, or as the serial numbers of the workbook; else iso.")
  var dates: DateChoice?

  @Option(help: "Nested JSON objects: flatten to dotted names, or an error; else flatten.")
  var nested: NestedChoice?

  @Option(help: ArgumentHelp("CSV: the delimiter (\"tab\" for a tab).", valueName: "text"))
  var delimiter: String?

  @Option(help: ArgumentHelp("CSV: the quote character, or none.", valueName: "character"))
  var quote: String?

  @Option(help: ArgumentHelp("CSV: the escape character, or none.", valueName: "character"))
  var escape: String?

  @Option(help: ArgumentHelp("CSV: the prefix of comment lines, or none.", valueName: "prefix"))
  var comment: String?

  @Option(
    help: ArgumentHelp(
      "CSV: the text encoding, such as gb18030 or windows-1252.", valueName: "name"))
  var encoding: String?

  @Option(help: ArgumentHelp("CSV: the decimal separator of numbers.", valueName: "character"))
  var decimal: String?

  @Option(help: ArgumentHelp("CSV: the thousands separator of numbers.", valueName: "character"))
  var thousands: String?

  @Option(
    name: .customLong("true"),
    help: ArgumentHelp("CSV: a word for true; may be repeated.", valueName: "word"))
  var trueWords: [String] = []

  @Option(
    name: .customLong("false"),
    help: ArgumentHelp("CSV: a word for false; may be repeated.", valueName: "word"))
  var falseWords: [String] = []

  @Option(
    name: .customLong("date-format"),
    help: ArgumentHelp(
      "CSV: a format of dates, such as %d.%m.%Y; may be repeated.", valueName: "format"))
  var dateFormats: [String] = []

  @Option(
    help:
      "CSV: records of another length are padded, kept as they are, or an error; else pad.")
  var ragged: RaggedChoice?

  @Flag(name: .customLong("strict-rfc4180"), help: "CSV: refuse what RFC 4180 does not allow.")
  var strictRFC4180 = false

  @Option(
    name: .customLong("max"),
    help: ArgumentHelp(
      "Change a limit, such as entry-bytes=4000000000; may be repeated.", valueName: "limit=n"))
  var limits: [String] = []

  /// These arguments as the pipeline takes them.
  /// - Parameter configured: what holds where an argument is not given.
  func options(
    hidden: HiddenChoice?, over configured: ReadOptions = ReadOptions()
  ) throws -> ReadOptions {
    var options = configured
    if let from { options.format = from }
    if let sheet { options.sheet = SheetChoice(parsing: sheet) }
    if let range { options.range = range }
    if let table { options.table = table }
    if let name { options.definedName = name }
    if let header {
      guard let choice = HeaderChoice(parsing: header) else {
        throw ValidationError(
          "--header takes auto, none, a row N, or rows N,M (found \"\(header)\")")
      }
      options.header = choice
    }
    if let skipRows { options.skipRows = max(0, skipRows) }
    if let limit {
      guard limit >= 0 else { throw ValidationError("--limit takes a number from 0 on") }
      options.limit = limit
    }
    if let columns { options.columns = Self.list(columns) }
    if let hidden { options.hidden = hidden }
    if let merged { options.merged = merged }
    if let types { options.types = types }
    for entry in columnKinds {
      let (name, type) = try Self.pair(entry, option: "--column", example: "price=number")
      guard let kind = ColumnKind(typeName: type) else {
        throw ValidationError(
          "\"\(type)\" is no type; take text, number, integer, boolean, date, time or datetime")
      }
      options.columnKinds[name] = kind
    }
    if !nullTokens.isEmpty { options.nullTokens = nullTokens }
    if let dates { options.dates = dates }
    if let nested { options.nested = nested }
    applyDelimited(to: &options)
    for entry in limits {
      let (name, value) = try Self.pair(entry, option: "--max", example: "entry-bytes=4000000000")
      guard let number = Int(value), number > 0 else {
        throw ValidationError("--max \(name): \"\(value)\" is no whole number above 0")
      }
      options.limits[name] = number
    }
    return options
  }

  private func applyDelimited(to options: inout ReadOptions) {
    if let delimiter { options.delimiter = ReadOptions.delimiter(delimiter) }
    if let quote { options.quote = ReadOptions.mark(quote) }
    if let escape { options.escape = ReadOptions.mark(escape) }
    if let comment { options.comment = ReadOptions.mark(comment) }
    if let encoding { options.encoding = encoding }
    if let decimal { options.decimal = decimal }
    if let thousands { options.thousands = thousands }
    if !trueWords.isEmpty { options.trueWords = trueWords }
    if !falseWords.isEmpty { options.falseWords = falseWords }
    if !dateFormats.isEmpty { options.dateFormats = dateFormats }
    if let ragged { options.ragged = ragged }
    if strictRFC4180 { options.strictRFC4180 = true }
  }

  static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
  }

  static func pair(_ text: String, option: String, example: String) throws -> (String, String) {
    guard let equals = text.lastIndex(of: "=") else {
      throw ValidationError("\(option) takes NAME=VALUE, such as \(example) (found \"\(text)\")")
    }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }
}

extension StringProtocol {
  /// Without blanks at its ends.
  func trimmingBlanks() -> String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}

/// What becomes of hidden rows and columns; `train` has another name for it, since its `--hidden`
/// are the units of hidden layers.
struct HiddenArguments: ParsableArguments {
  @Option(help: "Hidden rows and columns: keep or skip.")
  var hidden: HiddenChoice = .keep
}
