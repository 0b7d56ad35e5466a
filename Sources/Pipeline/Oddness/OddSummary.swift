import RowcastJSONText
import RowcastOddRows

/// What a look for odd rows found and wrote.
public struct OddSummary: Sendable {
  /// The records that were written; none where only a report or a model was asked for.
  public internal(set) var written = ConversionSummary()
  /// All rows.
  public internal(set) var rowCount = 0
  /// The rows of an oddness of 0.5 and more.
  public internal(set) var oddCount = 0
  /// The rows that what is usual was learned from.
  public internal(set) var learnedCount = 0
  /// Where the page went.
  public internal(set) var report: String?
  /// Where the model went.
  public internal(set) var model: String?
  /// Odd rows by the columns of their reasons.
  public internal(set) var oddCells: [String: Int] = [:]

  /// The summary as JSON.
  public func json(_ session: Session, withTimings: Bool) -> String {
    var document: JSONValue = [
      "rows": .number(rowCount), "odd": .number(oddCount), "learned_rows": .number(learnedCount),
      "odd_cells": .object(
        JSONObject(
          oddCells.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { ($0.key, .number($0.value)) })),
      "outputs": written.outputsJSON,
    ]
    if let report { document["report"] = .string(report) }
    if let model { document["model"] = .string(model) }
    document["diagnostics"] = session.diagnosticsJSON
    if withTimings { document["timings"] = session.timingsJSON }
    return document.text(isPretty: true)
  }
}
