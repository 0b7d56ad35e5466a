import RowcastEvaluation
import RowcastClassification
import RowcastExporting
import RowcastFeatures
import Foundation
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import TestSupport
import Testing

/// Calibration maps written down once more, by their definitions.
enum Reference {
  static func logarithm(_ x: Double) -> Double { log(max(x, 1e-300)) }

  static func platt(_ map: PlattScaling, _ p: Double) -> Double {
    1 / (1 + exp(-(map.slope * log(p / (1 - p)) + map.offset)))
  }

  static func isotonic(_ map: IsotonicRegression, _ p: Double) -> Double {
    if p <= map.scores[0] { return map.values[0] }
    for i in 1..<max(1, map.scores.count) where p <= map.scores[i] {
      let share = (p - map.scores[i - 1]) / (map.scores[i] - map.scores[i - 1])
      return map.values[i - 1] + share * (map.values[i] - map.values[i - 1])
    }
    return map.values[map.values.count - 1]
  }
}

extension ExportedCase {
  /// The rows, their kinds and what the model says of them, for programs in other languages.
  var document: JSONValue {
    var columns = JSONObject()
    var kinds = JSONObject()
    for given in rows.columns where given.name != model.labels.column {
      let column = read(given)
      columns[column.name] = .array((0..<rows.rowCount).map { Self.value(column, $0) })
      kinds[column.name] = .string(column.kind.rawValue)
    }
    return [
      "columns": .object(columns), "kinds": .object(kinds),
      "labels": .array(model.labels.labels.map { .string($0) }),
      "probabilities": .array(
        (0..<probabilities.rows).map { row in
          .array(probabilities.row(row).map { .number($0) })
        }),
    ]
  }

  /// The column as the model reads it, when it reads numbers or dates.
  private func read(_ column: TypedColumn) -> TypedColumn {
    guard let fitted = model.features.columns.first(where: { $0.name == column.name }),
      column.kind == .text || column.kind == .mixed,
      fitted.date != nil || (fitted.number != nil && fitted.reading.form == .numbers)
    else { return column }
    return TypedColumn(
      name: column.name, kind: fitted.date == nil ? .decimal : .dateTime,
      values: .numbers(column.numbers(fitted.reading)))
  }

  private static func value(_ column: TypedColumn, _ row: Int) -> JSONValue {
    switch column.values {
    case .texts(let codes, let dictionary):
      return codes[row] == TypedColumn.missingCode
        ? .null : .string(dictionary[Int(codes[row])] ?? "")
    case .numbers(let values):
      if values[row].isNaN { return .null }
      return column.kind == .boolean ? .boolean(values[row] != 0) : .number(values[row])
    }
  }

  /// The largest distance between probabilities and those of the model; infinite for another shape.
  func distance(_ found: [[Double]]) -> Double {
    guard found.count == probabilities.rows else { return .infinity }
    return found.enumerated().reduce(0) { worst, row in
      guard row.element.count == probabilities.columns else { return .infinity }
      return zip(row.element, probabilities.row(row.offset)).reduce(worst) {
        let gap = abs($1.0 - $1.1)
        return gap.isNaN ? .infinity : max($0, gap)
      }
    }
  }

  /// The label of each row by the model's decision.
  var predictions: [String] {
    (0..<probabilities.rows).map { row in
      let p = Array(probabilities.row(row))
      if case .threshold(let t, let positive) = model.decision {
        return model.labels.labels[p[positive] >= t ? positive : 1 - positive]
      }
      return model.labels.labels[p.firstIndex(of: p.max() ?? 0) ?? 0]
    }
  }
}

/// What a program in another language said: one label and some probabilities a row.
struct Scores {
  var labels: [String] = []
  var probabilities: [[Double]] = []

  /// Reads lines of JSON arrays, each a label and then the probabilities.
  init(_ text: String) throws {
    for line in text.split(separator: "\n") where line.hasPrefix("[") {
      let row = try JSONValue(parsing: Array(line.utf8)).array ?? []
      labels.append(row.first?.string ?? "")
      probabilities.append(row.dropFirst().map { $0.double ?? .nan })
    }
  }
}

extension Scores {
  /// What a program printed of several cases, each behind a line with a number sign.
  static func all(_ text: String) throws -> [Scores] {
    try text.split(separator: "#\n", omittingEmptySubsequences: false).dropFirst().map {
      try Scores(String($0))
    }
  }
}

extension [ExportedCase] {
  /// Whether a program has scored the rows of every case as its model does.
  func compare(
    _ outcome: Outcome, within tolerance: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(
      outcome.exitCode == 0, "\(outcome.errors.suffix(1200))", sourceLocation: sourceLocation)
    try compare(try Scores.all(outcome.text), within: tolerance, sourceLocation: sourceLocation)
  }

  func compare(
    _ found: [Scores], within tolerance: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(!isEmpty && found.count == count, sourceLocation: sourceLocation)
    for (one, scores) in zip(self, found) {
      #expect(
        one.distance(scores.probabilities) < tolerance, "\(one)", sourceLocation: sourceLocation)
      #expect(scores.labels == one.predictions, "\(one)", sourceLocation: sourceLocation)
    }
  }
}
