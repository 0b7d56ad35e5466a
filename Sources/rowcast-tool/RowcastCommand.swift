import ArgumentParser
import RowcastFileIO
import RowcastPipeline
import RowcastTabular

/// `rowcast`: arguments in, one stage of `RowcastPipeline` each, exit codes out. No algorithm is here.
@main
struct RowcastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rowcast",
    abstract:
      "Spreadsheets and CSV files, as people have them: to exact JSON, and to a classifier.",
    discussion: """
      Five things one does with it:

        rowcast convert sales.xlsx -o sales.json        to JSON, CSV or XLSX
        rowcast inspect sales.xlsx                      sheets, columns, types
        rowcast train customers.xlsx --target churned   learn to predict a column
        rowcast evaluate churned.rowcast.json march.csv     how good it is there
        rowcast predict churned.rowcast.json april.xlsx -o april-scored.xlsx

      "-" stands for standard input or output. A file's format is told by its content. \
      Exit codes: 0 done; 1 the data or the run failed; 2 wrong usage; 3 a limit was met.
      """,
    version: RowcastVersion.current,
    subcommands: [
      ConvertCommand.self, InspectCommand.self, OddCommand.self, TrainCommand.self,
      EvaluateCommand.self, PredictCommand.self, ExplainCommand.self, ReportCommand.self,
      ExportCommand.self,
      ActivationsCommand.self, ConfigCommand.self, SparkCommand.self,
      PartCommand.self,
    ])

  static func main() {
    ProcessSetup.run()
    // Scripts ask for the version alone, and often: building the parser would cost 3 of 10 MB.
    if CommandLine.arguments.dropFirst().elementsEqual(["--version"]) {
      Console.print(RowcastVersion.current)
      return
    }
    do {
      // On Linux the standard library reads the arguments from /proc; a chroot may have none.
      guard !CommandLine.arguments.isEmpty else {
        throw PipelineError("the arguments cannot be read; is /proc mounted?", kind: .usage)
      }
      if let argument = System.malformedArgument() {
        throw PipelineError(
          "\"\(argument)\" is not UTF-8, as names and options are: give the file another name, or its bytes "
            + "as - by <", kind: .usage)
      }
      try checkCommandName(Array(CommandLine.arguments.dropFirst()))
      var command = try parseAsRoot()
      try command.run()
    } catch let error as PipelineError {
      Console.fail(error)
    } catch {
      if let misread = UsageWords.misread(CommandLine.arguments) { Console.fail(misread) }
      // Help and the version are answers, and no errors.
      guard exitCode(for: error) == .success else {
        Console.fail(UsageWords.error(message(for: error), CommandLine.arguments))
      }
      Console.print(fullMessage(for: error))
    }
  }

  /// Commands for drivers, which no hint names.
  private static let hidden: Set<String> = ["part"]

  /// A mistyped command gets the nearest one instead of a list of unexpected arguments.
  private static func checkCommandName(_ arguments: [String]) throws {
    guard let name = arguments.first, !name.hasPrefix("-") else { return }
    let known = RunCommand.allCases.map(\.rawValue) + ["spark", "help"]
    if !known.contains(name), !hidden.contains(name) {
      throw PipelineError(
        "there is no command \"\(name)\"" + SimilarNames.hint(name, among: known), kind: .usage)
    }
  }

  mutating func run() throws {
    throw CleanExit.helpRequest(self)
  }
}
