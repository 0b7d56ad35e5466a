import ArgumentParser
import RowcastPipeline

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "The configuration file of `train`: an example, and its JSON Schema.",
    discussion: """
        rowcast config --example > churn.yaml
        rowcast config --schema > rowcast.schema.json
        rowcast train customers.xlsx --config churn.yaml
      """)

  @Flag(help: "Print a configuration file with every option (the default).")
  var example = false

  @Flag(help: "Print the JSON Schema of configuration files.")
  var schema = false

  func run() throws {
    Console.print(schema ? Configuration.schema : Configuration.example)
  }
}
