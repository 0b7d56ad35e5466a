import ArgumentParser
import RowcastPipeline
import RowcastReporting

struct ExportCommand: TableCommand {
  static let command = RunCommand.export
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a model for other programs: a live workbook, ONNX, SQL, Swift, JSON Schema.",
    discussion: """
        rowcast export churned.rowcast.json -o scorer.xlsx
        rowcast export churned.rowcast.json -o churned.onnx
        rowcast export churned.rowcast.json --to sql --table customers
        rowcast export churned.rowcast.json -o Churned.swift

      A workbook scores by formulas, with no program at all; ONNX scores raw columns; SQL is \
      one SELECT; Swift is one file without dependencies.
      """)

  @Argument(help: "The model file that `train` wrote.")
  var model: String

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    let form = try Export.Form(asked: options.exportForm, output: options.output)
    if form == .xlsx || form == .onnx { try Console.refuseTerminal(form.rawValue, options.output) }
    let export = Export(
      model: model, form: form, output: options.output, table: options.exportTable)
    try export.run(session)
    try Console.finish(session, options.console)
    if options.console.isJSON {
      Console.print(export.json, to: Console.resultStream(options))
    } else if !options.console.isQuiet, let sentence = export.sentence {
      Console.print(TerminalText.clean(sentence), to: .standardError)
    }
  }
}
