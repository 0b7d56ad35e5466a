import RowcastDatabases
import RowcastDelimitedText
import RowcastJSONText
import RowcastModeling

/// Every option of the program, each described once.
public enum OptionTable {
  /// In the order in which help and the reference list them.
  public static let all =
    main + learning + network + judging + preparation + cells + values
    + delimited + common

  /// The options of a command in a section, in the order of the table.
  public static func options(
    of command: RunCommand, in section: OptionSection
  ) -> [OptionDeclaration] {
    all.filter { $0.section == section && $0.commands.contains(command) }
  }

  /// The options that a configuration file may have, by their keys.
  static let configurable = all.compactMap { option in option.key.map { (key: $0, option: option) }
  }

  private static let main: [OptionDeclaration] = [
    OptionDeclaration(
      "target", [.train], .main, "The column to predict", .text("a column", "column", "churned"),
      into: \.target),
    OptionDeclaration(
      "output", short: "o", [.convert], .main,
      "The file to write, or a folder (ending in /) with a file for each input",
      .file("file", "json", "ndjson", "csv", "tsv", "xlsx", "parquet", "sqlite", "db", "sql"),
      into: \.output),
    OptionDeclaration(
      "output", short: "o", [.train], .main, "Where the model goes", .file("model", "json"),
      fallback: "TARGET.rowcast.json", key: "", into: \.output),
    OptionDeclaration(
      "output", short: "o", [.predict, .odd, .export], .main, "The file to write", .file(),
      into: \.output),
    OptionDeclaration(
      "output", short: "o", [.inspect], .main,
      "What is not the same in two files: a workbook with colors, or a record for each cell",
      .file("file", "xlsx", "csv", "ndjson", "json"), into: \.output),
    OptionDeclaration(
      "key", [.inspect], .main,
      "The columns by which rows of two files are the same, separated by commas",
      .columns("[id]"), fallback: "found", to: \.comparing.key),
    OptionDeclaration(
      "sheet-new", [.inspect], .main, "The sheet of the second file, where --sheet is of the first",
      .scalar(
        "a name, or a number from 1", "sheet", example: "Customers",
        schema: #""type": ["string", "integer"]"#, SheetChoice.init(parsing:)),
      fallback: "as --sheet", into: \.comparing.newSheet),
    OptionDeclaration(
      "output", short: "o", [.report], .main, "The report: .html, .xlsx, .md or .txt",
      .file("file", "html", "xlsx", "md", "txt"), isRequired: true, into: \.output),
    OptionDeclaration(
      "to", [.convert, .predict, .odd], .main, "The output's format", format(FileFormat.allCases),
      fallback: "by the output's name, or ndjson", into: \.writing.format),
    OptionDeclaration(
      "to", [.export], .main, "The form; json is the schema of the model file",
      .choice(Export.Form.xlsx), fallback: "by the output's name", into: \.exportForm),
    OptionDeclaration(
      "table", [.export], .main, "The table that the SQL query reads",
      .text("a name", "name", "customers"), fallback: "input", to: \.exportTable),
    OptionDeclaration(
      "shape", [.convert], .main, "The shape of the records", .choice(RecordShape.columns),
      fallback: "records", to: \.writing.shape),
    OptionDeclaration(
      "pretty", [.convert], .main, "Over several lines, indented", .flag, outputs: [.json],
      to: \.writing.pretty),
    OptionDeclaration(
      "union", [.convert], .main,
      "One table of all sheets and inputs, as several inputs in one file always are", .flag,
      to: \.writing.isUnion),
    OptionDeclaration(
      "provenance", [.convert], .main,
      "Add _sheet and _row to each record, and _file where inputs become one table", .flag,
      to: \.writing.provenance),
    OptionDeclaration(
      "errors", [.convert], .main, "Error cells such as #DIV/0!: no value, their text, or fail",
      .choice(ErrorPolicy.fail), fallback: "null; text in CSV and XLSX", inputs: [.workbook],
      into: \.writing.errors),
    OptionDeclaration(
      "empty", [.convert], .main, "Missing values: null, omit the key, or an empty text",
      .choice(.omit), fallback: "null", outputs: FileFormat.jsons, to: \.writing.empty),
    OptionDeclaration(
      "numbers", [.convert], .main, "Numbers with all digits of the source, or as doubles",
      .choice(.double), fallback: "exact", outputs: FileFormat.jsons, to: \.writing.numbers),
    OptionDeclaration(
      "encrypt", [.convert], .main,
      "Protect the workbook with the password (AES-256; --password says which)", .flag,
      outputs: [.xlsx], to: \.writing.encrypts),
    OptionDeclaration(
      "output-delimiter", [.convert, .predict, .odd], .main, "What parts the fields of the output",
      outputDelimiter, fallback: "a comma, or a tab in TSV", outputs: FileFormat.delimited,
      into: \.writing.delimiter),
    OptionDeclaration(
      "output-encoding", [.convert, .predict, .odd], .main,
      "The output's encoding, such as utf-16 or windows-1252",
      .scalar(
        "the name of an encoding that can be written, such as utf-16 or windows-1252", "name",
        example: "windows-1252"
      ) { OutputEncoding(named: $0) },
      fallback: "utf-8", outputs: FileFormat.delimited, into: \.writing.encoding),
    OptionDeclaration(
      "bom", [.convert, .predict, .odd], .main,
      "Begin with a byte-order mark, as Excel wants of UTF-8",
      .flag, outputs: FileFormat.delimited, to: \.writing.hasMark),
    OptionDeclaration(
      "crlf", [.convert, .predict, .odd], .main, "End records with CR and LF, as RFC 4180 says",
      .flag,
      outputs: FileFormat.delimited, to: \.writing.usesCRLF),
    OptionDeclaration(
      "dialect", [.convert, .predict, .odd], .main, "The database that the script is for",
      .choice(DatabaseDialect.postgres), fallback: "postgres", outputs: [.sql],
      to: \.writing.dialect),
    OptionDeclaration(
      "output-table", [.convert, .predict, .odd], .main, "The name of the table that is written",
      .text("a name", "name", "sales"), fallback: "the sheet's, or the file's",
      outputs: [.sqlite, .sql], into: \.writing.table),
    OptionDeclaration(
      "append", [.convert, .predict, .odd], .main,
      "Add rows to the database that is there, in a table of the same columns or a new one", .flag,
      outputs: [.sqlite], to: \.writing.appends),
    OptionDeclaration(
      "schema", [.convert], .main, "Write a JSON Schema of the records to this file",
      .file("file", "json"), into: \.writing.schemaPath),
    OptionDeclaration(
      "config", [.train], .main, "A YAML file with any of these options",
      .file("file", "yaml", "yml"), key: "", into: \.configuration),
    OptionDeclaration(
      "report", [.train, .evaluate], .main,
      "Write the evaluation as a web page (.html), workbook (.xlsx) or text (.md)",
      .file("file", "html", "xlsx", "md", "txt"), key: "", into: \.report),
    OptionDeclaration(
      "report", [.odd], .main, "Write the oddest rows as a web page", .file("file", "html"),
      key: "", into: \.report),
    OptionDeclaration(
      "report", [.inspect], .main,
      "Write as a web page what is in each column, how columns go together and what is to be "
        + "mended; of two files what has changed",
      .file("file", "html"), key: "", into: \.report),
    OptionDeclaration(
      "sensitive", [.inspect], .main,
      "Columns whose values are not shown, separated by commas; a page never shows those of "
        + "identifiers",
      .columns(adding: true, "[email]"), to: \.sensitive),
    OptionDeclaration(
      "top", [.odd], .main, "Write and show only the N oddest rows, the oddest first",
      .count("n", "20"),
      fallback: "all rows, in their order", into: \.oddness.top),
    OptionDeclaration(
      "fit", [.odd], .main, "Write what is usual to this file, for other inputs",
      .file("model-out", "json"), into: \.oddness.fit),
    OptionDeclaration(
      "model", [.odd], .main, "Score by what `--fit` wrote, in place of learning from the input",
      .file("file", "json"), into: \.oddness.model),
    OptionDeclaration(
      "seed", [.odd], .main, "The seed of every random choice", seed, fallback: "0",
      to: \.oddness.seed),
    OptionDeclaration(
      "card", [.train], .main, "Write a model card in Markdown", .file("file", "md"), key: "",
      into: \.card),
    OptionDeclaration(
      "stamp", [.predict, .report], .main, "Say in the workbook or report when it was made", .flag,
      to: \.console.isStamped),
    OptionDeclaration(
      "explain", [.predict], .main,
      "Add the N strongest reasons for each row's prediction, + for and - against the positive "
        + "class of two, or the predicted one of more",
      .count(from: 0, "n", "3"), fallback: "0", to: \.reasons),
    OptionDeclaration(
      "html", [.activations], .main,
      "Draw every function with its derivative on a web page", .file("file", "html"),
      into: \.gallery),
    OptionDeclaration(
      "lab", [.activations], .main,
      "Run the demonstrations: vanishing gradients, dead units, two circles and more", .flag,
      to: \.showsLaboratory),
    OptionDeclaration(
      "example", [.config], .main,
      "Print a configuration file with every option (the default)", .flag, to: \.showsExample),
    OptionDeclaration(
      "schema", [.config], .main, "Print the JSON Schema of configuration files", .flag,
      to: \.showsSchema),
    OptionDeclaration(
      "reference", [.config], .main, "Print every option of the program as tables in Markdown",
      .flag, to: \.showsReference),
  ]

  private static let common: [OptionDeclaration] = {
    let all = Set(RunCommand.allCases).subtracting([.config])
    return [
      OptionDeclaration(
        "quiet", all, .common, "Print nothing but errors", .flag, to: \.console.isQuiet),
      OptionDeclaration(
        "json", all, .common, "Print the result as JSON, for programs", .flag,
        to: \.console.isJSON),
      OptionDeclaration(
        "timings", all, .common, "Add the seconds and bytes of each stage", .flag,
        to: \.console.showsTimings),
      OptionDeclaration(
        "diagnostics", all, .common, "Keep every diagnostic as a line of JSON in this file",
        .file("file", "ndjson"), into: \.console.diagnostics),
      OptionDeclaration(
        "strict", all, .common,
        "Make diagnostics errors, and differences where two files are compared", .flag,
        to: \.console.isStrict),
      OptionDeclaration(
        "threads", all, .common,
        "How many threads work at once; results do not depend on it", .count("n", "2"),
        into: \.console.threads),
    ]
  }()

  /// The format of an input: all workbooks are one, and their content tells which.
  static var sourceFormat: OptionSyntax<FileFormat> {
    .choice(
      FileFormat.readable, .csv, name: \.rawValue,
      aliases: ["jsonl": .ndjson, "xlsm": .xlsx, "xls": .xlsx, "xlsb": .xlsx])
  }

  /// A file format by its name, or by another ending of its files.
  static func format(_ formats: [FileFormat]) -> OptionSyntax<FileFormat> {
    .choice(
      formats, .csv, name: \.rawValue,
      aliases: ["jsonl": .ndjson, "xlsm": .xlsx, "db": .sqlite, "sqlite3": .sqlite])
  }

  /// A delimiter of one character, with which no number, date or word is written.
  private static var outputDelimiter: OptionSyntax<String> {
    .dashed("tab, comma, semicolon, pipe, space or another mark of ASCII", "mark", "semicolon") {
      text in
      let delimiter = usualDelimiters[text] ?? text
      guard let mark = delimiter.unicodeScalars.first, delimiter.unicodeScalars.count == 1,
        mark.isASCII, mark.value >= 0x20 || mark == "\t", mark.value < 0x7F,
        !mark.properties.isAlphabetic, !"0123456789\"+-.:".unicodeScalars.contains(mark)
      else { return nil }
      return delimiter
    }
  }
}
