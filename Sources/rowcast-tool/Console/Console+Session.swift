import RowcastPipeline

extension Console {
  /// A run that reports as the options say.
  static func session(_ options: ConsoleOptions) -> Session {
    let shows = !options.isQuiet && isTerminal(.standardError)
    let draw: ProgressHandler = { ProgressLine.shared.show($0) }
    return Session(
      keepsAllDiagnostics: options.diagnostics != nil, isStrict: options.isStrict,
      progress: shows ? draw : nil)
  }

  /// Prints what a finished run has to say on standard error: diagnostics and timings.
  static func finish(_ session: Session, _ options: ConsoleOptions) throws {
    ProgressLine.shared.clear()
    if let path = options.diagnostics { try session.writeDiagnostics(to: path) }
    if !options.isQuiet { print(diagnosticsOf: session) }
    if options.showsTimings, !options.isJSON { print(timingsOf: session) }
    try session.checkStrict()
  }

  /// Prints what was written, unless the records themselves went to standard output.
  static func print(_ summary: ConversionSummary, _ session: Session, _ options: RunOptions) {
    if options.console.isJSON, let output = options.output, output != "-" {
      print(summary.json(session, withTimings: options.console.showsTimings))
    } else if !options.console.isQuiet, let sentence = summary.sentence {
      print(sentence, to: .standardError)
    }
  }
}
