import Tabular

/// Turns the fields of a chunk into the cells of a batch.
struct BatchSink: RecordSink {
  private let bytes: UnsafePointer<UInt8>
  private let textCount: Int
  private let plan: BatchPlan
  private let firstLine: Int
  private let rowLimit: Int
  private var column = 0
  private(set) var cells: [Cell] = []
  private(set) var rows: [RecordBatch.Row] = []
  /// What stands behind the chunk's own bytes in the batch's text.
  private(set) var appended: [UInt8] = []
  private(set) var diagnostics = DiagnosticLog()

  init(
    bytes: UnsafePointer<UInt8>, count: Int, plan: BatchPlan, firstLine: Int, rowLimit: Int
  ) {
    self.bytes = bytes
    textCount = count
    self.plan = plan
    self.firstLine = firstLine
    self.rowLimit = rowLimit
    cells.reserveCapacity(count / 8)
    rows.reserveCapacity(count / 64)
  }

  mutating func field(_ start: Int, _ end: Int, _ traits: FieldTraits) {
    let source = column
    column += 1
    let mode = source < plan.modes.count ? plan.modes[source] : plan.overflowMode
    if mode == .skip { return }
    if start == end, traits.isEmpty, !plan.keepsEmpty { return }
    let text = UnsafeBufferPointer(start: bytes + start, count: end - start)
    let column = UInt32(truncatingIfNeeded: source)
    switch mode {
    case .skip: return
    case .number:
      if start == end { return }
      cells.append(
        Cell(column: column, kind: .decimal, offset: start, length: end - start))
    case .checkedNumber: checkedNumber(text, start, column)
    case .boolean:
      guard let value = plan.classifier.truth(text) else { return }
      cells.append(Cell(column: column, kind: .boolean, payload: value ? 1 : 0))
    case .temporal:
      guard let parts = TemporalSyntax.parts(of: text) else { return }
      let kind: Cell.Kind =
        parts.kinds.contains(.date) ? .date : parts.kinds.contains(.time) ? .time : .dateTime
      cells.append(
        Cell(column: column, kind: kind, payload: UInt64(bitPattern: parts.value)))
    case .text:
      var flags: Cell.Flags = traits.contains(.quoted) ? .quoted : []
      if traits.contains(.encoded) {
        let offset = textCount + appended.count
        plan.fieldText.decode(bytes, start, end) { appended.append(contentsOf: $0) }
        cells.append(
          Cell(
            column: column, kind: .text, flags: flags, offset: offset,
            length: textCount + appended.count - offset))
        return
      }
      if plan.hasNullTokens, plan.classifier.isNullToken(text) { return }
      if Self.isPlain(text) { flags.insert(.plain) }
      cells.append(
        Cell(column: column, kind: .text, flags: flags, offset: start, length: end - start))
    }
  }

  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    let number = firstLine + line
    if column != plan.width { raggedRow(number) }
    rows.append(
      RecordBatch.Row(
        end: UInt32(truncatingIfNeeded: cells.count), number: UInt32(clamping: number)))
    column = 0
    return rows.count < rowLimit
  }

  private mutating func raggedRow(_ number: Int) {
    let found = column
    let expected = plan.width
    diagnostics.add(
      Diagnostic(
        kind: "ragged-row",
        message: "\(found) field\(found == 1 ? "" : "s") instead of \(expected)",
        location: SourceLocation(row: number)), kind: "ragged-row")
  }

  /// A number that may be missing by a word, or is respelled behind the chunk's bytes.
  private mutating func checkedNumber(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ column: UInt32
  ) {
    let kinds = plan.classifier.kinds(of: text)
    if !kinds.isDisjoint(with: .missing) { return }
    if kinds == .integer || kinds == .decimal {
      cells.append(Cell(column: column, kind: .decimal, offset: start, length: text.count))
      return
    }
    let offset = textCount + appended.count
    NumberSyntax.respell(text, into: &appended)
    cells.append(
      Cell(
        column: column, kind: .decimal, offset: offset,
        length: textCount + appended.count - offset))
  }

  /// Whether JSON can take a text as it is.
  private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in text
    where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
      return false
    }
    return true
  }
}
