import RowcastFeatures
import RowcastProfile
import RowcastTabular

extension ProfilePage {
  /// A card for each column, and all numbers as a table.
  var columns: Section? {
    guard !profile.columns.isEmpty else { return nil }
    let all = profile.columns.map { card($0, isMasked: masked.contains($0.name)) }
    return Section(
      id: "columns", title: "Every column", intro: "",
      body: ColumnCards.html(all, table: table))
  }

  private func card(_ column: ColumnFigures, isMasked: Bool) -> ColumnProfile {
    var card = ColumnProfile(
      name: column.name, role: role(column), reason: "", isUsed: true, rows: profile.rowCount,
      missing: column.missing, distinct: column.distinct.isExact ? column.distinct.value : nil)
    card.notes = notes(column, isMasked: isMasked)
    guard !isMasked else { return card }
    if let spread = column.spread, !spread.counts.isEmpty, !hasFewValues(column),
      !NameHint.isOfPlaceCodes(column.name)
    {
      card.histogram = Histogram(
        edges: spread.edges, counts: spread.counts.map(Double.init),
        kind: spread.kind)
    } else {
      card.levels = column.top.prefix(5).map { LevelCount($0.text, $0.rows) }
      let rest = column.present - card.levels.reduce(0) { $0 + $1.count }
      card.otherLevels = rest > 0 && !card.levels.isEmpty ? rest : nil
    }
    return card
  }

  /// Numbers of few different values are shown as levels.
  private func hasFewValues(_ column: ColumnFigures) -> Bool {
    column.distinct.isExact && column.distinct.value <= 5
  }

  private func role(_ column: ColumnFigures) -> String {
    let role = column.role?.role.rawValue ?? "column"
    return column.kind == .empty || role == column.kind.rawValue
      ? role : "\(role) · \(column.kind.rawValue)"
  }

  private func notes(_ column: ColumnFigures, isMasked: Bool) -> [String] {
    var notes: [String] = []
    if !column.distinct.isExact { notes.append(column.distinct.words("different value")) }
    if column.isKey != false, column.canBeKey {
      notes.append(
        column.isKey == true
          ? "each record has a value of its own: a key"
          : "no value came again among those that were compared: likely a key")
    }
    if let spread = column.spread, !isMasked, !NameHint.isOfPlaceCodes(column.name) {
      notes += lines(spread, ofFewValues: hasFewValues(column))
    }
    if let lengths = column.lengths {
      notes.append(
        lengths.least == lengths.greatest
          ? "texts of \(NumberWords.number(lengths.least, "character"))"
          : "\(NumberWords.count(lengths.least)) to "
            + "\(NumberWords.number(lengths.greatest, "character")), half of them up to "
            + NumberWords.short(lengths.median))
    }
    if let days = column.days, !isMasked {
      notes += days.gaps.prefix(2).map { gap in
        "no record between \(Self.day(gap.from)) and \(Self.day(gap.to)) "
          + "(\(NumberWords.number(gap.to - gap.from - 1, "day")))"
      }
    }
    if isMasked { notes.append("values are not shown") }
    return notes
  }

  /// - Parameter ofFewValues: whether each value is drawn with its share, which says more than quantiles.
  private func lines(_ spread: ColumnFigures.Spread, ofFewValues: Bool) -> [String] {
    guard spread.quantiles.count == ColumnFigures.Spread.levels.count else { return [] }
    if ofFewValues {
      let isTwofold = spread.kind == .integer && spread.minimum == 0 && spread.maximum == 1
      return isTwofold ? ["\(NumberWords.percent(spread.mean)) are 1, all others 0"] : []
    }
    func text(_ value: Double) -> String { Self.text(value, of: spread) }
    let (low, middle, high) = (
      text(spread.quantiles[2]), text(spread.quantiles[3]), text(spread.quantiles[4])
    )
    var lines = [
      low == high
        ? "half of them and more are \(middle)"
        : "half are from \(low) to \(high), the middle is \(middle)"
    ]
    let far = spread.below + spread.above
    if far > 0 {
      lines.append(
        "\(NumberWords.number(far, "value")) far off \(far == 1 ? "is" : "are") not drawn: "
          + "\(text(spread.minimum)) to \(text(spread.maximum))")
    }
    return lines
  }

  static func day(_ days: Int) -> String {
    CellText.string(of: Double(days) * 86_400_000, kind: .date)
  }

  private static func text(_ value: Double, of spread: ColumnFigures.Spread) -> String {
    text(value, spread.kind, among: [spread.minimum, spread.maximum])
  }

  /// A number, a day or a time as people read it, among others that it is seen with.
  static func text(_ value: Double, _ kind: ColumnKind, among all: [Double]) -> String {
    switch kind {
    case .date, .dateTime:
      // Quantiles lie between days; the day says enough.
      CellText.string(of: (value / 86_400_000).rounded(.down) * 86_400_000, kind: .date)
    case .time, .duration: CellText.string(of: value.rounded(), kind: kind)
    default: NumberWords.short(value, 4, among: all)
    }
  }

  private var table: NumberTable {
    NumberTable(
      head: [
        "Column", "Type", "Role", "Missing", "Distinct", "Minimum", "5%", "25%", "Median", "75%",
        "95%", "Maximum", "Mean", "Standard deviation", "Off by up to", "Most frequent", "Lengths",
      ],
      rows: profile.columns.map { row($0, isMasked: masked.contains($0.name)) })
  }

  private func row(_ column: ColumnFigures, isMasked: Bool) -> [String] {
    let none = "–"
    let distinct =
      NumberWords.count(column.distinct.value)
      + (column.distinct.isExact ? "" : " (±\(NumberWords.percent(column.distinct.error)))")
    var row = [
      column.name, column.kind.rawValue, column.role?.role.rawValue ?? none,
      NumberWords.count(column.missing), distinct,
    ]
    if isMasked {
      row += Array(repeating: none, count: 11)
    } else if let spread = column.spread {
      let shown = [1, 2, 3, 4, 5].map { Self.text(spread.quantiles[$0], of: spread) }
      let isTemporal = spread.kind == .date || spread.kind == .dateTime
      row +=
        [Self.text(spread.minimum, of: spread)] + shown + [Self.text(spread.maximum, of: spread)]
      row += [
        Self.text(spread.mean, of: spread),
        isTemporal
          ? NumberWords.number(Int((spread.standardDeviation / 86_400_000).rounded()), "day")
          : NumberWords.short(spread.standardDeviation, 4),
        spread.error == 0
          ? "exact"
          : isTemporal
            ? NumberWords.short(spread.error / 86_400_000) + " days"
            : NumberWords.short(spread.error),
      ]
      row.append(most(column) ?? none)
    } else {
      row += Array(repeating: none, count: 10) + [most(column) ?? none]
    }
    row.append(
      column.lengths.map { "\(NumberWords.count($0.least))–\(NumberWords.count($0.greatest))" }
        ?? none)
    return row
  }

  private func most(_ column: ColumnFigures) -> String? {
    column.top.first.map { "\(shortened($0.text, 40)) (\(NumberWords.count($0.rows)))" }
  }
}
