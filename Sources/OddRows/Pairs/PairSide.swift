internal import RowcastTabular

extension OddReason {
  /// What was counted of one column of a pair: rows are counted by bins of numbers, so that a figure
  /// is of all values of a bin and not of one.
  public enum Side: Sendable, Hashable {
    /// No value.
    case missing
    /// This text.
    case text(String)
    /// This number or day.
    case number(String)
    /// All numbers or days from one to another; nil for all up to the other, or from the one on.
    case between(String?, String?)
    /// All texts but so many frequent ones.
    case others(than: Int)
    /// Whatever is no number or day, in a column of these.
    case otherKind
  }
}

extension ColumnPlan {
  /// What is counted under one of ``ColumnCodes/bins``.
  /// - Parameter unit: what the column's values are multiples of; nil where that is not known.
  func side(_ code: Int32, unit: Double?) -> OddReason.Side {
    if code <= 0 { return .missing }
    guard let number else {
      let known = min(text?.levels.count ?? 0, TextPlan.pairedLevels)
      let place = Int(code) - 2
      return (0..<known).contains(place)
        ? .text(text?.levels[place] ?? "") : .others(than: known)
    }
    let bin = Int(code) - 1
    guard bin <= number.edges.count else { return .otherKind }
    let from = bin > 0 ? number.edges[bin - 1] : nil
    let before = bin < number.edges.count ? number.edges[bin] : nil
    let inside = number.steps.filter { step in
      (from.map { step >= $0 } ?? true) && (before.map { step < $0 } ?? true)
    }
    if let first = inside.first, let last = inside.last {
      return first == last
        ? .number(shown(first))
        : .between(from.map { _ in shown(first) }, before.map { _ in shown(last) })
    }
    return interval(from, before, unit)
  }

  /// The values from one on and before another, by the least and the greatest multiple of the unit.
  private func interval(_ from: Double?, _ before: Double?, _ unit: Double?) -> OddReason.Side {
    let places = unit.map { unit in
      [from, before].map { $0.map { DecimalPlaces.first(from: $0, unit: unit) } }
    }
    guard let places, let unit else {
      return .between(from.map { shown(Self.short($0)) }, before.map { shown(Self.short($0)) })
    }
    let first = places[0]
    let last = places[1].map { DecimalPlaces.rounded($0 - unit, unit: unit) }
    if let first, let last, first >= last { return .number(shown(first)) }
    return .between(first.map(shown), last.map(shown))
  }

  /// What the values of the column are multiples of, by the decimal places that were counted.
  func unit(_ decimals: [UInt32]?) -> Double? {
    switch kind {
    case .date: return 86_400_000
    case .time, .dateTime, .duration: return 1
    default: break
    }
    guard let most = decimals?.lastIndex(where: { $0 > 0 }), most < DecimalPlaces.count - 1 else {
      return nil
    }
    return 1 / (0..<most).reduce(1.0) { power, _ in power * 10 }
  }

  private func shown(_ value: Double) -> String { CellText.string(of: value, kind: kind) }

  /// About seven digits.
  private static func short(_ value: Double) -> Double {
    guard value.isFinite, value.magnitude > 1e-9, value.magnitude < 1e15 else { return value }
    var power = 1.0
    while value.magnitude * power < 1e6 { power *= 10 }
    return (value * power).rounded() / power
  }
}

extension DecimalPlaces {
  /// The least multiple of a unit that is no less than a value.
  static func first(from value: Double, unit: Double) -> Double {
    let units = value / unit
    guard units.magnitude < 0x1p51 else { return value }
    // 1.1 is a little more than eleven tenths of its own.
    let slack = max(1e-9, units.magnitude * 1e-12)
    return rounded((units - slack).rounded(.up) * unit, unit: unit)
  }
}

extension PairRarity {
  /// With which code of the other column a code of a cell is nearly always, where it is not in this
  /// cell: of both columns the one that tells more.
  func usual(_ a: Int32, _ b: Int32) -> (isOfFirst: Bool, code: Int32, rows: Int, of: Int)? {
    let height = counts.count / width
    guard Int(a) < height, Int(b) < width else { return nil }
    let across = (0..<width).map { Int(counts[Int(a) * width + $0]) }
    let down = (0..<height).map { Int(counts[$0 * width + Int(b)]) }
    var found: (isOfFirst: Bool, code: Int32, rows: Int, of: Int)?
    for (line, own, isOfFirst) in [(across, Int(b), true), (down, Int(a), false)] {
      guard let top = line.indices.max(by: { line[$0] < line[$1] }), top != own else { continue }
      let all = line.reduce(0, +)
      let isMore = found.map { line[top] * $0.of > $0.rows * all } ?? true
      if isMore { found = (isOfFirst, Int32(top), line[top], all) }
    }
    return found
  }
}
