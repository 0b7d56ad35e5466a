import RowcastDelimitedText
import RowcastEncryption
import RowcastJSONText
import RowcastShaping
import RowcastSpreadsheet
import RowcastTabular

extension OptionTable {
  static let cells: [OptionDeclaration] = [
    OptionDeclaration(
      "from", RunCommand.readers, .reading, "The input's format", sourceFormat,
      fallback: "told by its content", into: \.reading.format),
    OptionDeclaration(
      "sheet", RunCommand.readers, .reading,
      "The sheet, by name or number from 1, or all; the member of JSON that holds the records",
      .scalar(
        "a name, or a number from 1", "sheet", example: "Customers",
        schema: #""type": ["string", "integer"]"#, SheetChoice.init(parsing:)),
      fallback: "the first visible one with data", inputs: [.workbook, .json],
      to: \.reading.sheet),
    OptionDeclaration(
      "range", RunCommand.readers, .reading, "Only these cells of the sheet, such as B2:F100",
      .text("a range", "range", "B2:F100"), inputs: [.workbook], into: \.reading.range),
    OptionDeclaration(
      "table", RunCommand.readers, .reading, "Only this table of the workbook",
      .text("a name", "name", "Sales"), inputs: [.workbook], into: \.reading.table),
    OptionDeclaration(
      "name", RunCommand.readers, .reading, "Only the cells of this defined name",
      .text("a name", "name", "Data"), inputs: [.workbook], into: \.reading.definedName),
    OptionDeclaration(
      "header", RunCommand.readers, .reading,
      "Where the header is: auto, none, a row N, or N,M for rows N to M joined by a space",
      .scalar(
        "auto, none, a row N, or rows N,M", "rows", example: "auto",
        schema: #""type": ["string", "integer"]"#, HeaderChoice.init(parsing:)),
      fallback: "auto", to: \.reading.header),
    OptionDeclaration(
      "skip-rows", RunCommand.readers, .reading, "Rows to pass over before the header",
      .count(from: 0, "n", "2"), inputs: [.workbook, .delimited], into: \.reading.skipRows),
    OptionDeclaration(
      "limit", RunCommand.readers, .reading, "Read at most this many records",
      .count(from: 0, "n", "10000"), into: \.reading.limit),
    OptionDeclaration(
      "columns", RunCommand.readers, .reading,
      "Only these columns, by name, separated by commas; quotes hold a comma in a name",
      .columns("[age, plan]"), to: \.reading.columns),
    OptionDeclaration(
      "rename", RunCommand.readers, .reading,
      "Another name for a column, which all other options understand; may be repeated", renamings,
      to: \.reading.renamings),
    OptionDeclaration(
      "where", RunCommand.readers, .reading,
      "Only records that meet a condition, such as amount > 100 and state = 'CA'; of several, all",
      conditions, to: \.reading.conditions),
    OptionDeclaration(
      "sample", RunCommand.readers, .reading,
      "This many records, drawn at random, in their order", .count(from: 0, "n", "1000"),
      into: \.reading.sample),
    OptionDeclaration(
      "seed", RunCommand.readers.subtracting([.train, .odd]), .reading, "The seed of --sample",
      seed, fallback: "0", into: \.reading.seed),
    OptionDeclaration(
      "validate", RunCommand.readers, .reading,
      "Hold each record against this JSON Schema and tell what is not as it says",
      .file("schema", "json"), into: \.reading.validation),
    OptionDeclaration(
      "hidden-cells", RunCommand.readers, .reading, "Hidden rows and columns of a sheet",
      .choice(.skip), fallback: "keep", inputs: [.workbook], to: \.reading.hidden),
    OptionDeclaration(
      "hidden", RunCommand.readers.subtracting([.train]), .reading,
      "The same as --hidden-cells; of train it is the units of a network", .choice(.skip),
      fallback: "keep", inputs: [.workbook], to: \.reading.hidden),
    OptionDeclaration(
      "merged", RunCommand.readers, .reading,
      "Merged cells: the value in the first cell only, or fill all of them", .choice(.fill),
      fallback: "first", inputs: [.workbook], to: \.reading.merged),
    OptionDeclaration(
      "with", RunCommand.readers, .reading,
      "What stands beside values, into columns such as price_formula: formulas, links, comments",
      annotations, inputs: [.workbook], to: \.reading.beside),
    OptionDeclaration(
      "password", RunCommand.readers, .reading,
      "The password of a protected workbook; other programs of this machine may see it",
      .scalar("a password", "password", example: "secret") { Password($0) },
      fallback: "ROWCAST_PASSWORD, or asked for", key: "", inputs: [.workbook],
      into: \.reading.password),
    OptionDeclaration(
      "password-file", RunCommand.readers, .reading,
      "A file whose first line is the password of a protected workbook", .file("file", "txt"),
      key: "", inputs: [.workbook], into: \.reading.passwordFile),
  ]

  static let values: [OptionDeclaration] = [
    OptionDeclaration(
      "types", RunCommand.readers, .reading,
      "Types found from all rows, or every value kept as text", .choice(.text), fallback: "auto",
      to: \.reading.types),
    OptionDeclaration(
      "column", RunCommand.readers, .reading,
      "The type of a column, such as zip=text; datetime moves offsets to UTC; may be repeated",
      columnTypes,
      to: \.reading.columnKinds),
    OptionDeclaration(
      "null", RunCommand.readers, .reading, "A text that means: no value; may be repeated",
      .words("a list of texts", "token", "[n/a]"), to: \.reading.nullTokens),
    OptionDeclaration(
      "dates", RunCommand.readers, .reading,
      "Dates as ISO 8601 texts, or as the serial numbers of the workbook", .choice(.serial),
      fallback: "iso", inputs: [.workbook], to: \.reading.dates),
    OptionDeclaration(
      "nested", RunCommand.readers, .reading,
      "Nested objects: flattened to dotted names, or an error", .choice(.error),
      fallback: "flatten", inputs: [.json], to: \.reading.nested),
    OptionDeclaration(
      "max", RunCommand.readers, .reading,
      "Change a limit, such as entry-bytes=4000000000; may be repeated", .limits,
      to: \.reading.limits),
  ]

  static let delimited: [OptionDeclaration] = [
    OptionDeclaration(
      "delimiter", RunCommand.readers, .reading,
      "The delimiter, of one character or several; tab for a tab", delimiter,
      inputs: [.delimited], into: \.reading.delimiter),
    OptionDeclaration(
      "quote", RunCommand.readers, .reading, "The quote character, or none",
      mark("a character, or none", "character"), inputs: [.delimited], into: \.reading.quote),
    OptionDeclaration(
      "escape", RunCommand.readers, .reading, "The escape character, or none",
      mark("a character, or none", "character"), inputs: [.delimited], into: \.reading.escape),
    OptionDeclaration(
      "comment", RunCommand.readers, .reading, "The prefix of comment lines, or none",
      mark("a text, or none", "prefix"), inputs: [.delimited], into: \.reading.comment),
    OptionDeclaration(
      "encoding", RunCommand.readers, .reading,
      "The text encoding, such as gb18030 or windows-1252",
      .text("a name", "name", "windows-1252"), into: \.reading.encoding),
    OptionDeclaration(
      "decimal", RunCommand.readers, .reading,
      "The decimal separator of numbers; of texts in workbooks and JSON with --column NAME=number",
      separator("\",\""), into: \.reading.decimal),
    OptionDeclaration(
      "thousands", RunCommand.readers, .reading, "The thousands separator of numbers, as --decimal",
      separator("\".\""), into: \.reading.thousands),
    OptionDeclaration(
      "true", RunCommand.readers, .reading, "A word for true; may be repeated",
      .words("a list of words", "word", "[ja]"), to: \.reading.trueWords),
    OptionDeclaration(
      "false", RunCommand.readers, .reading, "A word for false; may be repeated",
      .words("a list of words", "word", "[nein]"), to: \.reading.falseWords),
    OptionDeclaration(
      "date-format", RunCommand.readers, .reading,
      "A format of dates, such as %d.%m.%Y, or of one column, as day=%d.%m.%Y; may be repeated",
      .words("a list of formats", "format", "[\"%d.%m.%Y\"]"), to: \.reading.dateFormats),
    OptionDeclaration(
      "ragged", RunCommand.readers, .reading,
      "Records of another length are padded, kept as they are, or an error", .choice(.keep),
      fallback: "pad", inputs: [.delimited], to: \.reading.ragged),
    OptionDeclaration(
      "strict-rfc4180", RunCommand.readers, .reading, "Refuse what RFC 4180 does not allow", .flag,
      inputs: [.delimited], to: \.reading.strictRFC4180),
  ]

  private static var annotations: OptionSyntax<Set<CellAnnotations.Kind>> {
    let names = CellAnnotations.Kind.allCases.map(\.rawValue)
    return OptionSyntax(
      takes: "a list of \(names.alternatives)", placeholder: "list", hints: names,
      example: "[formulas]",
      schema: #""type": "array", "items": { "enum": ["#
        + names.map { "\"\($0)\"" }.joined(separator: ", ") + "] }",
      completion: .list(names)
    ) { value, _ in
      guard let list = value.list, !list.isEmpty else { return nil }
      let kinds = list.compactMap(CellAnnotations.Kind.init(rawValue:))
      return kinds.count == list.count ? Set(kinds) : nil
    }
  }

  private static var renamings: OptionSyntax<[Renaming]> {
    OptionSyntax(
      takes: "OLD=NEW, such as Betrag=amount", placeholder: "old=new", form: .repeated,
      example: "{ Betrag: amount }",
      schema: #""type": "object", "additionalProperties": { "type": "string" }"#
    ) { value, _ in
      guard let pairs = value.pairs else { return nil }
      let renamings = pairs.compactMap { from, to in
        to.text.map { Renaming(from: from, to: $0.trimmingBlanks()) }
      }
      return renamings.count == pairs.count ? renamings : nil
    }
  }

  private static var columnTypes: OptionSyntax<[String: ColumnKind]> {
    let names = ColumnKind.types.map(\.typeName)
    var syntax = OptionSyntax<[String: ColumnKind]>.pairs(
      "NAME=TYPE, such as price=number, with a type of \(names.alternatives)", "name=type",
      example: "{ zip: text }",
      schema: #""enum": [\#(names.map { "\"\($0)\"" }.joined(separator: ", "))]"#
    ) { $0.text.flatMap(ColumnKind.init(typeName:)) }
    syntax.hints = names
    return syntax
  }

  /// Conditions, one an argument; a file has one, or a list.
  private static var conditions: OptionSyntax<[String]> {
    var syntax = OptionSyntax.words(
      "a condition", "condition", "age >= 18 and plan is not null")
    syntax.schema = #""type": ["string", "array"], "items": { "type": "string" }"#
    syntax.read = { value, _ in value.texts.flatMap { $0.contains("") ? nil : $0 } }
    return syntax
  }

  /// A delimiter: one character or several, or the name of a usual one.
  private static var delimiter: OptionSyntax<String> {
    .dashed("a delimiter, or tab, comma, semicolon, pipe or space", "text", "tab") { text in
      text.isEmpty || text.contains(where: \.isNewline) ? nil : usualDelimiters[text] ?? text
    }
  }

  /// The usual delimiters by their names.
  static let usualDelimiters = [
    "tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ",
  ]

  /// What can also be absent: `none`.
  private static func mark(_ takes: String, _ placeholder: String) -> OptionSyntax<String> {
    let isCharacter = placeholder == "character"
    return .dashed(takes, placeholder, "none") { text in
      if text == "none" { return "" }
      return text.isEmpty || (isCharacter && text.unicodeScalars.count > 1) ? nil : text
    }
  }

  private static func separator(_ example: String) -> OptionSyntax<String> {
    .dashed("a character", "character", example) { $0.unicodeScalars.count == 1 ? $0 : nil }
  }
}
