import ArgumentParser
import RowcastPipeline

struct ActivationsCommand: TableCommand {
  static let command = RunCommand.activations
  static let configuration = CommandConfiguration(
    commandName: "activations",
    abstract: "The activation functions of the field: formulas, derivatives, uses, demonstrations.",
    discussion: """
        rowcast activations
        rowcast activations --html activations.html
        rowcast activations --lab
      """)

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    let gallery = ActivationGallery()
    if let path = options.gallery { try gallery.writePage(to: path) }
    if options.showsLaboratory {
      Console.print(try gallery.laboratory(isJSON: options.console.isJSON))
    } else if options.console.isJSON {
      Console.print(gallery.json)
    } else if options.gallery == nil {
      Console.print(gallery.text)
    }
    try Console.finish(session, options.console)
  }
}
