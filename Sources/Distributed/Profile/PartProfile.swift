import RowcastFeatures
import RowcastTabular

/// What a pass finds out of rows before anything is learned: the same for all rows, in whatever parts.
struct PartProfile: Sendable, Equatable, Codable {
  /// Rows read.
  private(set) var rows = 0
  /// Lines that name the columns.
  private(set) var headers = 0
  /// Lines left out because they cannot be read.
  private(set) var skipped = 0
  /// Columns of numbers in which something else was found.
  private(set) var misfits: Set<String> = []
  /// Columns that were not known.
  private(set) var others: Set<String> = []
  /// By the places of columns of numbers.
  private(set) var numbers: [Int: NumberSums] = [:]
  /// By the places of columns of texts, and that of the target.
  private(set) var levels: [Int: LevelTally] = [:]
  private(set) var few: FewRows

  init(bound: UInt64 = .max) { few = FewRows(bound: bound) }

  /// Whether columns turned out to be something else, so that the pass is to be done again.
  var isRefuted: Bool { !misfits.isEmpty || !others.isEmpty }

  /// All counts of rows.
  var counts: [Int] {
    [rows, headers, skipped] + numbers.values.flatMap { [$0.count, $0.missing] }
      + levels.values.flatMap { $0.rows.values + [$0.missing] } + few.rows.values.map(\.count)
  }

  /// Adds the rows of a block.
  mutating func add(_ block: RowBlock, target: String) {
    headers += block.headers
    skipped += block.skipped
    misfits.formUnion(block.misfits)
    others.formUnion(block.others)
    rows += block.table.rowCount
    guard !isRefuted else { return }
    for (place, column) in block.table.columns.enumerated() {
      if case .numbers(let values) = column.values {
        numbers[place, default: NumberSums()].add(values)
        guard column.name == target else { continue }
      }
      levels[place, default: LevelTally()].add(column)
    }
    few.add(block.table)
  }

  /// Adds what another part found.
  mutating func merge(_ other: PartProfile) {
    rows += other.rows
    headers += other.headers
    skipped += other.skipped
    misfits.formUnion(other.misfits)
    others.formUnion(other.others)
    numbers.merge(other.numbers) { a, b in
      var both = a
      both.merge(b)
      return both
    }
    levels.merge(other.levels) { a, b in
      var both = a
      both.merge(b)
      return both
    }
    few.merge(other.few)
  }
}
