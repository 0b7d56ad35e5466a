public import RowcastClassification
public import RowcastEvaluation
public import RowcastJSONText
public import RowcastTabular

/// Why a model could not be read or used.
public struct ModelError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong with the file or the rows, with what was found.
  public enum Reason: Sendable, Equatable {
    /// The bytes are no JSON.
    case notJSON(JSONError)
    /// The bytes are JSON of another kind.
    case notAModel
    /// The file does not say by which version of the format it is written.
    case noFormatVersion
    /// The file was written by a newer program, whose version it may tell.
    case newerFormat(Int, program: String?)
    /// A member is missing or of another type.
    case damaged(JSONError)
    /// The classes, their rows and the positive one do not fit.
    case unsoundClasses
    /// The classifier has weights for another number of features than the model has.
    case weights(found: Int, features: Int)
    /// The classifier has another number of outputs than the model has classes.
    case outputs(found: Int, classes: Int)
    /// The rows lack columns that the model learned from.
    case missingColumns([String], available: [String])
    /// The rows lack the column with the known classes.
    case noTarget(String, available: [String])
    /// No row has one of the model's classes, which are these; values that are one but for case and
    /// blanks.
    case noKnownClass(column: String, labels: [String], otherSpellings: [String])
    /// A row that is to be scored is no object of values.
    case row(RowError)
    /// The classifier cannot be used as it is.
    case classification(ClassificationError)
    /// The predictions cannot be judged.
    case evaluation(EvaluationError)
  }

  /// What is wrong.
  public let reason: Reason

  /// An error of models by its reason.
  public init(_ reason: Reason) { self.reason = reason }

  public var description: String {
    switch reason {
    case .notJSON(let error): "this is no model file: \(error)"
    case .notAModel:
      "this is JSON but no model file (expected \"format\": \"\(Model.formatName)\"; "
        + "`rowcast train` writes them)"
    case .noFormatVersion: "the model file has no format version"
    case .newerFormat(let version, let program):
      "the model was written in format \(version)\(program.map { ", by rowcast \($0)" } ?? ""), "
        + "and this rowcast \(RowcastVersion.current) reads up to \(Model.currentVersion): "
        + "use a newer rowcast"
    case .damaged(let error): "the model file is damaged: \(error)"
    case .unsoundClasses:
      "the model file is damaged: its classes, their rows and the positive one do not fit"
    case .weights(let found, let features):
      "the model file is damaged: \(found) weights for \(features) features"
    case .outputs(let found, let classes):
      "the model file is damaged: \(found) outputs for \(classes) classes"
    case .missingColumns(let names, _):
      "the model needs the column \"\(names.first ?? "")\""
        + (names.count > 1 ? " (and \(names.count - 1) more)" : "") + ", which is not there"
    case .noTarget(let name, _):
      "there is no column \"\(name)\" with the known classes"
    case .noKnownClass(let column, let labels, let others):
      "no record has one of the model's classes in \"\(column)\" ("
        + labels.prefix(5).joined(separator: ", ") + ")"
        + (others.isEmpty
          ? ""
          : ", though " + others.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
            + " differ in case or blanks alone")
    case .row(let error): "the row cannot be read as values by name: \(error)"
    case .classification(let error): "\(error)"
    case .evaluation(let error): "\(error)"
    }
  }
}
