public import RowcastTabular

/// A value as SQLite stores it; texts lie beside all values of a batch.
struct SQLiteValue: BitwiseCopyable, Sendable {
  enum Kind: UInt8, BitwiseCopyable, Sendable { case null, integer, double, text }

  var kind: Kind
  /// The bytes of a text.
  var length: UInt32 = 0
  /// A number's bits, or where a text begins.
  var payload: UInt64 = 0
}

/// The rows of a batch as values of SQLite.
public struct SQLiteRows: TypedRows {
  /// The number of rows.
  public let rowCount: Int
  /// Row by row.
  let values: [SQLiteValue]
  let text: ByteChunk
  /// Where the rows stand in the source.
  let locations: RowLocations
  /// The value to blame of each column that has values which its type does not hold.
  let places: [Int: Misfit]
  let mark: TableMark

  /// The rows' numbers, and what they are all in.
  struct RowLocations: Sendable {
    let place: RowcastLocation
    let numbers: [UInt32]

    subscript(row: Int) -> RowcastLocation? {
      guard numbers.indices.contains(row) else { return nil }
      return place.within(RowcastLocation(row: Int(numbers[row])))
    }
  }

  struct Misfit: Sendable {
    let unfit: UnfitValue
    /// Whether it is a text that is spelled as a value of the type: its column is not of the type since
    /// another one is none.
    let isSpelledAlike: Bool
  }

  /// The columns with a value that their type does not hold.
  public var misfits: [Int] { places.keys.sorted() }
  /// Texts, and eight bytes for each other value.
  public var byteCount: Int { text.count + values.count * 8 }
  /// Every value is kept.
  public var diagnostics: DiagnosticLog { DiagnosticLog() }
}

/// Turns batches into the values of a table of SQLite: see ``SQLiteWriter``.
public struct SQLiteRowEncoder: TypedEncoder {
  /// The types of the columns.
  public let types: [DataType]
  private let places: ColumnPlaces
  private let mark: TableMark

  init(schema: Schema, types: [DataType], mark: TableMark) {
    self.types = types
    self.mark = mark
    places = ColumnPlaces(schema)
  }

  /// A value for each column.
  public var recordBytes: Int { types.count * 16 }

  /// The rows of a batch.
  public func encode(_ batch: RecordBatch) -> SQLiteRows {
    var values: [SQLiteValue] = []
    values.reserveCapacity(batch.rowCount * types.count)
    var text = OutputBytes(capacity: batch.text.count + 4096)
    // So that empty texts have a place, too.
    text.append(0)
    var slots = RowSlots(places, width: types.count)
    var misfits: [Int: SQLiteRows.Misfit] = [:]
    for row in 0..<batch.rowCount {
      slots.fill(batch, row: row)
      for column in types.indices {
        let index = slots.cells[column]
        guard index >= 0 else {
          values.append(SQLiteValue(kind: .null))
          continue
        }
        let cell = batch.cells[index]
        if let value = value(cell, of: batch, as: types[column], &text) {
          values.append(value)
        } else {
          values.append(SQLiteValue(kind: .null))
          if misfits[column]?.isSpelledAlike ?? true {
            let isAlike = batch.isSpelled(cell, as: types[column])
            guard misfits[column] == nil || !isAlike else { continue }
            misfits[column] = SQLiteRows.Misfit(
              unfit: UnfitValue(cell, of: batch, row: row), isSpelledAlike: isAlike)
          }
        }
      }
    }
    return SQLiteRows(
      rowCount: batch.rowCount, values: values, text: text.take(),
      locations: SQLiteRows.RowLocations(
        place: batch.location, numbers: batch.rows.map(\.number)), places: misfits, mark: mark)
  }

  /// A value as one of a type; nil when the type does not hold it.
  private func value(
    _ cell: Cell, of batch: RecordBatch, as type: DataType, _ text: inout OutputBytes
  ) -> SQLiteValue? {
    switch type {
    case .boolean:
      return cell.kind == .boolean ? SQLiteValue(kind: .integer, payload: cell.payload) : nil
    case .integer:
      return batch.wholeNumber(of: cell).map {
        SQLiteValue(kind: .integer, payload: UInt64(bitPattern: $0))
      }
    case .double:
      return batch.exactDouble(of: cell).map {
        SQLiteValue(kind: .double, payload: $0.bitPattern)
      }
    case .date where cell.days == nil, .time where cell.clockMilliseconds == nil:
      return spelledValue(cell, of: batch, as: type, &text)
    case .date:
      return appended(&text) { TemporalSQL.append(.date, cell.integer, .sqlite, to: &$0) }
    case .time:
      return appended(&text) { TemporalText.append(.time, milliseconds: cell.integer, to: &$0) }
    case .timestamp:
      guard let moment = cell.timestampMilliseconds else {
        return spelledValue(cell, of: batch, as: type, &text)
      }
      return appended(&text) { TemporalSQL.append(.timestamp, moment, .sqlite, to: &$0) }
    case .decimal, .text, .preciseTimestamp:
      return appended(&text) { buffer in batch.withText(of: cell) { buffer.append($0) } }
    }
  }

  /// A text that is, byte by byte, what would be written of a date, time or timestamp, such as one that
  /// was read from a table before; nil for all else.
  private func spelledValue(
    _ cell: Cell, of batch: RecordBatch, as type: DataType, _ text: inout OutputBytes
  ) -> SQLiteValue? {
    guard cell.kind == .text || cell.kind == .sharedText else { return nil }
    let found = batch.withText(of: cell) { TemporalText.parse($0) }
    guard let (kind, milliseconds) = found else { return nil }
    var written = OutputBytes(capacity: 32)
    switch (type, kind) {
    case (.date, .date), (.timestamp, .dateTime):
      TemporalSQL.append(type, milliseconds, .sqlite, to: &written)
    case (.time, .time): TemporalText.append(.time, milliseconds: milliseconds, to: &written)
    default: return nil
    }
    let own = written.string
    guard CellText.string(of: cell, in: batch).utf8.elementsEqual(own.utf8) else { return nil }
    return appended(&text) { $0.append(own) }
  }

  private func appended(
    _ text: inout OutputBytes, _ body: (inout OutputBytes) -> Void
  ) -> SQLiteValue {
    let start = text.count
    body(&text)
    return SQLiteValue(
      kind: .text, length: UInt32(clamping: text.count - start), payload: UInt64(start))
  }
}
