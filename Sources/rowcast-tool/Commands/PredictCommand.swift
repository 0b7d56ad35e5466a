import ArgumentParser
import RowcastPipeline

struct PredictCommand: ParsableCommand {
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

  @Argument(help: ArgumentHelp("The rows to score; \"-\" for standard input.", valueName: "input"))
  var file: String

  @Option(name: [.short, .long], help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("The output's format.", valueName: "format"))
  var to: FileFormat?

  @Option(
    help: ArgumentHelp("Add the N strongest reasons for each row's prediction.", valueName: "n"))
  var explain: Int?

  @OptionGroup(title: "Reading")
  var input: InputArguments

  @OptionGroup(title: "Reading")
  var visibility: HiddenArguments

  @OptionGroup(title: "Common")
  var common: CommonArguments

  func run() throws {
    let session = try common.session()
    let summary = try Prediction(
      model: model, input: file, output: output, format: to,
      reading: try input.options(hidden: visibility.hidden),
      reasons: explain ?? 0
    ).run(session)
    try common.finish(session)
    if common.isJSON, output != nil, output != "-" {
      Console.print(summary.json(session, withTimings: common.timings))
    } else if !common.quiet, let sentence = summary.sentence {
      Console.print(sentence, to: .standardError)
    }
  }
}
