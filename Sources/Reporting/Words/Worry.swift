import RowcastFeatures

/// Something to worry about, as reports say it: what was found of the data, or what the figures give
/// rise to.
struct Worry: Sendable, Hashable {
  var kind: DataWarning.Kind
  var column: String?
  var severity: DataWarning.Severity
  /// A sentence.
  var message: String

  init(_ warning: DataWarning) {
    kind = warning.kind
    column = warning.column
    severity = warning.severity
    message = NumberWords.sentence(warning.words)
  }

  init(kind: DataWarning.Kind, message: String) {
    self.kind = kind
    severity = kind.severity
    self.message = message
  }
}

extension Sequence<DataWarning> {
  /// Whether classes weighed the same in training, so that probabilities are not those of these rows.
  var tellShift: Bool { contains { $0.kind == .balancedClasses } }
}

extension DataWarning.Kind {
  /// Whether it doubts that the columns were known before the outcome.
  var isDoubt: Bool { self == .leak || self == .tooGood }
}
