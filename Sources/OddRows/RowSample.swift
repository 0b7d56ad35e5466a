internal import RowcastLinearAlgebra
public import RowcastTabular

/// Rows of a file, picked by their place among all rows and a seed: the same however it is cut into
/// batches, and whatever their lines are (all records of a document may stand on one).
///
/// Every row has a level, each as frequent as all above it together; when there are too many rows,
/// those of the lowest level go. What is left is a random sample of a known share.
public struct RowSample: Sendable {
  /// The most rows that are kept.
  public let limit: Int
  private let seed: UInt64
  private var level = 0
  private var parts: [Part] = []

  /// Rows that are kept, and the place of each among all rows.
  private struct Part: Sendable {
    var batch: RecordBatch
    var places: [Int]
  }

  /// The rows that are kept now.
  public private(set) var rowCount = 0
  /// The rows that were seen.
  public private(set) var seen = 0

  /// A sample of at most `limit` rows.
  public init(limit: Int, seed: UInt64) {
    self.limit = max(1, limit)
    self.seed = seed
  }

  /// Whether all rows that were seen are kept.
  public var isWhole: Bool { rowCount == seen }

  /// Takes the rows of the next batch that have a high enough level.
  public mutating func add(_ batch: RecordBatch) {
    let places = Array(seen..<(seen + batch.rowCount))
    seen += batch.rowCount
    keep(Part(batch: batch, places: places))
    while rowCount > limit {
      level += 1
      let old = parts
      parts = []
      rowCount = 0
      for part in old { keep(part) }
    }
  }

  private mutating func keep(_ part: Part) {
    let rows = part.places.indices.filter { level == 0 || rowLevel(part.places[$0]) >= level }
    guard !rows.isEmpty else { return }
    rowCount += rows.count
    parts.append(
      rows.count == part.places.count
        ? part : Part(batch: part.batch.picking(rows), places: rows.map { part.places[$0] }))
  }

  private func rowLevel(_ place: Int) -> Int {
    SplitMix64.mixed(seed ^ UInt64(truncatingIfNeeded: place) &* SplitMix64.step)
      .trailingZeroBitCount
  }

  /// The rows in the order of the file.
  package var batches: [RecordBatch] { parts.map(\.batch) }

  /// The rows as a table.
  public func table(of schema: Schema) -> Table {
    var builder = TableBuilder(schema: schema)
    for part in parts { builder.append(part.batch) }
    return builder.table()
  }
}

extension RecordBatch {
  /// Some of its rows, with the text of these alone.
  package func picking(_ rows: [Int]) -> RecordBatch {
    var picked = RecordBatch(firstRow: firstRow, dictionary: dictionary)
    for row in rows {
      for index in cellRange(ofRow: row) {
        let cell = cells[index]
        switch cell.kind {
        case .text, .decimal, .error:
          guard let range = textRange(of: cell) else { continue }
          picked.append(text[range], kind: cell.kind, flags: cell.flags, column: cell.column)
        default: picked.cells.append(cell)
        }
      }
      picked.endRow(number: Int(self.rows[row].number))
    }
    return picked
  }
}
