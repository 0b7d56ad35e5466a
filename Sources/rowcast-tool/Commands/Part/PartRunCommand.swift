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

  @Flag(help: "Lines are packed, as `part pack` writes them.")
  var packed = false

  func run() throws {
    try WorkerCount.with(threads) {
      try PartRun(pass: pass, isPacked: packed).run { Console.write($0) }
    }
  }
}

struct PartPackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack", abstract: "The lines of standard input as fewer ones, for many passes.")

  func run() throws {
    try PartPack().run { Console.write($0) }
  }
}

struct PartMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "The results of parts, one a line, as one.")

  func run() throws {
    try PartMerge().run { Console.write($0) }
  }
}
