/// Row numbers of one round of training and validation; the two never share a row.
public struct Fold: Sendable, Hashable, Codable {
  /// The rows to learn from, ascending.
  public var training: [Int]
  /// The rows to judge on, ascending.
  public var validation: [Int]

  /// Both ascending, with no row in common.
  public init(training: [Int], validation: [Int]) {
    self.training = training
    self.validation = validation
  }

  /// One fold for each number in `0..<count`: `assignment[row]` is where the row validates.
  static func folds(assignment: [Int], count: Int) -> [Fold] {
    (0..<count).map { fold in
      var training: [Int] = []
      var validation: [Int] = []
      for (row, place) in assignment.enumerated() {
        if place == fold { validation.append(row) } else { training.append(row) }
      }
      return Fold(training: training, validation: validation)
    }
  }
}

/// The folds of a plan, and what about them deserves a word.
public struct Split: Sendable, Hashable, Codable {
  /// The rounds; for a hold-out one, for no validation none.
  public var folds: [Fold]
  /// What its reader should know, such as that a class is smaller than the number of folds.
  public var warnings: [SplitWarning]

  /// Rounds, and what is to be told of them.
  public init(folds: [Fold], warnings: [SplitWarning] = []) {
    self.folds = folds
    self.warnings = warnings
  }

  /// The same without judged rows of a class that no row of their fold's training has: nothing that is
  /// learned there can tell it, and the loss of one such row outweighs hundreds of others. Told with
  /// their number.
  public func judgingLearnedClasses(labels: [Int]) -> Split {
    var split = self
    var (rows, classes) = (0, Set<Int>())
    for place in folds.indices {
      let learned = Set(folds[place].training.lazy.map { labels[$0] })
      let known = folds[place].validation.filter { learned.contains(labels[$0]) }
      guard !known.isEmpty, known.count < folds[place].validation.count else { continue }
      rows += folds[place].validation.count - known.count
      classes.formUnion(
        folds[place].validation.lazy.map { labels[$0] }.filter { !learned.contains($0) })
      split.folds[place].validation = known
    }
    if rows > 0 { split.warnings.append(.unlearnedRows(rows, classes: classes.count)) }
    return split
  }
}

/// What kept rows from being split as they were to be.
public enum SplitWarning: Sendable, Hashable, Codable {
  /// Folds in time that many rows of one moment left no room for.
  case foldsDropped(Int, of: Int)
  /// Classes of a single row, which is used for training alone.
  case singleRows(classes: Int)
  /// Classes with fewer rows than there are folds: some folds are judged without them.
  case smallClasses(Int, folds: Int)
  /// Rows of classes that all stand on one side of a split: they are not judged.
  case unlearnedRows(Int, classes: Int)
}
