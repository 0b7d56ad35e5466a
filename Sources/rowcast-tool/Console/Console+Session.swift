import RowcastPipeline
import RowcastReporting

extension Console {
  /// A run that reports as the options say.
  static func session(_ options: ConsoleOptions) -> Session {
    let shows = !options.isQuiet && isTerminal(.standardError)
    let draw: ProgressHandler = { ProgressLine.shared.show($0) }
    let session = Session(
      keepsAllDiagnostics: options.diagnostics != nil, isStrict: options.isStrict,
      progress: shows ? draw : nil)
    session.isStamped = options.isStamped
    session.askPassword = { PasswordPrompt.ask($0, isAgain: $1) }
    session.diagnosticsPath = options.diagnostics
    return session
  }

  /// Prints what a finished run has to say on standard error: diagnostics and timings.
  static func finish(_ session: Session, _ options: ConsoleOptions) throws {
    ProgressLine.shared.clear()
    if let path = options.diagnostics { try session.writeDiagnostics(to: path) }
    if !options.isQuiet { print(diagnosticsOf: session) }
    if options.showsTimings, !options.isJSON { print(timingsOf: session) }
    try session.checkStrict()
  }

  /// Where the result of a command goes as JSON: beside what it writes to standard output.
  static func resultStream(_ options: RunOptions) -> Stream {
    options.output.map { $0 == "-" } ?? true ? .standardError : .standardOutput
  }

  /// Refuses to write what is no text to a terminal.
  static func refuseTerminal(_ format: String, _ output: String?) throws(PipelineError) {
    guard output == nil, isTerminal(.standardOutput) else { return }
    throw PipelineError(
      "\(format) is not for a terminal: -o names a file, and -o - writes it here all the same",
      kind: .usage)
  }

  static func refuseTerminal(_ format: FileFormat?, _ output: String?) throws(PipelineError) {
    guard let format, !format.isText else { return }
    try refuseTerminal(format.rawValue, output)
  }

  /// Prints what was written.
  static func print(_ summary: ConversionSummary, _ session: Session, _ options: RunOptions) {
    if options.console.isJSON {
      print(
        summary.json(session, withTimings: options.console.showsTimings),
        to: resultStream(options))
    } else if !options.console.isQuiet, let sentence = summary.sentence {
      print(TerminalText.clean(sentence), to: .standardError)
    }
  }
}
