import ArgumentParser
import RowcastPipeline

struct PartPrepareCommand: TableCommand {
  static let command = RunCommand.predict
  static let configuration = CommandConfiguration(
    commandName: "prepare", abstract: "Write what is carried to who scores lines by `part run`.")

  @Option(help: "A file with the first lines of the rows.")
  var head: String

  @Option(help: "The model file.")
  var model: String

  @Option(help: "The folder that the pass is written to.")
  var work: String

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    Console.print(
      try PartPrepare(model: model, head: head, folder: work, reading: options.reading).run())
  }
}

struct PartInspectCommand: TableCommand {
  static let command = RunCommand.inspect
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Ask for passes, then say what there is in each column.")

  @Option(help: "A file with the first lines of the rows.")
  var head: String

  @Option(help: "The number of lines of all rows, as the engine counts them.")
  var lines: Int

  @Option(help: "The folder that passes are written to.")
  var work: String

  @Flag(help: "Leave out lines that cannot be read, and count them.")
  var skipBadLines = false

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    Console.print(
      try PartInspect(
        head: head, lineCount: lines, folder: work, reading: options.reading,
        skipsBadLines: skipBadLines
      ).run(say: { Console.print($0) }, hear: { readLine() }))
  }
}

struct PartConvertCommand: TableCommand {
  static let command = RunCommand.convert
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Whole files, each a line of its path, a space and its bytes in Base64, to NDJSON.")

  @OptionGroup
  var table: TableArguments<Self>

  func run(_ options: RunOptions, _ session: Session) throws {
    try PartConvert(reading: options.reading, writing: options.writing).run(session) {
      Console.write($0)
    }
    try Console.finish(session, options.console)
  }
}
