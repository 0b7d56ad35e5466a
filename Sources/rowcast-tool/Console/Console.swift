import RowcastFileIO
internal import RowcastMachine
import RowcastTabular
import RowcastPipeline
import RowcastReporting

/// What the program says, and how it ends.
enum Console {
  enum Stream: Int32 {
    case standardOutput = 1
    case standardError = 2
  }

  static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// Whether colors may be used on a stream (https://no-color.org).
  static func hasColors(_ stream: Stream) -> Bool {
    guard isTerminal(stream) else { return false }
    return System.environment("NO_COLOR") == nil && System.environment("TERM") != "dumb"
  }

  /// Prints a text and a line end. A closed pipe ends the program quietly.
  static func print(_ text: String, to stream: Stream = .standardOutput) {
    write(Array((text + "\n").utf8), to: stream)
  }

  /// Writes bytes as they are.
  static func write(_ bytes: [UInt8], to stream: Stream = .standardOutput) {
    var done = 0
    while done < bytes.count {
      let n = System.write(RawSpan(_elements: bytes.span.extracting(done...)), to: stream.rawValue)
      if n < 0 {
        if errno == EINTR { continue }
        // Who does not want to hear what is said still gets the work done.
        if stream == .standardError { return }
        if errno == EPIPE { exit(0) }
        let message = System.message(errno)
        print("stdout: error: cannot write: \(message)", to: .standardError)
        exit(1)
      }
      done += n
    }
  }

  /// Prints one line for an error and ends the program with its code.
  static func fail(_ error: PipelineError) -> Never {
    if error.isBrokenPipe { exit(0) }
    print(error)
    exit(error.kind.rawValue)
  }

  /// Prints one line for an error; where `--json` is asked for, in JSON.
  static func print(_ error: PipelineError) {
    ProgressLine.shared.clear()
    if CommandLine.arguments.prefix(while: { $0 != "--" }).contains("--json") {
      print(error.json, to: .standardError)
      return
    }
    let line = TerminalText.clean(error.description)
    print(hasColors(.standardError) ? colored(line) : line, to: .standardError)
  }

  static func exit(_ code: Int32) -> Never { RowcastMachine.exit(code) }

  private static func colored(_ line: String) -> String {
    guard let range = line.firstRange(of: "error:") else { return line }
    return line.replacingCharacters(range, "\u{1B}[1;31merror:\u{1B}[0m")
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<String.Index>, _ text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}

extension Console {
  /// Writes to the terminal on standard error, without a line end.
  static func printRaw(_ text: String) {
    let bytes = Array(text.utf8)
    _ = System.write(RawSpan(_elements: bytes.span), to: Stream.standardError.rawValue)
  }

  /// The first diagnostics, a few of each kind, and how many there are.
  static func print(diagnosticsOf session: Session) {
    let log = session.diagnostics
    if log.leftOut > 0 {
      let records = NumberWords.number(log.leftOut, "record")
      print("note: \(records) left out by --where", to: .standardError)
    }
    if log.total == 0 { return }
    var shown: [Diagnostic.Kind: Int] = [:]
    for diagnostic in log.kept {
      let count = shown[diagnostic.kind, default: 0]
      shown[diagnostic.kind] = count + 1
      if count < 3 { print(TerminalText.clean("note: \(diagnostic.advice)"), to: .standardError) }
    }
    let hidden = log.total - shown.values.reduce(0) { $0 + min($1, 3) }
    if hidden > 0 {
      let kinds = log.counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
      print(
        "note: \(log.total) in all (\(kinds)); --diagnostics FILE keeps them", to: .standardError)
    }
  }

  /// The seconds, rows and bytes of each stage.
  static func print(timingsOf session: Session) {
    for stage in session.timings.stages {
      var line = "time: \(stage.name.padded(to: 12)) \(seconds(stage.seconds)) s"
      if let rows = stage.rows { line += "  \(ProgressLine.grouped(rows)) rows" }
      if let bytes = stage.bytes { line += "  \(ProgressLine.grouped(bytes)) bytes" }
      print(line, to: .standardError)
    }
  }

  private static func seconds(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let fraction = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
