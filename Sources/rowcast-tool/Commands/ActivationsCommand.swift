import ArgumentParser
import RowcastActivationLab
import RowcastFileIO
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
    do {
      if let path = options.gallery { try OutputFile.write(gallery.page, to: path) }
      if options.showsLaboratory {
        Console.print(try gallery.laboratory(isJSON: options.console.isJSON))
      }
    } catch {
      throw PipelineError(wrapping: error, file: options.gallery ?? "")
    }
    if options.console.isJSON, !options.showsLaboratory {
      Console.print(gallery.json)
    } else if options.gallery == nil, !options.showsLaboratory {
      Console.print(gallery.text)
    }
    try Console.finish(session, options.console)
  }
}
