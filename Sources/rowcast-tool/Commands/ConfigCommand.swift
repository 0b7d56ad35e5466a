import ArgumentParser
import RowcastPipeline

struct ConfigCommand: TableCommand {
  static let command = RunCommand.config
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "The configuration file of `train`: an example, and its JSON Schema.",
    discussion: """
        rowcast config --example > churn.yaml
        rowcast config --schema > rowcast.schema.json
        rowcast train customers.xlsx --config churn.yaml
      """)

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    if options.showsReference {
      Console.print(OptionReference.text)
    } else {
      Console.print(options.showsSchema ? RunConfiguration.schema : RunConfiguration.example)
    }
  }
}
