import ArgumentParser
import RowcastPipeline

struct PartLeadCommand: TableCommand {
  static let command = RunCommand.train
  static let configuration = CommandConfiguration(
    commandName: "lead",
    abstract:
      "Lead a training: ask for passes on standard output, take their results, write the model.",
    discussion: """
      Each line of output is a JSON object. One with "pass" names a file of the work folder: run it over \
      all rows, give the lines that came out, in any order, and an empty line. One with "model" is the \
      last. A line that begins with "error" gives up.
      """)

  @Option(help: "A file with the first lines of the rows.")
  var head: String

  @Option(help: "The number of lines of all rows, as the engine counts them.")
  var lines: Int

  @Option(help: "The folder that passes are written to.")
  var work: String

  @Option(help: "The name that the model remembers its table by.")
  var tableName = "rows"

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    guard let target = options.target else {
      throw PipelineError(
        "--target COLUMN is missing: which column is to be predicted?", kind: .usage)
    }
    let training = Training(
      input: head, target: target, output: options.output, reading: options.reading,
      options: options.training, skipsBadLines: options.skipsBadLines,
      reportPath: options.report, cardPath: options.card)
    let result = try PartLead(
      head: head, name: tableName, lineCount: lines, folder: work, training: training
    ).run(session, say: { Console.print($0) }, hear: { readLine() })
    try Console.finish(session, options.console)
    Console.print(result.line(session))
    if !options.console.isQuiet { Console.print(result.text(colors: false), to: .standardError) }
  }
}
