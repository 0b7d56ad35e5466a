/// Rows in pieces that do not become out of proportion.
///
/// A few bytes may become many: short rows of a sheet that has one cell in column XFD, cells that
/// share one long text, records that each bring a key of their own. So what a batch becomes is
/// bounded by bytes and not by rows: a batch that would become more than ``pieceBytes`` waits for
/// its turn, and is then handed on slice by slice.
extension RecordBatch {
  /// About how many bytes the rows that are worked on together may become.
  public static let pieceBytes = 8 << 20
  /// The most bytes that one record may become beyond eight times those of its batch.
  public static let recordBytes = 32 << 20
  /// About what a cell without text takes in any form.
  private static let cellBytes = 24

  /// At most about so many bytes the rows become, cheaply told.
  /// - Parameter recordBytes: the bytes of a record without its values.
  func weight(recordBytes: Int) -> Int {
    let shared = dictionary.longest
    let bound = saturated(
      text.count, plus: rows.count, times: recordBytes, plus: cells.count,
      times: Self.cellBytes + shared)
    // Few cells have the longest text; they are looked at only where that could matter.
    guard bound > Self.pieceBytes, shared > Self.cellBytes else { return bound }
    return saturated(
      text.count + sharedBytes(in: cells.indices), plus: rows.count, times: recordBytes,
      plus: cells.count, times: Self.cellBytes)
  }

  /// The rows from `row` on that become no more than ``pieceBytes`` together, at least one.
  /// - Throws: ``RecordSizeError`` when that one alone is out of proportion.
  func piece(from row: Int, recordBytes: Int) throws(RecordSizeError) -> Range<Int> {
    let most = Self.recordBytes + saturated(0, plus: text.count, times: 8)
    var end = row
    var total = 0
    while end < rowCount {
      let range = cellRange(ofRow: end)
      var own = saturated(
        recordBytes + sharedBytes(in: range), plus: range.count, times: Self.cellBytes)
      for index in range {
        switch cells[index].kind {
        case .text, .decimal, .error: own += cells[index].textLength
        default: break
        }
      }
      guard own <= most else {
        throw RecordSizeError(limit: most, row: Int(rows[end].number))
      }
      if end > row, total + own > Self.pieceBytes { break }
      total += own
      end += 1
    }
    return row..<end
  }

  /// A batch of some of the rows, with the bytes of all; diagnostics go with the first row.
  package func slice(_ range: Range<Int>) -> RecordBatch {
    var piece = RecordBatch(firstRow: firstRow + range.lowerBound, dictionary: dictionary)
    let start = range.lowerBound == 0 ? 0 : Int(rows[range.lowerBound - 1].end)
    let end = range.isEmpty ? start : Int(rows[range.upperBound - 1].end)
    (piece.location, piece.sourceColumns) = (location, sourceColumns)
    piece.text = text
    piece.cells = Array(cells[start..<end])
    piece.rows = rows[range].map { Row(end: $0.end - UInt32(start), number: $0.number) }
    if range.lowerBound == 0 { piece.diagnostics = diagnostics }
    return piece
  }

  /// The bytes of the shared texts of some cells, each as often as it is shared.
  private func sharedBytes(in range: Range<Int>) -> Int {
    var total = 0
    for index in range where cells[index].kind == .sharedText {
      total += dictionary.range(of: cells[index].code)?.count ?? 0
    }
    return total
  }

  /// `base + a * b + c * d`, or the greatest number where that is less.
  private func saturated(
    _ base: Int, plus a: Int, times b: Int, plus c: Int = 0, times d: Int = 0
  ) -> Int {
    let (ab, ca) = a.multipliedReportingOverflow(by: b)
    let (cd, cb) = c.multipliedReportingOverflow(by: d)
    let (sum, cc) = ab.addingReportingOverflow(cd)
    let (total, ce) = sum.addingReportingOverflow(base)
    return ca || cb || cc || ce ? .max / 2 : min(total, .max / 2)
  }
}

/// A record would become more bytes than are in proportion to what it is made of.
public struct RecordSizeError: Error, Sendable, Hashable, CustomStringConvertible {
  /// - Parameter row: the row of the sheet or the line of the file.
  package init(limit: Int, row: Int) {
    self.limit = limit
    self.row = row
  }

  /// The bytes that it may become.
  public let limit: Int
  /// The row of the sheet or the line of the file.
  public let row: Int

  public var description: String { "limit met: one record becomes more than \(limit) bytes" }
}

/// What was made of a batch on a worker's thread, or the batch, which was too much for that.
public enum BatchPiece<Result: Sendable>: Sendable {
  /// The batch was small enough.
  case made(Result)
  /// It is to be worked off in pieces.
  case waiting(RecordBatch)

  /// Makes something of a batch now, unless it would become too much.
  /// - Parameter recordBytes: the bytes of a record without its values.
  /// - Throws: what `transform` throws.
  public init(
    _ batch: RecordBatch, recordBytes: Int, _ transform: (RecordBatch) throws -> Result
  ) rethrows {
    self =
      batch.weight(recordBytes: recordBytes) > RecordBatch.pieceBytes
      ? .waiting(batch) : .made(try transform(batch))
  }

  /// Hands on what was made, or makes and hands on one piece after the other.
  /// - Returns: false when `consume` wants no more.
  /// - Throws: ``RecordSizeError``, or what the two functions throw.
  public func consume(
    recordBytes: Int, _ transform: (RecordBatch) throws -> Result,
    _ consume: (Result) throws -> Bool
  ) throws -> Bool {
    switch self {
    case .made(let result): return try consume(result)
    case .waiting(let batch):
      var row = 0
      while row < batch.rowCount {
        let rows = try batch.piece(from: row, recordBytes: recordBytes)
        if try !consume(try transform(batch.slice(rows))) { return false }
        row = rows.upperBound
      }
      return true
    }
  }
}

extension RecordSource {
  /// ``mapBatches(_:inOrder:)`` for what becomes larger than its batch: at no time is more than
  /// some megabytes of it made for each thread.
  /// - Parameter recordBytes: about the bytes that a record becomes without its values.
  /// - Throws: the source's error type, ``RecordSizeError``, or what the two functions throw.
  public func mapPieces<Result: Sendable>(
    recordBytes: Int, _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    try mapBatches(
      { try BatchPiece($0, recordBytes: recordBytes, transform) },
      inOrder: { try $0.consume(recordBytes: recordBytes, transform, consume) })
  }
}
