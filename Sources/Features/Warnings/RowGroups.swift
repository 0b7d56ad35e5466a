internal import RowcastTabular

/// What rows belong to several at a time, such as patients: values that recur, whose rows share their class
/// far more than chance.
///
/// A model that has seen some rows of a value knows the others, and figures of rows that are parted one
/// by one flatter. Numbers and dates tell a name from a quantity: of a quantity neighbours share their
/// class, too.
struct RowGroups {
  /// The different values that several rows have.
  let count: Int
  /// How much more often than by chance two rows of one value share their class: 0 as chance has it, 1
  /// always.
  let agreement: Double
  /// Whether the name of the column says that it names something.
  let isNamed: Bool
  let isNumber: Bool

  /// The fewest values: where the name says what they are, and elsewhere.
  private static let fewest = (named: 10, other: 20)
  /// The least agreement, likewise.
  private static let least = (named: 0.5, other: 0.8)
  private static let counterLimit = 10_000_000
  /// The least share of rows whose value another row has, too, where most values stand in one row alone.
  private static let repeatedShare = 0.3

  /// Nil where the values of a column are no such groups.
  /// - Parameter codes: the class of each row.
  init?(of column: TypedColumn, reading: ColumnReading, codes: [UInt32], classCount: Int) {
    guard !codes.isEmpty, [.texts, .numbers, .dates].contains(reading.form) else { return nil }
    isNumber = reading.form != .texts
    isNamed = NameHint.isOfOwners(column.name) || NameHint.isIdentifier(column.name)
    guard let (values, distinct) = isNumber ? Self.numbers(column, reading) : Self.levels(column)
    else { return nil }
    let fewest = isNamed ? Self.fewest.named : Self.fewest.other
    guard distinct >= fewest, distinct * classCount <= Self.counterLimit else { return nil }
    var cells = [Double](repeating: 0, count: distinct * classCount)
    var shares = [Double](repeating: 0, count: classCount)
    var present = 0.0
    for (value, code) in zip(values, codes) where value >= 0 && code < UInt32(classCount) {
      cells[value * classCount + Int(code)] += 1
      shares[Int(code)] += 1
      present += 1
    }
    let expected = shares.reduce(0) { $0 + ($1 / present) * ($1 / present) }
    guard expected < 1 else { return nil }
    var (same, pairs, sameNext, pairsNext) = (0.0, 0.0, 0.0, 0.0)
    var (repeatedValues, repeatedRows) = (0, 0.0)
    var before = [Double](repeating: 0, count: classCount)
    for value in 0..<distinct {
      let own = Array(cells[(value * classCount)..<((value + 1) * classCount)])
      let rows = own.reduce(0, +)
      if rows > 1 {
        repeatedValues += 1
        repeatedRows += rows
      }
      same += own.reduce(-rows) { $0 + $1 * $1 }
      pairs += rows * (rows - 1)
      sameNext += zip(own, before).reduce(0) { $0 + $1.0 * $1.1 }
      pairsNext += rows * before.reduce(0, +)
      before = own
    }
    count = repeatedValues
    guard pairs > 0,
      present >= Double(2 * distinct) || repeatedRows >= Self.repeatedShare * present
    else { return nil }
    agreement = (same / pairs - expected) / (1 - expected)
    // Six times what chance does to so many pairs.
    guard agreement >= (isNamed ? Self.least.named : Self.least.other),
      agreement * agreement * pairs >= 72
    else { return nil }
    if isNumber {
      let next = pairsNext > 0 ? (sameNext / pairsNext - expected) / (1 - expected) : 1
      guard next < agreement / 2 else { return nil }
    }
  }

  /// The place of each row's text, -1 where it has none.
  private static func levels(_ column: TypedColumn) -> (values: [Int], distinct: Int)? {
    let view = column.levels()
    let counts = LevelCounts(view)
    let places = view.codes.map { code in
      let place = code == TypedColumn.missingCode ? code : counts.places[Int(code)]
      return place == TypedColumn.missingCode ? -1 : Int(place)
    }
    return (places, counts.counts.count)
  }

  /// The place of each row's number in their order; nil where one is not whole.
  private static func numbers(
    _ column: TypedColumn, _ reading: ColumnReading
  ) -> (values: [Int], distinct: Int)? {
    let values = column.numbers(reading)
    var seen: Set<Double> = []
    for value in values where value.isFinite {
      guard value == value.rounded() else { return nil }
      seen.insert(value)
      // Values that hardly recur need not be counted to the end.
      if 20 * seen.count > 17 * values.count { return nil }
    }
    var places: [Double: Int] = [:]
    for (place, value) in seen.sorted().enumerated() { places[value] = place }
    return (values.map { $0.isFinite ? places[$0] ?? -1 : -1 }, seen.count)
  }
}
