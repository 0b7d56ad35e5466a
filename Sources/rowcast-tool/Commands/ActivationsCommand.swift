import ArgumentParser
import RowcastPipeline

struct ActivationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activations",
    abstract: "The activation functions of the field: formulas, derivatives, uses, demonstrations.",
    discussion: """
        rowcast activations
        rowcast activations --html activations.html
        rowcast activations --lab
      """)

  @Option(
    help: ArgumentHelp(
      "Draw every function with its derivative on a web page.", valueName: "file"))
  var html: String?

  @Flag(help: "Run the demonstrations: vanishing gradients, dead units, two circles and more.")
  var lab = false

  @OptionGroup(title: "Common")
  var common: CommonArguments

  func run() throws {
    let session = try common.session()
    let gallery = ActivationGallery()
    if let html { try gallery.writePage(to: html) }
    if lab {
      Console.print(try gallery.laboratory(isJSON: common.isJSON))
    } else if common.isJSON {
      Console.print(gallery.json)
    } else if html == nil {
      Console.print(gallery.text)
    }
    try common.finish(session)
  }
}
