internal import RowcastMachine
internal import RowcastTabular

/// A row as bytes, as it waits on disk to be met by the same row of the other table.
///
///     hash 8 | row's place 8 | its number 4 | end of key 4 | end of shared 4 | end 4 | values
///
/// The values are those of the key, of the other columns that both tables have, and of those that
/// this one alone has; ends are counted from the first value. Numbers have their lowest byte first.
enum EncodedRow {
  static let headSize = 32

  /// The facts before the values.
  struct Head {
    var hash: UInt64
    /// The rows before it in its table.
    var place: Int
    /// The row of the sheet, or the line of the file.
    var number: Int
    /// Where the values begin and each part of them ends, in the bytes.
    var start: Int
    var keyEnd: Int
    var sharedEnd: Int
    var end: Int

    /// Nil when the row is not all there.
    @inline(__always)
    init?(_ bytes: Span<UInt8>, at place: Int) {
      guard place >= 0, place &+ headSize <= bytes.count else { return nil }
      hash = bytes.word(at: place)
      self.place = Int(truncatingIfNeeded: bytes.word(at: place &+ 8))
      let third = bytes.word(at: place &+ 16)
      let fourth = bytes.word(at: place &+ 24)
      number = Int(third & 0xFFFF_FFFF)
      start = place &+ headSize
      keyEnd = start &+ Int(third >> 32)
      sharedEnd = start &+ Int(fourth & 0xFFFF_FFFF)
      end = start &+ Int(fourth >> 32)
      guard keyEnd <= sharedEnd, sharedEnd <= end, end <= bytes.count else { return nil }
    }
  }
}

/// Encodes the rows of a table, on any thread.
struct RowEncoding: Sendable {
  /// The place of each source column among the encoded ones, -1 for none.
  private let slots: [Int]
  private let readings: [ValueBytes.Reading]
  private let keyCount: Int
  private let sharedCount: Int

  /// - Parameters:
  ///   - columns: the source columns in the order of encoding: the key's, those of both tables, others.
  init(
    columns: [(source: Int, reading: ValueBytes.Reading)], keyCount: Int, sharedCount: Int
  ) {
    var slots = [Int](
      repeating: -1, count: ColumnSchema.sourceCount(of: columns.lazy.map(\.source)))
    for (slot, column) in columns.enumerated() where slots.indices.contains(column.source) {
      slots[column.source] = slot
    }
    self.slots = slots
    readings = columns.map(\.reading)
    self.keyCount = keyCount
    self.sharedCount = sharedCount
  }

  /// The rows of a batch, by the highest bits of their hashes in `1 << bits` parts.
  func parts(_ batch: RecordBatch, bits: Int) -> [[UInt8]] {
    var parts = [[UInt8]](repeating: [], count: 1 << bits)
    var row: [UInt8] = []
    var cells = [Int](repeating: -1, count: readings.count)
    for index in 0..<batch.rowCount {
      let range = batch.cellRange(ofRow: index)
      for cell in range {
        let source = Int(batch.cells[cell].column)
        if source < slots.count, slots[source] >= 0 { cells[slots[source]] = cell }
      }
      row.removeAll(keepingCapacity: true)
      row.append(contentsOf: repeatElement(0, count: EncodedRow.headSize))
      var (keyEnd, sharedEnd) = (0, 0)
      for slot in readings.indices {
        if slot == keyCount { keyEnd = row.count - EncodedRow.headSize }
        if slot == sharedCount { sharedEnd = row.count - EncodedRow.headSize }
        if cells[slot] >= 0 {
          ValueBytes.append(batch.cells[cells[slot]], of: batch, as: readings[slot], to: &row)
          cells[slot] = -1
        } else {
          ValueBytes.appendMissing(to: &row)
        }
      }
      let end = row.count - EncodedRow.headSize
      if keyCount >= readings.count { keyEnd = end }
      if sharedCount >= readings.count { sharedEnd = end }
      let head = EncodedRow.headSize
      let hash = StringInterner.hash(row.span.extracting(head..<(head + keyEnd)))
      let number = UInt64(batch.rows[index].number)
      var bytes = row.mutableSpan
      bytes.store(hash, at: 0)
      bytes.store(UInt64(truncatingIfNeeded: batch.firstRow + index), at: 8)
      bytes.store(number | UInt64(UInt32(clamping: keyEnd)) << 32, at: 16)
      bytes.store(UInt64(UInt32(clamping: sharedEnd)) | UInt64(UInt32(clamping: end)) << 32, at: 24)
      parts[RowPart.index(of: hash, bits: bits)].append(contentsOf: row)
    }
    return parts
  }
}

/// In which part a row is by its hash.
enum RowPart {
  /// - Parameters:
  ///   - bits: how many of the hash say it, so that there are `1 << bits` parts.
  ///   - used: the bits that have said it before, of parts of parts; the highest ones come first.
  @inline(__always)
  static func index(of hash: UInt64, bits: Int, behind used: Int = 0) -> Int {
    guard bits > 0, used + bits <= 64 else { return 0 }
    return Int(truncatingIfNeeded: hash >> UInt64(64 - used - bits)) & (1 << bits - 1)
  }
}
