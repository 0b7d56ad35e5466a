import ArgumentParser
import RowcastPipeline

struct PredictCommand: TableCommand {
  static let command = RunCommand.predict
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract:
      "Score rows with a model: the input's columns, the prediction, and a probability for each class.",
    discussion: """
      Rows are scored as they are read, in constant memory. The output's name tells its format; \
      standard output is NDJSON unless --to says otherwise.

        rowcast predict churned.rowcast.json april.xlsx -o april-scored.xlsx
        rowcast predict churned.rowcast.json april.csv --explain 3 -o scored.csv
      """)

  @Argument(help: "The model file that `train` wrote.")
  var model: String

  @Argument(
    help: ArgumentHelp("The rows to score; \"-\" for standard input.", valueName: "input"))
  var file: String

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    try Console.refuseTerminal(options.writing.format, options.output)
    let summary = try PredictionRun(
      model: model, input: file, output: options.output, writing: options.writing,
      reading: options.reading, reasons: options.reasons
    ).run(session)
    try Console.finish(session, options.console)
    Console.print(summary, session, options)
  }
}
