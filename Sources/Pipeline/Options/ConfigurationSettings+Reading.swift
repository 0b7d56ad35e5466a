import RowcastTabular
import Yams

extension ConfigurationSettings {
  /// How the input is read: the options that every command has.
  static let reading = cells + values + delimitedText

  private static let cells: [ConfigurationSetting] = [
    .choice("from", "The format of the input", .xlsx, \.reading.format) { $0 },
    ConfigurationSetting(
      "sheet", "The sheet, by name or number from 1", takes: "a name or a number",
      example: "Customers", schema: #""type": ["string", "integer"]"#, to: \.reading.sheet
    ) { $0.string.map(SheetChoice.init(parsing:)) },
    .text(
      "range", "Only these cells of the sheet", takes: "a range", "B2:F100", \.reading.range),
    .text("table", "Only this table of the workbook", takes: "a name", "Sales", \.reading.table),
    .text(
      "name", "Only the cells of this defined name", takes: "a name", "Data",
      \.reading.definedName),
    ConfigurationSetting(
      "header", "Where the header is", takes: "auto, none, a row N, or rows N,M",
      example: "auto", schema: #""type": ["string", "integer"]"#, to: \.reading.header
    ) { $0.string.flatMap(HeaderChoice.init(parsing:)) },
    .count(
      "skip-rows", "Rows to pass over before the header", from: 0, "2", \.reading.skipRows),
    .count("limit", "The most records that are read", from: 0, "10000", \.reading.limit),
    .list("columns", "Only these columns", "[age, plan]", \.reading.columns),
    .choice("hidden-cells", "Hidden rows and columns of a sheet", .keep, \.reading.hidden) { $0 },
    .choice("merged", "Where the value of merged cells is", .first, \.reading.merged) { $0 },
  ]

  private static let values: [ConfigurationSetting] = [
    .choice("types", "Whether types are found from all rows", .auto, \.reading.types) { $0 },
    .map(
      "column", "The types of columns", takes: "a map from column to type", "{ zip: text }",
      schema: #""enum": ["\#(ColumnKind.namesOfTypes.joined(separator: #"", ""#))"]"#,
      \.reading.columnKinds
    ) { $0.string.flatMap(ColumnKind.init(typeName:)) },
    .list(
      "null", "Texts that mean: no value", takes: "a list of texts", "[n/a]",
      \.reading.nullTokens),
    .choice("dates", "Dates as ISO 8601 texts or as serial numbers", .iso, \.reading.dates) { $0 },
    .choice("nested", "Nested JSON objects", .flatten, \.reading.nested) { $0 },
    .map(
      "max", "Limits that are changed", takes: "a map from limit to a whole number above 0",
      "{ entry-bytes: 4000000000 }", schema: #""type": "integer", "minimum": 1"#,
      \.reading.limits
    ) { node in node.int.flatMap { $0 > 0 ? $0 : nil } },
  ]

  private static let delimitedText: [ConfigurationSetting] = [
    mark(
      "delimiter", "CSV: the delimiter", takes: "a character, or tab", "tab",
      \.reading.delimiter, ReadOptions.delimiter),
    mark(
      "quote", "CSV: the quote character", takes: "a character, or none", "none",
      \.reading.quote, ReadOptions.mark),
    mark(
      "escape", "CSV: the escape character", takes: "a character, or none", "none",
      \.reading.escape, ReadOptions.mark),
    mark(
      "comment", "CSV: the prefix of comment lines", takes: "a text, or none", "none",
      \.reading.comment, ReadOptions.mark),
    .text(
      "encoding", "CSV: the text encoding", takes: "a name", "windows-1252",
      \.reading.encoding),
    .text(
      "decimal", "CSV: the decimal separator of numbers", takes: "a character", "\",\"",
      \.reading.decimal),
    .text(
      "thousands", "CSV: the thousands separator of numbers", takes: "a character", "\".\"",
      \.reading.thousands),
    .list("true", "CSV: words for true", takes: "a list of words", "[ja]", \.reading.trueWords),
    .list(
      "false", "CSV: words for false", takes: "a list of words", "[nein]",
      \.reading.falseWords),
    .list(
      "date-format", "CSV: formats of dates", takes: "a list of formats",
      "[\"%d.%m.%Y\"]", \.reading.dateFormats),
    .choice("ragged", "CSV: records of another length", .pad, \.reading.ragged) { $0 },
    .flag("strict-rfc4180", "CSV: refuse what RFC 4180 does not allow", \.reading.strictRFC4180),
  ]

  /// A text that some words stand for.
  private static func mark(
    _ name: String, _ help: String, takes: String, _ example: String,
    _ path: any WritableKeyPath<ConfiguredOptions, String?> & Sendable,
    _ meaning: @escaping @Sendable (String) -> String
  ) -> ConfigurationSetting {
    ConfigurationSetting(
      name, help, takes: takes, example: example, schema: #""type": "string""#, to: path
    ) { node in node.string.map { meaning($0) } }
  }
}
