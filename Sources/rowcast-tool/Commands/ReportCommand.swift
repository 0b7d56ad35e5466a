import ArgumentParser
import RowcastPipeline

struct ReportCommand: ParsableCommand {
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

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The report: .html, .xlsx, .md or .txt.", valueName: "file"))
  var output: String

  @OptionGroup(title: "Reading")
  var input: InputArguments

  @OptionGroup(title: "Reading")
  var visibility: HiddenArguments

  @OptionGroup(title: "Common")
  var common: CommonArguments

  func run() throws {
    let session = try common.session()
    _ = try Judging(
      model: model, input: file, reading: try input.options(hidden: visibility.hidden),
      reportPath: output
    ).run(session)
    try common.finish(session)
    if !common.quiet { Console.print("\(output): the report", to: .standardError) }
  }
}
