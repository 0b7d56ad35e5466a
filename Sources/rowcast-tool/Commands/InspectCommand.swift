import ArgumentParser
import RowcastPipeline

struct InspectCommand: TableCommand {
  static let command = RunCommand.inspect
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "Show what is in a file: sheets, tables, names, header, and each column's type and values; of two files, what has changed.",
    discussion: """
        rowcast inspect customers.xlsx
        rowcast inspect export.csv --json
        rowcast inspect orders.csv --report orders.html --sensitive email

      With two files it tells what has changed: columns, rows by a key that it finds, cells, and \
      whether values are distributed as before.

        rowcast inspect march.csv april.csv
        rowcast inspect march.xlsx april.csv --key id -o changes.xlsx
        rowcast inspect book.xlsx book.xlsx --sheet Jan --sheet-new Feb
      """)

  @Argument(
    help: ArgumentHelp("The file to read; \"-\" for standard input.", valueName: "input"))
  var file: String

  @Argument(
    help: ArgumentHelp("A newer file, to tell what has changed since.", valueName: "new"))
  var newer: String?

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    if let newer { return try compare(file, newer, options, session) }
    try checkOneFile(options)
    let found = try Inspection(
      input: file, reading: options.reading, isDetailed: options.console.isJSON,
      report: options.report, sensitive: options.sensitive
    ).run(session)
    try Console.finish(session, options.console)
    Console.print(
      options.console.isJSON
        ? found.json(session, withTimings: options.console.showsTimings)
        : InspectionStory(result: found).text)
  }
}
