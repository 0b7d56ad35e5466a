import ArgumentParser
import Pipeline

struct ActivationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activations",
    abstract: "The activation functions of the field: formulas, derivatives, uses, demonstrations.",
    discussion: """
        rowcast activations
        rowcast activations --html activations.html
      """)

  @Option(
    help: ArgumentHelp(
      "Draw every function with its derivative on a web page.", valueName: "file"))
  var html: String?

  @OptionGroup(title: "Common")
  var common: CommonArguments

  func run() throws {
    let session = try common.session()
    let gallery = ActivationGallery()
    if let html { try gallery.writePage(to: html) }
    if common.isJSON {
      Console.print(gallery.json)
    } else if html == nil {
      Console.print(gallery.text)
    }
    try common.finish(session)
  }
}
