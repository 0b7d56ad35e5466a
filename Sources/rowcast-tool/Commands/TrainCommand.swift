import ArgumentParser
import RowcastPipeline
import RowcastModeling

struct TrainCommand: ParsableCommand {
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

  @Option(help: ArgumentHelp("The column to predict.", valueName: "column"))
  var target: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Where the model goes; TARGET.rowcast.json when not given.", valueName: "model"))
  var output: String?

  @Option(help: ArgumentHelp("A YAML file with any of these options.", valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("Write the evaluation as a web page.", valueName: "file.html"))
  var report: String?

  @Option(help: ArgumentHelp("Write a model card in Markdown.", valueName: "file.md"))
  var card: String?

  @OptionGroup(title: "Learning")
  var training: TrainingArguments

  @OptionGroup(title: "Multilayer perceptron")
  var network: NetworkArguments

  @OptionGroup(title: "Reading")
  var input: InputArguments

  @Option(help: "Hidden rows and columns of a sheet: keep or skip; else keep.")
  var hiddenCells: HiddenChoice?

  @OptionGroup(title: "Common")
  var common: CommonArguments

  func run() throws {
    let session = try common.session()
    var options = TrainOptions()
    var reading = ReadOptions()
    var target = target
    if let config {
      let configuration = try Configuration(path: config)
      options = configuration.options
      reading = configuration.reading
      target = target ?? configuration.target
    }
    try training.apply(to: &options)
    try network.apply(to: &options)
    guard let target else {
      throw ValidationError("--target COLUMN is missing: which column is to be predicted?")
    }
    let training = Training(
      input: file, target: target, output: output,
      reading: try input.options(hidden: hiddenCells, over: reading), options: options,
      reportPath: report, cardPath: card)
    let result = try training.run(session)
    try common.finish(session)
    if common.isJSON {
      Console.print(result.json(session, withTimings: common.timings))
    } else if !common.quiet {
      Console.print(result.text(colors: Console.hasColors(.standardOutput)))
    }
  }
}
