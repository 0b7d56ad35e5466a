import RowcastFeatures
import RowcastOddRows
import RowcastReporting
import RowcastTabular

/// Rows of a table to learn from that may be errors: told in a few lines, and only where they are far
/// odder than chance makes rows.
struct OddRowWarning {
  /// At most one warning.
  private(set) var warnings: [DataWarning] = []

  /// As odd as one usual row of a million.
  private static let least = 0.75
  /// So many rows tell what is usual.
  private static let learnedRows = 1000
  /// Tables of more values are left to `odd`, so that a training is hardly longer by it.
  private static let mostValues = 500_000
  private static let fewestRows = 100
  private static let shown = 3
  /// Where more rows than this share are so odd, that is how the table is.
  private static let share = 0.005

  /// - Parameter besides: columns that are not looked at.
  init(_ table: Table, besides: [String]) {
    let left = Set(besides)
    let columns = table.columns.filter { !left.contains($0.name) }
    let rows = table.rowCount
    guard rows >= Self.fewestRows, !columns.isEmpty, rows * columns.count <= Self.mostValues,
      let looked = try? Table(columns: columns)
    else { return }
    // Pairs and relations of columns tell errors; combinations of many columns tell rare rows.
    let options = OddOptions(sampledRows: Self.learnedRows, subspaces: 0)
    let scores = FittedOddRows(fittedTo: looked, options: options).scores(looked, reasons: 2)
    let odd = scores.oddness.indices.compactMap { row -> (row: Int, reason: OddReason)? in
      guard scores.oddness[row] >= Self.least,
        let reason = scores.reasons[row]?.first(where: Self.tellsAnError)
      else { return nil }
      return (row, reason)
    }
    guard !odd.isEmpty, Double(odd.count) <= max(1, Self.share * Double(rows)) else { return }
    let sorted = odd.sorted { a, b in
      (scores.oddness[b.row], a.row) < (scores.oddness[a.row], b.row)
    }
    let told = sorted.prefix(Self.shown).map {
      "record \(NumberWords.count($0.row + 1)) (\($0.reason.words))"
    }
    let message =
      (odd.count == 1 ? "A row" : NumberWords.number(odd.count, "row")) + " may be "
      + (odd.count == 1 ? "an error: " : "errors: ") + told.joined(separator: "; ")
      + (odd.count > Self.shown ? "; rowcast odd shows the others" : "")
    warnings = [
      DataWarning(
        .told(
          .oddRows, column: sorted.first?.reason.columns.first, figure: Double(odd.count),
          message: message))
    ]
  }

  /// What a slip of a hand or a wrong unit looks like; rare words and shapes are no errors.
  private static func tellsAnError(_ reason: OddReason) -> Bool {
    switch reason.finding {
    case .far, .relation, .spelling, .otherKind, .order, .repeated: true
    case .atEnd, .sparse, .decimals, .weekday, .level, .length, .shape, .letters, .missing, .pair,
      .exception, .together:
      false
    }
  }
}
