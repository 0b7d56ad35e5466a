import ArgumentParser
import RowcastPipeline
import RowcastReporting

struct ReportCommand: TableCommand {
  static let command = RunCommand.report
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "Judge a model on rows and write it up: a web page, a workbook with charts, Markdown.",
    discussion: """
        rowcast report churned.rowcast.json march.csv -o report.html
        rowcast report churned.rowcast.json march.csv -o report.xlsx
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
      model: model, input: file, reading: options.reading, reportPath: options.output
    ).run(session)
    try Console.finish(session, options.console)
    if options.console.isJSON {
      Console.print(result.json(session, withTimings: options.console.showsTimings))
    } else if !options.console.isQuiet, let output = options.output {
      Console.print(TerminalText.clean("\(output): the report"), to: .standardError)
    }
  }
}
