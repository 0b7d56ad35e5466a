import ArgumentParser
import RowcastPipeline

struct ExplainCommand: TableCommand {
  static let command = RunCommand.explain
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show what a model learned, and with an input what matters there.",
    discussion: """
        rowcast explain churned.rowcast.json
        rowcast explain churned.rowcast.json march.csv
      """)

  @Argument(help: "The model file that `train` wrote.")
  var model: String

  @Argument(
    help: ArgumentHelp("Rows with known answers, for permutation importance.", valueName: "input"))
  var file: String?

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    let result = try Explanation(model: model, input: file, reading: options.reading).run(session)
    try Console.finish(session, options.console)
    Console.print(
      options.console.isJSON
        ? result.json(session, withTimings: options.console.showsTimings) : result.text)
  }
}
