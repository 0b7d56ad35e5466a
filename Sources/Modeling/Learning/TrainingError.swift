public import RowcastClassification
public import RowcastEvaluation
public import RowcastFeatures

/// Why no model was trained.
public struct TrainingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What stands in the way, with what was asked and what was found.
  public enum Reason: Sendable, Equatable {
    /// The options name a column that the table does not have.
    case noSuchColumn(String, use: ColumnUse, available: [String])
    /// None of the levels that were put in order is one of the column.
    case noSuchLevels(column: String, available: [String])
    /// The target is to be left out, or to be something else as well.
    case targetUsed(column: String, use: ColumnUse)
    /// Rows are given an order by which they are not split.
    case idleOrder(column: String)
    /// The target was given the role of a feature.
    case targetRole(ColumnRole, column: String)
    /// One class has so few rows that parts of the rows are without it: the classes and their rows.
    case oneClassLeft(column: String, labels: [String], counts: [Int])
    /// A column of weights or of order has texts.
    case notNumbers(column: String, use: ColumnUse)
    /// A weight is negative or not finite; the row counts from 1.
    case weight(Double, row: Int)
    /// Logistic regression tells two classes apart, and the target has more.
    case twoClassesOnly(column: String, classes: Int)
    /// Calibration and thresholds are fitted on held-out rows, and none are held out.
    case noHeldOutRows
    /// An aim does not fit the classes.
    case aim(EvaluationError)
    /// No features can be made of the table.
    case features(FeatureError)
    /// The classifier cannot be fitted.
    case classification(ClassificationError)
    /// The rows cannot be split, or the model cannot be judged on them.
    case evaluation(EvaluationError)
    /// So few rows that candidates cannot be compared on them.
    case tooFewRows(Int)
    /// No candidate could be fitted.
    case nothingFitted
    /// Columns that were asked to be a product cannot be one together.
    case noProduct([String])
    /// Curves find the strength of their penalties by themselves, and one was given.
    case curvesWithPenalty
    /// Products stand beside curves, and there are none.
    case productsWithoutCurves
    /// The task or the work was cancelled.
    case cancelled
    /// Something that no stage declares.
    case unexpected(String)
  }

  /// What a column was named for.
  public enum ColumnUse: String, Sendable, Hashable {
    /// To have the classes.
    case target = "to be the target"
    /// To be left out.
    case drop = "to drop"
    /// To be given a role.
    case role = "to give a role"
    /// To be given an encoding.
    case encoding = "to encode"
    /// To have the weight of each row.
    case weights = "of weights"
    /// To give the order of a split by time.
    case order = "of order"
    /// To say which rows stay on one side of a split.
    case groups = "of groups"
  }

  /// What would help.
  public enum Remedy: Sendable, Hashable {
    /// Another kind of model.
    case model(ModelKind)
    /// Holding rows out.
    case holdOutRows
    /// Cutting the target into ranges, or taking each of its values as a class all the same.
    case bins(column: String, isDate: Bool)
    /// Cutting a target of dates at dates, or one of numbers at numbers.
    case otherBins(isDate: Bool)
    /// Not judging, where rows are few.
    case noValidation
  }

  /// What stands in the way.
  public let reason: Reason

  /// An error of training by its reason.
  public init(_ reason: Reason) { self.reason = reason }

  /// Any stage's error, kept as it is.
  init(wrapping error: any Error) {
    switch error {
    case let error as TrainingError: self = error
    case let error as FeatureError: self.init(.features(error))
    case let error as ClassificationError:
      self.init(error.reason == .cancelled ? .cancelled : .classification(error))
    case let error as EvaluationError: self.init(.evaluation(error))
    case is CancellationError: self.init(.cancelled)
    default: self.init(.unexpected("\(error)"))
    }
  }

  /// What would help, where one thing would.
  public var remedy: Remedy? {
    switch reason {
    case .twoClassesOnly: .model(.softmax)
    case .classification(let error):
      if case .noGradient = error.reason { .model(.perceptron) } else { nil }
    case .noHeldOutRows: .holdOutRows
    case .features(let error):
      switch error.reason {
      case .quantity: .bins(column: error.column ?? "", isDate: false)
      case .manyDates: .bins(column: error.column ?? "", isDate: true)
      case .otherCuts(let isDate): .otherBins(isDate: isDate)
      default: nil
      }
    case .tooFewRows: .noValidation
    default: nil
    }
  }

  /// Whether the options are to blame, and not the data.
  public var isWrongUse: Bool {
    switch reason {
    case .twoClassesOnly, .noHeldOutRows, .aim, .curvesWithPenalty, .productsWithoutCurves,
      .targetUsed, .idleOrder, .targetRole:
      true
    case .classification(let error):
      if case .noGradient = error.reason { true } else { false }
    default: false
    }
  }

  public var description: String {
    switch reason {
    case .noSuchColumn(let name, let use, _): "there is no column \"\(name)\" \(use.rawValue)"
    case .notNumbers(let column, let use):
      "column \"\(column)\" \(use.rawValue) has texts, not numbers"
    case .noSuchLevels(let column, let available):
      "none of the levels in order is one of \"\(column)\", which has "
        + available.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
        + (available.count > 8 ? " and \(available.count - 8) more" : "")
    case .targetUsed(let column, .drop): "\"\(column)\" cannot be the target and be dropped"
    case .targetUsed(let column, let use):
      "\"\(column)\" cannot be the target and the column \(use.rawValue)"
    case .idleOrder(let column):
      "the order of \"\(column)\" is for rows that are split by time (--validation time)"
    case .targetRole(let role, let column):
      "\"\(column)\" is the target and cannot have the role \"\(role.rawValue)\"; the role \"target\" "
        + "takes each of its values as a class"
    case .oneClassLeft(let column, let labels, let counts):
      "column \"\(column)\" has "
        + zip(labels, counts).map { "\"\($0)\" in \($1) \($1 == 1 ? "row" : "rows")" }
        .joined(separator: " and ")
        + ": too few of one class to learn it from some rows and judge on others; it takes more rows "
        + "of it, ten at the least, or another target"
    case .weight(let value, let row):
      "the weight of record \(row) is \(value); weights are numbers from 0 on"
    case .twoClassesOnly(let column, let classes):
      "logistic regression tells two classes apart, and \"\(column)\" has \(classes)"
    case .noHeldOutRows:
      "calibration and thresholds are fitted on held-out rows, and no rows are held out"
    case .aim(let error), .evaluation(let error): "\(error)"
    case .features(let error): "\(error)"
    case .classification(let error): "\(error)"
    case .tooFewRows(let rows):
      "candidates cannot be compared on \(rows) training rows: that takes some rows of each class"
    case .nothingFitted: "no model could be fitted"
    case .noProduct(let columns):
      "\(columns.map { "\"\($0)\"" }.joined(separator: " and ")) cannot be a product: that takes two or "
        + "three columns of numbers or categories that vary"
    case .curvesWithPenalty:
      "smooth curves find the strength of their penalties by themselves; leave out the penalty, or "
        + "take hinges"
    case .productsWithoutCurves:
      "products stand beside smooth curves, and others were asked for"
    case .cancelled: "the training was cancelled"
    case .unexpected(let message): message
    }
  }
}
