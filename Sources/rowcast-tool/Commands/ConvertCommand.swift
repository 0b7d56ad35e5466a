import ArgumentParser
import RowcastPipeline

struct ConvertCommand: TableCommand {
  static let command = RunCommand.convert
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Convert workbooks, CSV and JSON files to JSON, CSV, XLSX, Parquet, SQLite or SQL.",
    discussion: """
      The output's name tells its format; standard output is NDJSON unless --to says otherwise. \
      Types are found from every row. What could not be kept is told with its cell.

        rowcast convert sales.xlsx -o sales.json
        rowcast convert sales.xlsx --sheet all -o sales.json
        rowcast convert sales.xlsx --range B2:F100 --header none --shape values
        rowcast convert export.csv --column zip=text --null n/a -o export.ndjson
        rowcast convert *.xlsx --to csv -o folder/
        rowcast convert sales.xlsx --sheet all -o sales.db
        rowcast convert april.csv -o sales.db --append --output-table sales
        rowcast convert sales.xlsx --to sql --dialect postgres | psql shop
        rowcast convert sales.xlsx --shape cells     each cell's formula and format
      """)

  @Argument(help: ArgumentHelp("The files to read; \"-\" for standard input.", valueName: "input"))
  var inputs: [String]

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    try Console.refuseTerminal(options.writing.format, options.output)
    let summary = try Conversion(
      inputs: inputs, output: options.output, reading: options.reading, writing: options.writing
    ).run(session)
    for failure in summary.failures { Console.print(failure) }
    try Console.finish(session, options.console)
    Console.print(summary, session, options)
    if let code = summary.exitCode { Console.exit(code) }
  }
}
