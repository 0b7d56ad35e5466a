import ArgumentParser
import RowcastPipeline

struct TrainCommand: TableCommand {
  static let command = RunCommand.train
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learn to predict one column from the others, and say how far to trust it.",
    discussion: """
      Roles of columns, preparation and model are chosen from the data, and told. The model is \
      judged on rows that it has not seen.

        rowcast train customers.xlsx --target churned
        rowcast train customers.csv --target churned --report churned.html
        rowcast train customers.csv --target churned --validation cv=5
        rowcast train flowers.csv --target species --model mlp --hidden 64,32
      """)

  @Argument(
    help: ArgumentHelp("The table to learn from; \"-\" for standard input.", valueName: "input"))
  var file: String

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    guard let target = options.target else {
      throw PipelineError(
        "--target COLUMN is missing: which column is to be predicted?", kind: .usage)
    }
    let result = try Training(
      input: file, target: target, output: options.output, reading: options.reading,
      options: options.training, skipsBadLines: options.skipsBadLines, reportPath: options.report,
      cardPath: options.card
    ).run(session)
    try Console.finish(session, options.console)
    if options.console.isJSON {
      Console.print(result.json(session, withTimings: options.console.showsTimings))
    } else if !options.console.isQuiet {
      Console.print(result.text(colors: Console.hasColors(.standardOutput)))
    }
  }
}
