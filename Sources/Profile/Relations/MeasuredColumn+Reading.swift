internal import RowcastFeatures
internal import RowcastMachine
internal import RowcastTabular

extension MeasuredColumn {
  /// A sampled column by its role; nil for one that goes with nothing: names of rows, words,
  /// constants, copies of others.
  init?(_ column: TypedColumn, role: RoleAssignment) {
    name = column.name
    switch role.role {
    case .numeric, .date,
      .boolean where role.reading.form != .booleans:
      values = column.numbers(role.reading).map { $0.isFinite ? $0 : .nan }
      ranks = Self.ranks(values)
      isDay = role.reading.form == .dates
    case .category, .boolean: fill(column)
    default: return nil
    }
  }

  private mutating func fill(_ column: TypedColumn) {
    let frequent = column.countedLevels().prefix(Self.mostLevels)
    levels = frequent.map(\.level)
    let known = Dictionary(
      levels.enumerated().map { ($1, Int32(clamping: $0)) }, uniquingKeysWith: { first, _ in first }
    )
    let rest = Int32(clamping: levels.count)
    switch column.values {
    case .numbers(let values):
      codes = values.map { value in
        guard value.isFinite else { return -1 }
        return known[CellText.string(of: value, kind: column.kind)] ?? rest
      }
    case .texts(let texts, let dictionary):
      let table = dictionary.texts.map { text -> Int32 in
        let isMissing = text.withBytes { MissingTokens.contains($0.trimmed, amongNumbers: false) }
        let trimmed = text.withBytes { String(decoding: $0.trimmed) }
        return isMissing ? -1 : known[trimmed] ?? rest
      }
      codes = texts.map { Int($0) < table.count ? table[Int($0)] : -1 }
    }
    if codes.contains(rest) { levels.append(Self.otherLevels) }
  }

  /// What rarer levels are called together.
  static let otherLevels = "…"

  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.filter { !values[$0].isNaN }.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: .nan, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end - 1) / 2 }
      start = end
    }
    return ranks
  }
}
