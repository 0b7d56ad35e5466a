import RowcastTabular

/// Turns the fields of a chunk into the cells of a batch: the hot loop of the second pass.
///
/// A cell is sixteen bytes, stored behind the last one into room that the first pass has measured.
/// Texts and numbers stay where they are in the chunk's bytes, which become the batch's text; what
/// must be written otherwise goes behind them. The bit map of bytes that JSON escapes tells
/// whether a text is plain.
@safe struct BatchSink: RecordSink, ~Copyable {
  static let byteClass = ByteClass.escaped

  private let textCount: Int
  private let plan: ReadingPlan
  private let hasNullTokens: Bool
  private let keepsWidth: Bool
  private let modes: UnsafePointer<ColumnDecision.Mode>
  private let modeCount: Int
  /// Whether a field tells something new of its column.
  private(set) var check: FieldCheck
  /// The bit map of bytes that are no digits, where fields are held against what is known.
  private let digits: UnsafePointer<UInt64>
  private let firstLine: Int
  private let rowLimit: Int
  private var column = 0
  private let cells: UnsafeMutablePointer<Cell>
  private let cellCapacity: Int
  private(set) var cellCount = 0
  private let rows: UnsafeMutablePointer<RecordBatch.Row>
  private let rowCapacity: Int
  private(set) var rowCount = 0
  /// What stands behind the chunk's own bytes in the batch's text.
  private(set) var appended: [UInt8] = []
  private(set) var diagnostics = DiagnosticLog()

  /// Fills the rows and cells of a batch from a chunk that was measured before.
  /// - Parameters:
  ///   - known: what the fields are to be held against; nil where nothing is to be learned.
  ///   - appended: gets what is to stand behind the chunk's own bytes in the batch's text.
  /// - Returns: whether a field tells something new of its column.
  static func fill(
    _ batch: inout RecordBatch, of chunk: borrowing OpenChunk, by plan: ReadingPlan, rowLimit: Int,
    known: KnownColumns?, appended: inout [UInt8], diagnostics: inout DiagnosticLog
  ) -> Bool {
    let place = chunk.place
    let modes = plan.fields.modes + [plan.fields.overflowMode]
    var isNew = false
    var cells: [Cell] = []
    batch.rows = unsafe [RecordBatch.Row](unsafeUninitializedCapacity: place.rowCount + 1) {
      rows, filledRows in
      cells = unsafe [Cell](unsafeUninitializedCapacity: place.fieldCount + 1) {
        cells, filledCells in
        unsafe modes.withUnsafeBufferPointer { modes in
          let made = unsafe BatchSink(
            textCount: chunk.bytes.paddedCount, plan: plan, modes: modes,
            check: FieldCheck(known, width: modes.count), digits: chunk.index.classes,
            firstLine: place.line, rowLimit: rowLimit, cells: cells, rows: rows)
          let sink = chunk.walk(to: made)
          isNew = sink.check.isNew
          filledCells = sink.cellCount
          filledRows = sink.rowCount
          appended = sink.appended
          diagnostics = sink.diagnostics
        }
      }
    }
    batch.cells = cells
    return isNew
  }

  private init(
    textCount: Int, plan: ReadingPlan,
    modes: UnsafeBufferPointer<ColumnDecision.Mode>, check: FieldCheck,
    digits: UnsafePointer<UInt64>, firstLine: Int, rowLimit: Int,
    cells: UnsafeMutableBufferPointer<Cell>, rows: UnsafeMutableBufferPointer<RecordBatch.Row>
  ) {
    self.textCount = textCount
    self.plan = plan
    hasNullTokens = plan.fields.hasNullTokens
    keepsWidth = plan.keepsWidth
    // None of the three is empty.
    unsafe self.modes = modes.baseAddress.unsafelyUnwrapped
    modeCount = modes.count - 1
    self.check = check
    unsafe self.digits = digits
    self.firstLine = firstLine
    self.rowLimit = min(rowLimit, rows.count)
    unsafe self.cells = cells.baseAddress.unsafelyUnwrapped
    cellCapacity = cells.count
    unsafe self.rows = rows.baseAddress.unsafelyUnwrapped
    rowCapacity = rows.count
  }

  @inline(__always)
  mutating func field(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64
  ) {
    let source = column
    column = source &+ 1
    // The last mode is that of all columns beyond.
    let mode = unsafe modes[min(source, modeCount)]
    let length = end &- start
    check.look(
      bytes, start, end, traits, column: source,
      others: unsafe IndexWalker.bits(digits, start, end))
    if mode == .number {
      if length > 0 {
        add(source, .decimal, .none, start, length)
      } else if keepsWidth {
        add(Cell(column: UInt32(truncatingIfNeeded: source), kind: .uncalculated, payload: 0))
      }
      return
    }
    if mode == .text, traits.isEmpty, length > 0, length <= 64, !hasNullTokens {
      add(source, .text, classes == 0 ? .plain : .none, start, length)
      return
    }
    if mode != .skip { other(source, bytes, start, end, traits, classes) }
  }

  @inline(__always)
  private mutating func add(
    _ column: Int, _ kind: Cell.Kind, _ flags: Cell.Flags, _ offset: Int, _ length: Int
  ) {
    add(
      Cell(
        column: UInt32(truncatingIfNeeded: column), kind: kind, flags: flags, offset: offset,
        length: length))
  }

  @inline(__always)
  private mutating func add(_ cell: Cell) {
    assert(cellCount < cellCapacity)
    guard cellCount < cellCapacity else { return }
    unsafe cells[cellCount] = cell
    cellCount &+= 1
  }

  @inline(never)
  private mutating func other(
    _ source: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits,
    _ classes: UInt64
  ) {
    let length = end - start
    let offset = textCount + appended.count
    let value = plan.fields.value(
      bytes, start, end, traits, column: source, appendingTo: &appended)
    let added = textCount + appended.count - offset
    let column = UInt32(truncatingIfNeeded: source)
    switch value {
    case .missing:
      if keepsWidth { add(Cell(column: column, kind: .uncalculated, payload: 0)) }
    case .number(.asItStands): add(source, .decimal, .none, start, length)
    case .number(.appended): add(source, .decimal, .none, offset, added)
    case .text(.asItStands):
      var flags: Cell.Flags = traits.contains(.quoted) ? .quoted : .none
      if classes == 0, length <= 64 || isPlain(bytes, start + 64, end) { flags.insert(.plain) }
      add(source, .text, flags, start, length)
    case .text(.appended): add(source, .text, .quoted, offset, added)
    case .boolean(let isTrue):
      add(Cell(column: column, kind: .boolean, payload: isTrue ? 1 : 0))
    case .moment(let kind, let milliseconds):
      add(Cell(column: column, kind: kind, payload: UInt64(bitPattern: milliseconds)))
    }
  }

  /// Whether JSON can take what is behind the first 64 bytes of a text as it is.
  private func isPlain(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    for at in start..<end where ByteClass.escaped.contains(bytes[at]) { return false }
    return true
  }

  @inline(__always)
  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    let number = firstLine &+ line
    if column != plan.width { raggedRow(number) }
    column = 0
    guard rowCount < rowCapacity else { return false }
    unsafe rows[rowCount] = RecordBatch.Row(
      end: UInt32(truncatingIfNeeded: cellCount), number: UInt32(clamping: number))
    rowCount &+= 1
    return rowCount < rowLimit
  }

  @inline(never)
  private mutating func raggedRow(_ number: Int) {
    diagnostics.add(
      .raggedRow(found: column, expected: plan.width, line: number), kind: .raggedRow)
  }
}
