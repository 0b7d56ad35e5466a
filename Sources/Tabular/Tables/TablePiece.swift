/// The rows of one batch as columns, on their way into a ``TableBuilder``.
///
/// One walk over the cells fills two blocks that hold all columns one behind the other:
///
///     cells    A1 B1 C1 A2 C2 ...        (rows, only what is not empty)
///     numbers  A1 A2 .. | NaN ... | C1 C2 ..
///     codes               B1 --  ..
///
/// A cell costs a look at its kind and a store; what is missing was filled in before. Columns that
/// turn out to hold kinds which do not go together are read a second time as texts.
public struct TablePiece: Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// Room for `rowCount` numbers for each column; NaN is missing.
  private(set) var numbers: [Double]
  /// Room for `rowCount` codes for each column, once there is a text.
  private(set) var codes: [UInt32] = []
  private(set) var columns: [Column]

  struct Column: Sendable {
    var kinds: KindSet = []
    /// What the codes are codes of; nil while the column is numbers.
    var dictionary: StringDictionary?
    /// Whether the codes are those of the source's own dictionary.
    var isShared = false
  }

  /// The bytes of a row: a number and a code for each column.
  static func rowBytes(of schema: Schema) -> Int {
    schema.columns.count * (MemoryLayout<Double>.stride + MemoryLayout<UInt32>.stride)
  }

  init(_ batch: RecordBatch, schema: Schema) {
    let rows = batch.rowCount
    let width = schema.columns.count
    rowCount = rows
    columns = Array(repeating: Column(), count: width)
    var numbers = [Double](repeating: .nan, count: rows * width)
    var codes: [UInt32] = []
    var interners: [StringInterner?] = Array(repeating: nil, count: width)
    let places = schema.places
    var kinds = [KindSet](repeating: [], count: width)
    var slots = numbers.mutableSpan
    Self.gather(batch, places.span, &kinds, &slots, &codes, &interners)
    self.numbers = numbers
    self.codes = codes
    for i in columns.indices { columns[i].kinds = kinds[i] }
    for (i, interner) in interners.enumerated() where interner != nil {
      columns[i].dictionary = interner?.dictionary()
    }
    for i in columns.indices {
      let kinds = columns[i].kinds
      if kinds == KindSet(.sharedText) {
        columns[i].dictionary = batch.dictionary
        columns[i].isShared = true
      } else if !kinds.isComparable {
        readAsTexts(i, source: schema.columns[i].source, batch)
      }
    }
  }

  /// The numbers of a column.
  func numbers(of column: Int) -> ArraySlice<Double> {
    numbers[(column * rowCount)..<((column + 1) * rowCount)]
  }

  /// The codes of a column that has texts.
  func codes(of column: Int) -> ArraySlice<UInt32> {
    codes[(column * rowCount)..<((column + 1) * rowCount)]
  }

  /// The walk: every cell to its place.
  private static func gather(
    _ batch: RecordBatch, _ places: Span<Int>, _ kinds: inout [KindSet],
    _ numbers: inout MutableSpan<Double>, _ codes: inout [UInt32],
    _ interners: inout [StringInterner?]
  ) {
    let cells = batch.cells.span
    let text = batch.text.span
    let rows = batch.rowCount
    var next = 0
    for row in 0..<rows {
      let end = min(Int(batch.rows[row].end), cells.count)
      while next < end {
        let cell = cells[next]
        next &+= 1
        let source = Int(cell.column)
        guard source < places.count, places[source] >= 0 else { continue }
        let place = places[source]
        let slot = place &* rows &+ row
        let value: Double
        switch cell.kind {
        case .double: value = cell.double
        case .integer, .date, .time, .dateTime, .duration: value = Double(cell.integer)
        case .decimal:
          guard let range = cell.textRange(of: text.count),
            let parsed = NumberText.double(text.extracting(range))
          else { continue }
          value = parsed
        case .boolean: value = cell.boolean ? 1 : 0
        case .error, .uncalculated: continue
        case .text, .sharedText:
          if codes.isEmpty {
            codes = Array(
              repeating: TypedColumn.missingCode, count: rows * kinds.count)
          }
          kinds[place].insert(KindSet(cell.kind))
          if cell.kind == .sharedText {
            if cell.code < batch.dictionary.count {
              codes[slot] = UInt32(truncatingIfNeeded: cell.code)
            }
          } else {
            guard let range = cell.textRange(of: text.count) else { continue }
            if interners[place] == nil { interners[place] = StringInterner() }
            let bytes = text.extracting(range)
            codes[slot] = interners[place]?.intern(bytes) ?? TypedColumn.missingCode
          }
          continue
        }
        numbers[slot] = value
        kinds[place].insert(KindSet(cell.kind))
      }
    }
  }

  /// Reads a column again, each value as the text of its kind.
  private mutating func readAsTexts(_ column: Int, source: Int, _ batch: RecordBatch) {
    if codes.isEmpty {
      codes = Array(repeating: TypedColumn.missingCode, count: rowCount * columns.count)
    }
    var interner = StringInterner()
    var buffer = OutputBytes(capacity: 256)
    for row in 0..<rowCount {
      for index in batch.cellRange(ofRow: row) where Int(batch.cells[index].column) == source {
        let cell = batch.cells[index]
        let slot = column * rowCount + row
        switch cell.kind {
        case .error, .uncalculated: continue
        case .text, .sharedText: codes[slot] = interner.intern(batch.string(of: cell) ?? "")
        default:
          guard !numbers[slot].isNaN else { continue }
          buffer.removeAll()
          KindSet(cell.kind).appendText(of: numbers[slot], to: &buffer)
          codes[slot] = interner.intern(buffer.bytes)
        }
      }
    }
    columns[column].dictionary = interner.dictionary()
  }
}
