import ArgumentParser
import RowcastPipeline

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "Show what is in a file: sheets, tables, names, header, and each column's type and values.",
    discussion: """
        rowcast inspect customers.xlsx
        rowcast inspect export.csv --json
      """)

  @Argument(help: ArgumentHelp("The file to read; \"-\" for standard input.", valueName: "input"))
  var file: String

  @OptionGroup(title: "Reading")
  var input: InputArguments

  @OptionGroup(title: "Reading")
  var visibility: HiddenArguments

  @OptionGroup(title: "Common")
  var common: CommonArguments

  func run() throws {
    let session = try common.session()
    let found = try Inspection(input: file, reading: try input.options(hidden: visibility.hidden))
      .run(session)
    try common.finish(session)
    Console.print(common.isJSON ? found.json(session, withTimings: common.timings) : found.text)
  }
}
