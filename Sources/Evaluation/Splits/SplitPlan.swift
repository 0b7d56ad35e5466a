public import RowcastLinearAlgebra

/// How rows are parted into those to learn from and those to judge on.
public enum SplitPlan: Sendable, Hashable, Codable, CustomStringConvertible {
  /// Everything is learned from, nothing is judged.
  case none
  /// A share of each class is set aside once.
  case holdout(fraction: Double)
  /// Stratified folds, each judged once; `repeats` times with other shuffles.
  case crossValidation(folds: Int, repeats: Int)
  /// The latest share of the rows is judged.
  case timeOrdered(fraction: Double)
  /// Folds with a growing past.
  case timeOrderedFolds(Int)

  /// Reads `holdout=0.2`, `cv=5`, `cv=5x3`, `time=0.2`, `time=5` or `none`.
  /// - Throws: ``EvaluationError`` for anything else.
  public init(parsing text: String) throws(EvaluationError) {
    let known = "holdout=0.2, cv=5, cv=5x3, time=0.2, time=5, none"
    let unknown = EvaluationError(.unknown(what: "validation", text: text, known: known))
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let value = parts.count == 2 ? parts[1] : nil
    switch (parts.first ?? "", value) {
    case ("none", nil): self = .none
    case ("holdout", nil): self = .holdout(fraction: 0.2)
    case ("holdout", let value?):
      guard let share = Double(value) else { throw unknown }
      guard share > 0, share < 1 else { throw EvaluationError(.fraction(share)) }
      self = .holdout(fraction: share)
    case ("cv", nil): self = .crossValidation(folds: 5, repeats: 1)
    case ("cv", let value?):
      let numbers = value.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
      guard let folds = numbers[0], folds >= 2, numbers.count <= 2,
        let repeats = numbers.count == 2 ? numbers[1] : 1, repeats >= 1
      else { throw unknown }
      self = .crossValidation(folds: folds, repeats: repeats)
    case ("time", nil): self = .timeOrdered(fraction: 0.2)
    case ("time", let value?):
      if let folds = Int(value), folds >= 2 {
        self = .timeOrderedFolds(folds)
      } else if let share = Double(value), share > 0, share < 1 {
        self = .timeOrdered(fraction: share)
      } else {
        throw unknown
      }
    default: throw unknown
    }
  }

  /// Whether what came later is judged.
  public var isTimeOrdered: Bool {
    switch self {
    case .timeOrdered, .timeOrderedFolds: true
    case .none, .holdout, .crossValidation: false
    }
  }

  public var description: String {
    switch self {
    case .none: "none"
    case .holdout(let fraction): "holdout=\(fraction)"
    case .crossValidation(let folds, let repeats):
      repeats == 1 ? "cv=\(folds)" : "cv=\(folds)x\(repeats)"
    case .timeOrdered(let fraction): "time=\(fraction)"
    case .timeOrderedFolds(let folds): "time=\(folds)"
    }
  }

  /// The plan carried out.
  /// - Parameters:
  ///   - labels: one class number for each row.
  ///   - groups: rows of one group stay together; nil where every row is its own.
  ///   - order: a moment for each row, for the time-ordered plans; nil takes the rows as they stand.
  /// - Throws: ``EvaluationError`` when the rows are too few for the plan, or lengths differ.
  public func split(
    labels: [Int], groups: [Int]? = nil, order: [Double]? = nil,
    generator: inout SeededGenerator
  ) throws(EvaluationError) -> Split {
    switch self {
    case .none: return Split(folds: [])
    case .holdout(let fraction):
      if let groups {
        return try stratifiedGroupHoldout(
          labels: labels, groups: groups, fraction: fraction, generator: &generator)
      }
      return try stratifiedHoldout(labels: labels, fraction: fraction, generator: &generator)
    case .crossValidation(let folds, let repeats):
      var all = Split(folds: [])
      for round in 0..<max(1, repeats) {
        let split: Split
        if let groups {
          split = try stratifiedGroupFolds(
            labels: labels, groups: groups, count: folds, generator: &generator)
        } else {
          split = try stratifiedFolds(labels: labels, count: folds, generator: &generator)
        }
        all.folds += split.folds
        if round == 0 { all.warnings = split.warnings }
      }
      return all
    case .timeOrdered(let fraction):
      return try timeOrderedHoldout(rowCount: labels.count, order: order, fraction: fraction)
    case .timeOrderedFolds(let folds):
      return try expandingTimeFolds(rowCount: labels.count, order: order, count: folds)
    }
  }
}
