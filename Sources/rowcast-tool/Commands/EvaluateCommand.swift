import ArgumentParser
import RowcastPipeline

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Judge a model on rows whose answer is known.",
    discussion: """
        rowcast evaluate churned.rowcast.json march.csv
        rowcast evaluate churned.rowcast.json march.csv --report march.html
      """)

  @Argument(help: "The model file that `train` wrote.")
  var model: String

  @Argument(
    help: ArgumentHelp("The rows to judge it on; \"-\" for standard input.", valueName: "input"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "Write the evaluation as a web page (.html), workbook (.xlsx) or text (.md).",
      valueName: "file"))
  var report: String?

  @OptionGroup(title: "Reading")
  var input: InputArguments

  @OptionGroup(title: "Reading")
  var visibility: HiddenArguments

  @OptionGroup(title: "Common")
  var common: CommonArguments

  func run() throws {
    let session = try common.session()
    let result = try Judging(
      model: model, input: file, reading: try input.options(hidden: visibility.hidden),
      reportPath: report
    ).run(session)
    try common.finish(session)
    if common.isJSON {
      Console.print(result.json(session, withTimings: common.timings))
    } else if !common.quiet {
      Console.print(result.text(colors: Console.hasColors(.standardOutput)))
    }
  }
}
