import ArgumentParser
import RowcastPipeline

struct ExplainCommand: ParsableCommand {
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

  @OptionGroup(title: "Reading")
  var input: InputArguments

  @OptionGroup(title: "Reading")
  var visibility: HiddenArguments

  @OptionGroup(title: "Common")
  var common: CommonArguments

  func run() throws {
    let session = try common.session()
    let result = try Explanation(
      model: model, input: file, reading: try input.options(hidden: visibility.hidden)
    ).run(session)
    try common.finish(session)
    Console.print(common.isJSON ? result.json(session, withTimings: common.timings) : result.text)
  }
}
