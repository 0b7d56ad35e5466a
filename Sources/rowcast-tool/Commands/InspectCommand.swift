import ArgumentParser
import RowcastPipeline

struct InspectCommand: TableCommand {
  static let command = RunCommand.inspect
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "Show what is in a file: sheets, tables, names, header, and each column's type and values.",
    discussion: """
        rowcast inspect customers.xlsx
        rowcast inspect export.csv --json
      """)

  @Argument(
    help: ArgumentHelp("The file to read; \"-\" for standard input.", valueName: "input"))
  var file: String

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    let found = try Inspection(input: file, reading: options.reading).run(session)
    try Console.finish(session, options.console)
    Console.print(
      options.console.isJSON
        ? found.json(session, withTimings: options.console.showsTimings)
        : InspectionStory(result: found).text)
  }
}
