import ArgumentParser
import RowcastPipeline

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert workbooks, CSV and JSON files to JSON, NDJSON, CSV or XLSX.",
    discussion: """
      The output's name tells its format; standard output is NDJSON unless --to says otherwise. \
      Types are found from every row. What could not be kept is told with its cell.

        rowcast convert sales.xlsx -o sales.json
        rowcast convert sales.xlsx --sheet all -o sales.json
        rowcast convert sales.xlsx --range B2:F100 --header none --shape values
        rowcast convert export.csv --column zip=text --null n/a -o export.ndjson
        rowcast convert *.xlsx --to csv -o folder/
        rowcast convert sales.xlsx --shape cells     each cell's formula and format
      """)

  @Argument(help: ArgumentHelp("The files to read; \"-\" for standard input.", valueName: "input"))
  var inputs: [String]

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The file to write, or a folder (ending in /) for several inputs.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("The output's format.", valueName: "format"))
  var to: FileFormat?

  @Option(help: "The shape of JSON: records, columns, split, values or cells.")
  var shape: RecordShape = .records

  @Flag(help: "JSON over several lines, indented.")
  var pretty = false

  @Flag(help: "Add _sheet and _row to each record.")
  var provenance = false

  @Option(help: "Error cells such as #DIV/0!: null, their text, or fail.")
  var errors: ErrorChoice = .null

  @Option(help: "Missing values: null, omit the key, or an empty text.")
  var empty: EmptyChoice = .null

  @Option(help: "Numbers with all digits of the source, or as doubles.")
  var numbers: NumberChoice = .exact

  @Option(help: ArgumentHelp("Write a JSON Schema of the records to this file.", valueName: "file"))
  var schema: String?

  @OptionGroup(title: "Reading")
  var input: InputArguments

  @OptionGroup(title: "Reading")
  var visibility: HiddenArguments

  @OptionGroup(title: "Common")
  var common: CommonArguments

  func run() throws {
    var write = WriteOptions()
    write.format = to
    write.shape = shape
    write.pretty = pretty
    write.provenance = provenance
    write.errors = errors
    write.empty = empty
    write.numbers = numbers
    write.schemaPath = schema
    let session = try common.session()
    let conversion = Conversion(
      inputs: inputs, output: output, reading: try input.options(hidden: visibility.hidden),
      writing: write)
    let summary = try conversion.run(session)
    try common.finish(session)
    if common.isJSON, output != nil, output != "-" {
      Console.print(summary.json(session, withTimings: common.timings))
    } else if !common.quiet, let sentence = summary.sentence {
      Console.print(sentence, to: .standardError)
    }
  }
}
