/// Something about the data or a model that its reader should know: made by the review of a table or
/// by training, kept in the model file and shown in reports.
public struct DataWarning: Sendable, Hashable {
  /// What was found.
  public var finding: DataFinding
  /// How much it matters.
  public var severity: Severity

  /// What it is about, for programs.
  public var kind: Kind { finding.kind }
  /// The column it is about; nil when it is about none.
  public var column: String? { finding.column }
  /// The number behind it; what it means depends on the kind.
  public var figure: Double? { finding.figure }

  /// How much a warning matters.
  public enum Severity: String, Sendable, Hashable, Codable, CaseIterable {
    /// The figures may be worthless.
    case serious
    /// Worth a look.
    case caution
    /// Good to know.
    case note
  }

  /// The kinds, the most serious first; their names are for programs.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// The column seems to know the class: figure is its strength, 0 to 1.
    case leak
    /// The model is right nearly always: figure is its accuracy.
    case tooGood = "too-good"
    /// Levels differ in case and blanks alone: figure is how many.
    case spellings
    /// Rows without a class: figure is their number.
    case missingTarget = "missing-target"
    /// A mark that may mean no value is a class: figure is its rows.
    case markedClass = "marked-class"
    /// A class has too few rows: figure is their number.
    case fewRows = "few-rows"
    /// One class has nearly all rows: figure is its share.
    case imbalance
    /// The column names its row: figure is its distinct values.
    case identifier
    /// The column never varies: figure is its rows with a value.
    case constant
    /// The column repeats another one: figure is its rows.
    case duplicate
    /// The column can be computed from others: figure is the rows they agree in.
    case collinear
    /// Numbers are beyond all bounds, and count as missing: figure is their number.
    case infinite
    /// Numbers seem to stand for no value: figure is the rows that have them.
    case standIn = "stand-in"
    /// Judged rows repeat rows that were learned from: figure is their number.
    case repeatedRows = "repeated-rows"
    /// Rows may be errors: figure is their number.
    case oddRows = "odd-rows"
    /// The order that was given for levels is not theirs: figure is the rows it leaves out; or so many
    /// levels stand in one row alone.
    case levels
    /// Classes weigh the same in training, and so in the probabilities.
    case balancedClasses = "balanced-classes"
    /// Rows could not be split as asked.
    case split
    /// The solver stopped before the optimum.
    case notConverged = "not-converged"
    /// Most rows are of one class, so that accuracy tells little.
    case accuracyMeansLittle = "accuracy-means-little"
    /// A class was judged on few rows: figure is their number.
    case fewJudgedRows = "few-judged-rows"
    /// A class that occurs is never predicted: figure is its share of the rows.
    case neverPredicted = "class-never-predicted"
    /// Probabilities miss the observed shares: figure is by how much on average.
    case calibration
    /// The folds of a cross-validation differ much.
    case unsteadyFolds = "unsteady-folds"
    /// Units of a network are zero on every row: figure is their share.
    case deadUnits = "dead-units"
    /// A figure is undefined or was capped.
    case figureNote = "figure-note"

    /// What it is at first sight.
    public var severity: Severity {
      switch self {
      case .leak: .serious
      case .figureNote: .note
      default: .caution
      }
    }
  }

  /// - Parameter severity: nil for that of the kind.
  public init(_ finding: DataFinding, severity: Severity? = nil) {
    self.finding = finding
    self.severity = severity ?? finding.kind.severity
  }

  /// Whether the result cannot be trusted before someone has looked at it.
  public var isSerious: Bool { severity == .serious }
}

extension DataWarning: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind, column, figure, finding, message, severity, isSerious
  }

  /// Reads a warning as model files have it; older ones have a message, and perhaps `isSerious`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    finding =
      try values.decodeIfPresent(DataFinding.self, forKey: .finding)
      ?? .told(
        try values.decode(Kind.self, forKey: .kind),
        column: try values.decodeIfPresent(String.self, forKey: .column),
        figure: try values.decodeIfPresent(Double.self, forKey: .figure),
        message: try values.decode(String.self, forKey: .message))
    severity =
      try values.decodeIfPresent(Severity.self, forKey: .severity)
      ?? (try values.decode(Bool.self, forKey: .isSerious) ? .serious : .caution)
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(kind, forKey: .kind)
    try values.encodeIfPresent(column, forKey: .column)
    try values.encode(finding, forKey: .finding)
    try values.encode(severity, forKey: .severity)
  }
}
