import ArgumentParser
import RowcastPipeline

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a model for other programs: a live workbook, ONNX, SQL, Swift, JSON Schema.",
    discussion: """
        rowcast export churned.rowcast.json --to xlsx -o scorer.xlsx
        rowcast export churned.rowcast.json --to onnx -o churned.onnx
        rowcast export churned.rowcast.json --to sql --table customers
        rowcast export churned.rowcast.json --to swift -o Churned.swift

      A workbook scores by formulas, with no program at all; ONNX scores raw columns; SQL is \
      one SELECT; Swift is one file without dependencies.
      """)

  @Argument(help: "The model file that `train` wrote.")
  var model: String

  @Option(help: "The form: xlsx, onnx, sql, swift or json (the schema of the model file).")
  var to: Export.Form

  @Option(name: [.short, .long], help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("The table that the SQL query reads.", valueName: "name"))
  var table: String = "input"

  @OptionGroup(title: "Common")
  var common: CommonArguments

  func run() throws {
    let session = try common.session()
    let sentence = try Export(model: model, form: to, output: output, table: table).run(session)
    try common.finish(session)
    if !common.quiet, let sentence { Console.print(sentence, to: .standardError) }
  }
}
