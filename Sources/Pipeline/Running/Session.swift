public import RowcastEncryption
import RowcastFileIO
public import RowcastMachine
import RowcastModeling
import RowcastReporting
public import RowcastTabular

/// One run of a command: what it noticed, how long its stages took, whom it tells of its progress.
public final class Session {
  /// What could not be kept or had to be guessed, in the order of the input.
  public internal(set) var diagnostics: DiagnosticLog
  /// Seconds and bytes of the stages so far.
  public internal(set) var timings = Timings()
  /// What may be made of the input that was opened last.
  var proportions = Proportions()
  /// The bytes written of that input so far.
  private var writtenBytes = 0
  let isStrict: Bool
  let progress: ProgressHandler?
  /// Where the diagnostics go; nil for nowhere.
  public var diagnosticsPath: String?
  /// Files that are read besides what a run works on, such as its configuration.
  public var furtherInputs: [String] = []
  /// Whether files say when they were made; without, the same input gives the same bytes.
  public var isStamped = false

  /// Asks a person for a password: for which file, and whether the one before was wrong; nil where
  /// nobody can be asked.
  public var askPassword: ((_ file: String, _ isAgain: Bool) -> Password?)?

  /// The passwords that opened protected files, so that nobody is asked twice.
  var givenPasswords: [String: Password] = [:]

  /// - Parameters:
  ///   - keepsAllDiagnostics: keep each diagnostic, not only the first ones of a kind.
  ///   - isStrict: make diagnostics errors.
  public init(
    keepsAllDiagnostics: Bool = false, isStrict: Bool = false, progress: ProgressHandler? = nil
  ) {
    diagnostics = DiagnosticLog(limit: keepsAllDiagnostics ? .max : 100)
    self.isStrict = isStrict
    self.progress = progress
  }

  /// A part of another session, to be added to it.
  init(diagnosticLimit: Int, isStrict: Bool) {
    diagnostics = DiagnosticLog(limit: diagnosticLimit)
    self.isStrict = isStrict
    progress = nil
  }

  /// This session as it goes on in an attempt that may come to nothing: it begins with what was
  /// noticed so far, and tells of its progress.
  func part() -> Session { Session(partOf: self) }

  /// A session of which nothing is told; what it needs to ask, it may.
  func silent() -> Session {
    let session = Session(diagnosticLimit: 0, isStrict: false)
    session.askPassword = askPassword
    session.givenPasswords = givenPasswords
    return session
  }

  private init(partOf other: Session) {
    diagnostics = other.diagnostics
    isStrict = other.isStrict
    progress = other.progress
    askPassword = other.askPassword
    proportions = other.proportions
    writtenBytes = other.writtenBytes
  }

  /// Notes what is read from now on.
  func begin(_ bytes: Int, limits: ReadLimits) {
    proportions = Proportions(inputBytes: bytes, limits: limits)
    writtenBytes = 0
  }

  /// Counts bytes that were written.
  /// - Throws: ``PipelineError`` when they are out of proportion.
  func count(_ bytes: Int, of file: String) throws(PipelineError) {
    writtenBytes += bytes
    try proportions.checkOutput(writtenBytes, of: file)
  }

  /// Adds what a part noticed and how long it took.
  func add(_ diagnostics: DiagnosticLog, _ timings: Timings) {
    self.diagnostics.merge(diagnostics)
    self.timings.add(timings)
  }

  /// Tells of a training as of any other run.
  var trainingProgress: TrainingProgressHandler? {
    guard let progress else { return nil }
    return { training in progress(RunProgress(training)) }
  }

  /// The time of the clock, in UTC, when files are to say it; the one place that looks at it.
  var stamp: String? {
    guard isStamped else { return nil }
    return TemporalText.string(.dateTime, milliseconds: Int64(time(nil)) * 1000) + "Z"
  }

  /// Adds a batch's diagnostics, with the file they belong to.
  func note(_ log: DiagnosticLog, file: String) {
    if log.isEmpty { return }
    var log = log
    log.locate(within: RowcastLocation(file: file))
    diagnostics.merge(log)
  }

  /// Fails when diagnostics are errors and there is one.
  /// - Throws: ``PipelineError`` with the first diagnostic, and how many more there are.
  public func checkStrict() throws {
    guard isStrict, let first = diagnostics.kept.first else { return }
    let more = diagnostics.total - 1
    throw PipelineError(
      first.message + (first.remedy.map { "; \($0.words)" } ?? "")
        + (more > 0 ? " (and \(more) more, errors under --strict)" : ""),
      at: first.location.description)
  }
}
