import RowcastDelimitedText
import RowcastEncryption
import RowcastJSONText
import RowcastSpreadsheet
import RowcastTabular

extension OptionTable {
  static let cells: [OptionDeclaration] = [
    OptionDeclaration(
      "from", RunCommand.readers, .reading, "The input's format", sourceFormat,
      fallback: "told by its content", into: \.reading.format),
    OptionDeclaration(
      "sheet", RunCommand.readers, .reading, "The sheet, by name or number from 1, or all",
      .scalar(
        "a name, or a number from 1", "sheet", example: "Customers",
        schema: #""type": ["string", "integer"]"#, SheetChoice.init(parsing:)),
      fallback: "the first visible one with data", inputs: [.workbook], to: \.reading.sheet),
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
      "hidden", RunCommand.readers.subtracting([.train]), .reading,
      "Hidden rows and columns of a sheet", .choice(.skip), fallback: "keep", inputs: [.workbook],
      to: \.reading.hidden),
    OptionDeclaration(
      "hidden-cells", [.train], .reading, "Hidden rows and columns of a sheet", .choice(.skip),
      fallback: "keep", inputs: [.workbook], to: \.reading.hidden),
    OptionDeclaration(
      "merged", RunCommand.readers, .reading,
      "Merged cells: the value in the first cell only, or fill all of them", .choice(.fill),
      fallback: "first", inputs: [.workbook], to: \.reading.merged),
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
      "The type of a column, such as price=number or zip=text; may be repeated", columnTypes,
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
      .text("a name", "name", "windows-1252"), inputs: [.delimited, .workbook],
      into: \.reading.encoding),
    OptionDeclaration(
      "decimal", RunCommand.readers, .reading, "The decimal separator of numbers",
      separator("\",\""),
      inputs: [.delimited], into: \.reading.decimal),
    OptionDeclaration(
      "thousands", RunCommand.readers, .reading, "The thousands separator of numbers",
      separator("\".\""), inputs: [.delimited], into: \.reading.thousands),
    OptionDeclaration(
      "true", RunCommand.readers, .reading, "A word for true; may be repeated",
      .words("a list of words", "word", "[ja]"), inputs: [.delimited], to: \.reading.trueWords),
    OptionDeclaration(
      "false", RunCommand.readers, .reading, "A word for false; may be repeated",
      .words("a list of words", "word", "[nein]"), inputs: [.delimited], to: \.reading.falseWords),
    OptionDeclaration(
      "date-format", RunCommand.readers, .reading,
      "A format of dates, such as %d.%m.%Y, or of one column, as day=%d.%m.%Y; may be repeated",
      .words("a list of formats", "format", "[\"%d.%m.%Y\"]"), inputs: [.delimited],
      to: \.reading.dateFormats),
    OptionDeclaration(
      "ragged", RunCommand.readers, .reading,
      "Records of another length are padded, kept as they are, or an error", .choice(.keep),
      fallback: "pad", inputs: [.delimited], to: \.reading.ragged),
    OptionDeclaration(
      "strict-rfc4180", RunCommand.readers, .reading, "Refuse what RFC 4180 does not allow", .flag,
      inputs: [.delimited], to: \.reading.strictRFC4180),
  ]

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

  /// A delimiter: one character or several, or the name of a usual one.
  private static var delimiter: OptionSyntax<String> {
    let names = [
      "tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ",
    ]
    return .dashed("a delimiter, or tab, comma, semicolon, pipe or space", "text", "tab") { text in
      text.isEmpty || text.contains(where: \.isNewline) ? nil : names[text] ?? text
    }
  }

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
