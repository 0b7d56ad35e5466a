/// One growing column of a ``TableBuilder``: numbers for as long as it can, then texts.
struct ColumnBuilder: Sendable {
  private var numbers: [Double] = []
  private var codes: [UInt32] = []
  private var interner = StringInterner()
  private var isText = false
  private var kinds: Set<Cell.Kind> = []
  private var lastKind: Cell.Kind?
  /// Codes of a source dictionary already interned, by that dictionary's code.
  private var shared: [UInt32] = []
  private var sharedOf: StringDictionary?

  var count: Int { isText ? codes.count : numbers.count }

  mutating func reserve(_ rows: Int) {
    // Geometric growth: exact reservations would copy the column once for each batch.
    if !isText, numbers.capacity < numbers.count + rows {
      numbers.reserveCapacity(max(numbers.capacity * 2, numbers.count + rows))
    }
  }

  /// Fills with missing values up to `rows` rows.
  mutating func pad(to rows: Int) {
    while count < rows {
      if isText { codes.append(Column.missingCode) } else { numbers.append(.nan) }
    }
  }

  mutating func set(_ cell: Cell, row: Int, batch: RecordBatch) {
    pad(to: row)
    switch cell.kind {
    case .error, .uncalculated: return
    case .text, .sharedText:
      if count > row { return }
      note(cell.kind)
      if !isText { becomeText() }
      codes.append(code(of: cell, in: batch))
    default:
      guard let value = Self.number(cell, in: batch) else { return }
      if count > row { return }
      note(cell.kind)
      if isText {
        codes.append(interner.intern(Self.text(of: cell, value: value, in: batch)))
      } else {
        numbers.append(value)
      }
    }
  }

  mutating func append(_ other: ColumnBuilder) {
    kinds.formUnion(other.kinds)
    if other.isText && !isText { becomeText() }
    if !isText {
      numbers.append(contentsOf: other.numbers)
    } else if other.isText {
      let dictionary = other.interner.dictionary()
      var map = [UInt32](repeating: 0, count: dictionary.count)
      dictionary.bytes.withUnsafeBufferPointer { bytes in
        for code in 0..<dictionary.count {
          let range = dictionary.offsets[code]..<dictionary.offsets[code + 1]
          map[code] = interner.intern(UnsafeBufferPointer(rebasing: bytes[range]))
        }
      }
      codes.reserveCapacity(max(codes.capacity, codes.count + other.codes.count))
      for code in other.codes {
        codes.append(code == Column.missingCode ? code : map[Int(code)])
      }
    } else {
      let kind = other.kinds.count == 1 ? other.kinds.first : nil
      for value in other.numbers {
        codes.append(
          value.isNaN
            ? Column.missingCode : interner.intern(Self.text(ofNumber: value, kind: kind)))
      }
    }
  }

  consuming func column(name: String) -> Column {
    if isText {
      return Column(
        name: name, kind: kinds.subtracting([.text, .sharedText]).isEmpty ? .text : .mixed,
        values: .texts(codes: codes, dictionary: interner.dictionary()))
    }
    return Column(name: name, kind: Self.kind(of: kinds), values: .numbers(numbers))
  }

  private mutating func note(_ kind: Cell.Kind) {
    if kind != lastKind {
      kinds.insert(kind)
      lastKind = kind
    }
  }

  private mutating func becomeText() {
    isText = true
    let kind =
      kinds.subtracting([.text, .sharedText]).count == 1
      ? kinds.subtracting([.text, .sharedText]).first : nil
    codes = numbers.map {
      $0.isNaN ? Column.missingCode : interner.intern(Self.text(ofNumber: $0, kind: kind))
    }
    numbers = []
  }

  private mutating func code(of cell: Cell, in batch: RecordBatch) -> UInt32 {
    if cell.kind == .sharedText {
      if sharedOf !== batch.dictionary {
        sharedOf = batch.dictionary
        shared = Array(repeating: Column.missingCode, count: batch.dictionary.count)
      }
      guard let range = batch.dictionary.range(of: cell.code) else { return Column.missingCode }
      if shared[cell.code] == Column.missingCode {
        shared[cell.code] = batch.dictionary.bytes.withUnsafeBufferPointer {
          interner.intern(UnsafeBufferPointer(rebasing: $0[range]))
        }
      }
      return shared[cell.code]
    }
    return batch.text.withUnsafeBufferPointer {
      interner.intern(
        UnsafeBufferPointer(
          rebasing: $0[cell.textOffset..<(cell.textOffset + cell.textLength)]))
    }
  }

  private static func number(_ cell: Cell, in batch: RecordBatch) -> Double? {
    switch cell.kind {
    case .integer, .date, .time, .dateTime, .duration: Double(cell.integer)
    case .double: cell.double
    case .boolean: cell.boolean ? 1 : 0
    case .decimal:
      batch.text.withUnsafeBufferPointer {
        NumberText.double(
          UnsafeBufferPointer(
            rebasing: $0[cell.textOffset..<(cell.textOffset + cell.textLength)]))
      }
    default: nil
    }
  }

  private static func text(of cell: Cell, value: Double, in batch: RecordBatch) -> String {
    cell.kind == .decimal
      ? batch.string(of: cell) ?? "" : text(ofNumber: value, kind: cell.kind)
  }

  /// The text of a number that shares its column with texts.
  private static func text(ofNumber value: Double, kind: Cell.Kind?) -> String {
    var buffer = ByteBuffer(capacity: 64)
    switch kind {
    case .boolean: return value == 0 ? "false" : "true"
    case .date, .time, .dateTime, .duration:
      TemporalText.append(
        kind ?? .dateTime, milliseconds: Int64(exactly: value.rounded()) ?? 0, to: &buffer)
    default: NumberText.append(value, to: &buffer)
    }
    return buffer.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  private static func kind(of kinds: Set<Cell.Kind>) -> ColumnKind {
    switch kinds {
    case []: .empty
    case [.boolean]: .boolean
    case [.integer]: .integer
    case [.date]: .date
    case [.time]: .time
    case [.duration]: .duration
    case _ where kinds.isSubset(of: [.integer, .double, .decimal]): .decimal
    case _ where kinds.isSubset(of: [.date, .dateTime]): .dateTime
    default: .mixed
    }
  }
}
