import ArgumentParser
import RowcastMachine
import RowcastPipeline

struct PartRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "One pass over the lines of standard input.")

  @Argument(help: "The pass, as `part lead` or `part prepare` wrote it.")
  var pass: String

  @Option(help: "How many threads work at once.")
  var threads = 1

  @Flag(help: "Lines are rows that the pass which said \"keep\" handed out.")
  var kept = false

  func run() throws {
    try WorkerCount.with(threads) {
      try PartRun(pass: pass, isKept: kept).run { Console.write($0) }
    }
  }
}

struct PartMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "The results of parts, one a line, as one.")

  func run() throws {
    try PartMerge().run { Console.write($0) }
  }
}
