import ArgumentParser
import RowcastMachine
import RowcastPipeline

/// A command whose options stand in the pipeline's table of options.
protocol TableCommand: ParsableCommand {
  static var command: RunCommand { get }
  var table: TableArguments<Self> { get }

  /// Does what was asked for; on as many threads as the options say.
  func run(_ options: RunOptions, _ session: Session) throws
}

extension TableCommand {
  func run() throws {
    let options = try table.options()
    try WorkerCount.with(options.console.threads) {
      let session = Console.session(options.console)
      session.furtherInputs = [options.configuration, options.reading.passwordFile].compactMap(
        \.self)
      try run(options, session)
    }
  }
}

/// The options of a command, from the table, under the titles of its sections.
struct TableArguments<Command: TableCommand>: ParsableArguments {
  @OptionGroup
  var main: SectionArguments<Command, MainSection>

  @OptionGroup(title: OptionSection.learning.rawValue)
  var learning: SectionArguments<Command, LearningSection>

  @OptionGroup(title: OptionSection.network.rawValue)
  var network: SectionArguments<Command, NetworkSection>

  @OptionGroup(title: OptionSection.reading.rawValue)
  var reading: SectionArguments<Command, ReadingSection>

  @OptionGroup(title: OptionSection.common.rawValue)
  var common: SectionArguments<Command, CommonSection>

  /// What was asked for; a configuration file holds where an argument is not given.
  func options() throws(PipelineError) -> RunOptions {
    let given = main.given + learning.given + network.given + reading.given + common.given
    var options = RunOptions()
    for (option, value) in given { try option.set(value, in: &options) }
    guard let path = options.configuration else { return options }
    var configured = RunOptions()
    try RunConfiguration.apply(path: path, to: &configured)
    for (option, value) in given { try option.set(value, in: &configured) }
    return configured
  }
}

/// A section of the table as a type, since a group of options is told apart by its type.
protocol TableSection {
  static var section: OptionSection { get }
}

enum MainSection: TableSection { static let section = OptionSection.main }
enum LearningSection: TableSection { static let section = OptionSection.learning }
enum NetworkSection: TableSection { static let section = OptionSection.network }
enum ReadingSection: TableSection { static let section = OptionSection.reading }
enum CommonSection: TableSection { static let section = OptionSection.common }
