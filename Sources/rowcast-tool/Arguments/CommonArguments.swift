import ArgumentParser
import RowcastPipeline

/// What every command has in common: what is printed where.
struct CommonArguments: ParsableArguments {
  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @Flag(name: .customLong("json"), help: "Print the result as JSON, for programs.")
  var isJSON = false

  @Flag(help: "Add the seconds and bytes of each stage.")
  var timings = false

  @Option(
    help: ArgumentHelp("Keep every diagnostic as a line of JSON in this file.", valueName: "file"))
  var diagnostics: String?

  @Flag(help: "Make diagnostics errors.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "How many threads work at once; results do not depend on it.", valueName: "n"))
  var threads: Int?

  /// A run that reports as these arguments say.
  func session() throws -> Session {
    if let threads {
      guard threads >= 1 else { throw ValidationError("--threads takes a number from 1 on") }
      Session.setThreads(threads)
    }
    let shows = !quiet && Console.isTerminal(.standardError)
    let draw: ProgressHandler = { ProgressLine.shared.show($0) }
    return Session(
      keepsAllDiagnostics: diagnostics != nil, isStrict: strict, progress: shows ? draw : nil)
  }

  /// Prints what a finished run has to say on standard error: diagnostics and timings.
  func finish(_ session: Session) throws {
    ProgressLine.shared.clear()
    if let diagnostics { try session.writeDiagnostics(to: diagnostics) }
    if !quiet { Console.print(diagnosticsOf: session) }
    if timings, !isJSON { Console.print(timingsOf: session) }
    try session.checkStrict()
  }
}
