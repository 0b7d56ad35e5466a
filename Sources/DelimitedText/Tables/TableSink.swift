import RowcastTabular

/// Writes the fields of a chunk straight into the columns of a table.
///
/// Each chunk knows the number of its first row, so all threads write into the same columns, each
/// into rows of its own; nothing is joined afterwards but the dictionaries of texts.
struct TableSink: RecordSink, ~Copyable {
  static let byteClass = ByteClass.notDigit

  /// Texts of one column in one chunk, by codes of the chunk's own.
  struct Texts: Sendable {
    var column: Int
    var interner = StringInterner()
  }

  /// How a column's fields are written.
  private struct Slot: BitwiseCopyable {
    var values: TableStorage.Column<Double>?
    var codes: TableStorage.Column<UInt32>?
    var mode: ColumnDecision.Mode
    var texts: Int
  }

  private let plan: ReadingPlan
  /// Whether a field tells something new of its column.
  private(set) var check: FieldCheck
  private let slots: [Slot]
  private var column = 0
  /// The row that comes next.
  private(set) var row: Int
  private let end: Int
  private let firstLine: Int
  private(set) var texts: [Texts] = []
  private(set) var diagnostics = DiagnosticLog()
  private var scratch: [UInt8] = []

  /// - Parameter known: what the fields are to be held against; nil where nothing is to be learned.
  init(plan: ReadingPlan, storage: TableStorage, place: ChunkPlace, known: KnownColumns? = nil) {
    self.plan = plan
    check = FieldCheck(known, width: storage.columnCount)
    row = place.firstRow
    end = min(place.firstRow + place.rowCount, storage.rowCount)
    firstLine = place.line
    var slots: [Slot] = []
    for i in 0..<storage.columnCount {
      var slot = Slot(values: nil, codes: nil, mode: plan.fields.modes[i], texts: 0)
      switch storage[i] {
      case .none: slot.mode = .skip
      case .numbers(let values): slot.values = values
      case .texts(let codes):
        slot.codes = codes
        slot.texts = texts.count
        texts.append(Texts(column: i))
      }
      slots.append(slot)
    }
    self.slots = slots
  }

  @inline(__always)
  mutating func field(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64
  ) {
    let source = column
    column = source &+ 1
    check.look(bytes, start, end, traits, column: source, others: classes)
    guard source < slots.count else { return }
    let slot = slots[source]
    if slot.mode == .number, let values = slot.values,
      let value = ShortNumber.double(
        bytes, start, length: end &- start, others: classes)
    {
      values[row] = value
      return
    }
    if slot.mode != .skip { other(slot, source, bytes, start, end, traits) }
  }

  @inline(never)
  private mutating func other(
    _ slot: Slot, _ source: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int,
    _ traits: FieldTraits
  ) {
    assert(row < self.end)
    scratch.removeAll(keepingCapacity: true)
    let value = plan.fields.value(
      bytes, start, end, traits, column: source, appendingTo: &scratch)
    if let codes = slot.codes {
      let text = slot.texts
      switch value {
      case .text(.asItStands):
        codes[row] = texts[text].interner.intern(bytes.extracting(start..<end))
      case .text(.appended):
        let decoded = scratch
        codes[row] = texts[text].interner.intern(decoded.span)
      default: codes[row] = TypedColumn.missingCode
      }
    } else {
      slot.values?[row] = number(value, bytes, start, end) ?? .nan
    }
  }

  /// The number of a value: also of a boolean, a date or a time, as `TypedColumn` keeps them.
  private func number(
    _ value: FieldValue, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Double? {
    switch value {
    case .missing, .text: nil
    case .number(.asItStands):
      NumberText.double(bytes.extracting(start..<end))
    case .number(.appended): NumberText.double(scratch.span)
    case .boolean(let isTrue): isTrue ? 1 : 0
    case .moment(_, let milliseconds): Double(milliseconds)
    }
  }

  @inline(__always)
  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    if column != plan.width || column < slots.count { irregular(line) }
    column = 0
    row &+= 1
    return row < end
  }

  @inline(never)
  private mutating func irregular(_ line: Int) {
    for absent in column..<max(column, slots.count) {
      slots[absent].values?[row] = .nan
      slots[absent].codes?[row] = TypedColumn.missingCode
    }
    guard column != plan.width else { return }
    diagnostics.add(
      .raggedRow(found: column, expected: plan.width, line: firstLine + line),
      kind: .raggedRow)
  }
}
