import ArgumentParser
import RowcastPipeline
import RowcastReporting

struct OddCommand: TableCommand {
  static let command = RunCommand.odd
  static let configuration = CommandConfiguration(
    commandName: "odd",
    abstract:
      "Find the rows that are unlike the others: the input's columns, the oddness from 0 to 1, and why.",
    discussion: """
      Needs no target. Every column, pairs of columns that go together, relations between numbers \
      and random subspaces are looked at; few strong surprises count more than many weak ones. A \
      row of 0.5 is as odd as one usual row of a hundred. A workbook gets the odd cells colored.

        rowcast odd orders.xlsx -o orders-odd.xlsx
        rowcast odd orders.csv --top 20 --report odd.html
        rowcast odd march.csv --fit usual.json
        rowcast odd april.csv --model usual.json -o april-odd.csv
      """)

  @Argument(
    help: ArgumentHelp("The rows to look at; \"-\" for standard input.", valueName: "input"))
  var file: String

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    try Console.refuseTerminal(options.writing.format, options.output)
    let summary = try OddRun(
      input: file, output: options.output, writing: options.writing, report: options.report,
      reading: options.reading, options: options.oddness
    ).run(session)
    try Console.finish(session, options.console)
    if options.console.isJSON {
      Console.print(
        summary.json(session, withTimings: options.console.showsTimings),
        to: summary.written.outputs.contains { $0.path == "-" } ? .standardError : .standardOutput)
    } else if !options.console.isQuiet {
      Console.print(TerminalText.clean(summary.sentence), to: .standardError)
    }
  }
}
