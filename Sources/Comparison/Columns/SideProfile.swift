internal import RowcastLinearAlgebra
internal import RowcastMachine
internal import RowcastTabular
import Synchronization

/// What is known of the columns of one file after a pass over it: enough to find renamed columns and
/// a key, and to judge drift. Memory does not grow with the rows.
struct SideProfile: Sendable {
  /// A column of the file.
  struct Column: Sendable {
    /// Rows with a value.
    var present = 0
    /// The categories and how often each is there; nil when they are too many, or not asked for.
    var levels: LevelCounts?
    /// The different values; nil when many repeat or are missing, or they are not asked for.
    var keys: HashSample?
    /// How often which value is there; nil when not asked for.
    var values: ValueSketch?

    /// Whether its values may be those of a key: none repeats or is missing, or almost none.
    func isKey(ofRows rows: Int, nearly: Bool) -> Bool {
      guard let keys else { return false }
      guard nearly else { return keys.isUnique && present == rows }
      return keys.isNearlyUnique && (rows - present) * 50 <= rows
    }
  }

  /// What is asked of a column.
  struct Wish: Sendable {
    var levels = false
    var keys = false
    var values = false
    var numbers = false
    var reading = ValueBytes.Reading.values
  }

  private(set) var rowCount = 0
  private(set) var columns: [Column]
  private(set) var numbers: SampledNumbers
  private let wishes: [Wish]
  private let budget: ProfileBudget

  init(wishes: [Wish], budget: ProfileBudget) {
    self.wishes = wishes
    self.budget = budget
    columns = wishes.map { wish in
      Column(
        levels: wish.levels ? LevelCounts(limit: budget.levels) : nil,
        keys: wish.keys ? HashSample(limit: budget.hashes) : nil,
        values: wish.values ? ValueSketch() : nil)
    }
    numbers = SampledNumbers(
      columns: wishes.indices.filter { wishes[$0].numbers }, limit: budget.sampledRows)
  }

  /// Reads a file once.
  /// - Throws: what the source throws, or `each`.
  mutating func read(
    _ side: ComparedSide, each: (DiagnosticLog, Int) throws -> Void
  ) throws {
    let reader = ProfileReader(
      place: side.schema.slots, wishes: wishes, open: Mutex(open), level: Mutex(0))
    var profile = self
    try side.source.mapPieces(
      recordBytes: 16 * wishes.count, { (reader.part($0), $0.diagnostics) },
      inOrder: { part, diagnostics in
        profile.add(part)
        let (open, level) = (profile.open, profile.numbers.level)
        reader.open.withLock { $0 = open }
        reader.level.withLock { $0 = level }
        try each(diagnostics, profile.rowCount)
        return true
      })
    self = profile
  }

  /// What is still asked of each column.
  private var open: [Wish] {
    wishes.indices.map { column in
      var wish = wishes[column]
      wish.levels = columns[column].levels != nil
      wish.keys = columns[column].keys != nil
      return wish
    }
  }

  private mutating func add(_ part: ProfilePart) {
    let before = rowCount
    rowCount += part.rowCount
    for column in columns.indices {
      columns[column].present += part.present[column]
      let missing = rowCount - columns[column].present
      if missing > 64, missing * 10 > rowCount { columns[column].keys = nil }
      for hash in part.hashes[column] {
        if columns[column].keys?.insert(hash) == false { columns[column].keys = nil }
        columns[column].values?.add(hash)
      }
      if columns[column].levels?.merge(part.levels[column]) == false {
        columns[column].levels = nil
      }
    }
    numbers.add(part.sampled, part.numbers, from: before)
  }
}

/// How much a profile may keep, by the number of columns.
struct ProfileBudget: Sendable {
  /// The different values of a column of categories.
  let levels: Int
  /// The hashes of a column that may be a key.
  let hashes: Int
  /// The rows whose numbers are kept.
  let sampledRows: Int

  init(columns: Int) {
    let columns = max(1, columns)
    levels = min(1000, max(20, 100_000 / columns))
    hashes = min(1 << 19, max(64, (1 << 21) / columns))
    sampledRows = min(100_000, max(200, 2_000_000 / columns))
  }
}

/// What a batch adds to a profile.
struct ProfilePart: Sendable {
  var rowCount = 0
  var present: [Int]
  var levels: [LevelCounts?]
  var hashes: [[UInt64]]
  /// The rows of the batch whose numbers follow.
  var sampled: [Int] = []
  /// Row by row; NaN where there is none.
  var numbers: [Double] = []

  init(columns: Int) {
    present = Array(repeating: 0, count: columns)
    levels = Array(repeating: nil, count: columns)
    hashes = Array(repeating: [], count: columns)
  }
}

/// Makes parts of a profile, on any thread.
private final class ProfileReader: Sendable {
  /// The column of each source column, -1 for none.
  let place: [Int]
  let wishes: [SideProfile.Wish]
  /// What is still asked for; what it says too late only costs time.
  let open: Mutex<[SideProfile.Wish]>
  /// The level of rows that are still sampled.
  let level: Mutex<Int>

  init(
    place: [Int], wishes: [SideProfile.Wish], open: consuming sending Mutex<[SideProfile.Wish]>,
    level: consuming sending Mutex<Int>
  ) {
    self.place = place
    self.wishes = wishes
    self.open = open
    self.level = level
  }

  func part(_ batch: RecordBatch) -> ProfilePart {
    let open = open.withLock { $0 }
    let level = level.withLock { $0 }
    var part = ProfilePart(columns: wishes.count)
    part.rowCount = batch.rowCount
    var levels = open.map { $0.levels ? LevelCounts(limit: .max) : nil }
    let numbered = wishes.indices.filter { wishes[$0].numbers }
    var numberPlace = [Int](repeating: -1, count: wishes.count)
    for (index, column) in numbered.enumerated() { numberPlace[column] = index }
    var bytes: [UInt8] = []
    for row in 0..<batch.rowCount {
      let isSampled =
        !numbered.isEmpty && SampledNumbers.level(ofRow: batch.firstRow + row) >= level
      let start = part.numbers.count
      if isSampled {
        part.sampled.append(row)
        part.numbers.append(contentsOf: repeatElement(.nan, count: numbered.count))
      }
      for index in batch.cellRange(ofRow: row) {
        let cell = batch.cells[index]
        guard Int(cell.column) < place.count, case let column = place[Int(cell.column)], column >= 0
        else { continue }
        if isSampled, numberPlace[column] >= 0, let value = ValueBytes.number(of: cell, in: batch) {
          part.numbers[start + numberPlace[column]] = value
        }
        guard open[column].levels || open[column].keys || wishes[column].values else {
          part.present[column] += ValueBytes.isMissing(cell, in: batch) ? 0 : 1
          continue
        }
        bytes.removeAll(keepingCapacity: true)
        ValueBytes.append(cell, of: batch, as: wishes[column].reading, to: &bytes)
        guard bytes.count > 1 else { continue }
        part.present[column] += 1
        if open[column].levels { levels[column]?.count(bytes.span) }
        if open[column].keys || wishes[column].values {
          part.hashes[column].append(StringInterner.hash(bytes.span))
        }
      }
    }
    part.levels = levels
    return part
  }
}

extension Schema {
  /// The place of each source column among the columns, -1 for none.
  var slots: [Int] {
    var slots = [Int](repeating: -1, count: sourceCount)
    for (place, column) in columns.enumerated() where slots.indices.contains(column.source) {
      slots[column.source] = place
    }
    return slots
  }
}
