extension OddReason {
  /// The reason with the values of some columns replaced.
  package func masked(as mask: String, among hidden: Set<String>) -> OddReason {
    guard columns.contains(where: hidden.contains) else { return self }
    func own(_ place: Int, _ value: String) -> String {
      place < columns.count && hidden.contains(columns[place]) ? mask : value
    }
    func side(_ place: Int, _ side: Side) -> Side {
      guard side != .missing, place < columns.count, hidden.contains(columns[place]) else {
        return side
      }
      return .text(mask)
    }
    let all = ClosedValues(from: mask, to: mask)
    let masked: Finding =
      switch finding {
      case .far: .far(mask, usual: all)
      case .atEnd(_, _, let percent, let isLow):
        .atEnd(mask, bound: mask, percent: percent, isLow: isLow)
      case .sparse(_, let rows, let of): .sparse(mask, rows: rows, of: of)
      case .decimals(_, let rows, let of): .decimals(mask, rows: rows, of: of)
      case .weekday(_, let day, let rows, let of): .weekday(mask, day: day, rows: rows, of: of)
      case .level(_, let rows, let of): .level(mask, rows: rows, of: of)
      case .spelling: .spelling(mask, like: mask)
      case .length(_, let bytes): .length(mask, bytes: bytes)
      case .shape(_, let rows, let of): .shape(mask, rows: rows, of: of)
      case .letters: .letters(mask)
      case .otherKind(_, let rows, let of): .otherKind(mask, rows: rows, of: of)
      case .pair(let first, let second, let rows, let expected):
        .pair(side(0, first), side(1, second), rows: rows, expected: expected)
      case .exception(let first, let second, let usual, let isOfFirst, let rows, let of):
        .exception(
          side(0, first), side(1, second), usual: side(isOfFirst ? 1 : 0, usual),
          isOfFirst: isOfFirst, rows: rows, of: of)
      case .relation(_, let by, _): .relation(mask, by: by, usual: all)
      case .order(let first, let second, let rows, let of):
        .order(own(0, first), own(1, second), rows: rows, of: of)
      case .repeated(_, let rows, let of): .repeated(mask, rows: rows, of: of)
      case .missing, .together: finding
      }
    return OddReason(finding: masked, columns: columns, surprise: surprise)
  }
}
