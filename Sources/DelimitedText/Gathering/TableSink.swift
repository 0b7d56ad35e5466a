import RowcastTabular

/// Writes the fields of a chunk straight into the columns of a table.
///
/// Each chunk knows the number of its first row, so all threads write into the same columns, each
/// into rows of its own; nothing is joined afterwards but the dictionaries of texts.
struct TableSink: RecordSink {
  static let byteClass = ByteClass.notDigit

  /// Texts of one column in one chunk, by codes of the chunk's own.
  struct Texts: Sendable {
    var column: Int
    var interner = StringInterner()
  }

  /// How a column's fields are written.
  private struct Slot: BitwiseCopyable {
    var values: UnsafeMutablePointer<Double>?
    var codes: UnsafeMutablePointer<UInt32>?
    var mode: ColumnDecision.Mode
    var texts: Int
  }

  private let bytes: UnsafePointer<UInt8>
  private let plan: BatchPlan
  private let slots: UnsafeMutablePointer<Slot>
  private let slotCount: Int
  private var column = 0
  /// The row that comes next.
  private(set) var row: Int
  private let end: Int
  private let firstLine: Int
  private(set) var texts: [Texts] = []
  private(set) var diagnostics = DiagnosticLog()
  private var scratch: [UInt8] = []

  init(
    bytes: UnsafePointer<UInt8>, plan: BatchPlan, storage: TableStorage, place: ChunkPlace
  ) {
    self.bytes = bytes
    self.plan = plan
    row = place.firstRow
    end = min(place.firstRow + place.rowCount, storage.rowCount)
    firstLine = place.line
    slotCount = storage.columnCount
    slots = .allocate(capacity: max(1, slotCount))
    for i in 0..<slotCount {
      var slot = Slot(values: nil, codes: nil, mode: plan.modes[i], texts: 0)
      switch storage[i] {
      case .none: slot.mode = .skip
      case .numbers(let values): slot.values = values
      case .texts(let codes):
        slot.codes = codes
        slot.texts = texts.count
        texts.append(Texts(column: i))
      }
      (slots + i).initialize(to: slot)
    }
  }

  /// Frees what the sink allocated.
  mutating func finish() { slots.deallocate() }

  @inline(__always)
  mutating func field(_ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64) {
    let source = column
    column = source &+ 1
    guard source < slotCount else { return }
    let slot = slots[source]
    if slot.mode == .number, let values = slot.values,
      let value = ShortNumber.double(
        bytes + start, length: end &- start, others: classes, room: start >= 8)
    {
      values[row] = value
      return
    }
    if slot.mode != .skip { other(slot, source, start, end, traits) }
  }

  @inline(never)
  private mutating func other(
    _ slot: Slot, _ source: Int, _ start: Int, _ end: Int, _ traits: FieldTraits
  ) {
    let text = UnsafeBufferPointer(start: bytes + start, count: end - start)
    if let codes = slot.codes {
      codes[row] = code(text, slot.texts, start, end, traits)
      return
    }
    slot.values?[row] = number(text, slot.mode, source) ?? .nan
  }

  private mutating func code(
    _ text: UnsafeBufferPointer<UInt8>, _ place: Int, _ start: Int, _ end: Int,
    _ traits: FieldTraits
  ) -> UInt32 {
    if text.isEmpty, traits.isEmpty { return TypedColumn.missingCode }
    if traits.contains(.encoded) {
      let decoded = plan.fieldText.bytes(bytes, start, end, traits)
      return decoded.withUnsafeBufferPointer { texts[place].interner.intern($0) }
    }
    if plan.hasNullTokens, plan.classifier.isNullToken(text) { return TypedColumn.missingCode }
    return texts[place].interner.intern(text)
  }

  /// The number of a field: also of a boolean, a date or a time, as ``Column`` keeps them.
  private mutating func number(
    _ text: UnsafeBufferPointer<UInt8>, _ mode: ColumnDecision.Mode, _ source: Int
  ) -> Double? {
    if text.isEmpty { return nil }
    switch mode {
    case .skip, .text: return nil
    case .number: return NumberText.double(text)
    case .checkedNumber:
      let kinds = plan.classifier.kinds(of: text)
      return kinds.isDisjoint(with: .missing) ? NumberText.double(text) : nil
    case .amount:
      if plan.classifier.isMissing(text) { return nil }
      scratch.removeAll(keepingCapacity: true)
      let style = plan.classifier.style(decimal: plan.decisions[source].decimal)
      guard AmountSyntax.append(text.span, style, to: &scratch) != nil else { return nil }
      return scratch.withUnsafeBufferPointer { NumberText.double($0) }
    case .boolean: return plan.classifier.truth(text).map { $0 ? 1 : 0 }
    case .temporal, .respelledTemporal:
      return TemporalSyntax.parts(of: text.span, accepting: .zone)
        .map { Double($0.value) }
    case .localDate:
      return LocalDateSyntax(text.span)?.value(as: plan.decisions[source].reading)
        .map { Double($0.milliseconds) }
    case .formatted: return plan.decisions[source].format?.value(text.span).map { Double($0) }
    }
  }

  @inline(__always)
  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    if column != plan.width || column < slotCount { irregular(line) }
    column = 0
    row &+= 1
    return row < end
  }

  @inline(never)
  private mutating func irregular(_ line: Int) {
    for absent in column..<max(column, slotCount) {
      slots[absent].values?[row] = .nan
      slots[absent].codes?[row] = TypedColumn.missingCode
    }
    guard column != plan.width else { return }
    diagnostics.add(
      .raggedRow(found: column, expected: plan.width, line: firstLine + line),
      kind: "ragged-row")
  }
}
