import ArgumentParser
import RowcastPipeline

struct EvaluateCommand: TableCommand {
  static let command = RunCommand.evaluate
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

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    let result = try EvaluationRun(
      model: model, input: file, reading: options.reading, reportPath: options.report
    ).run(session)
    try Console.finish(session, options.console)
    if options.console.isJSON {
      Console.print(result.json(session, withTimings: options.console.showsTimings))
    } else if !options.console.isQuiet {
      Console.print(result.text(colors: Console.hasColors(.standardOutput)))
    }
  }
}
