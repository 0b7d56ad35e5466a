/// The text of a value, the same wherever it is shown or written: `3`, not `3.0`.
public enum CellText {
  /// Appends a cell's text; nothing for a cell without a value and for a number that is not finite.
  /// - Parameter uncalculated: what stands for a formula without a result.
  public static func append(
    _ cell: Cell, of batch: RecordBatch, uncalculated: StaticString = "",
    to buffer: inout OutputBytes
  ) {
    switch cell.kind {
    case .text, .decimal, .error, .sharedText: buffer.append(batch.string(of: cell) ?? "")
    case .uncalculated: buffer.append(literal: uncalculated)
    default: append(value: cell, to: &buffer)
    }
  }

  /// Appends the text of a cell whose value is in its payload; nothing for other kinds.
  public static func append(value cell: Cell, to buffer: inout OutputBytes) {
    switch cell.kind {
    case .integer: NumberText.append(cell.integer, to: &buffer)
    case .double: NumberText.append(cell.double, to: &buffer)
    case .boolean:
      if cell.boolean { buffer.append(literal: "true") } else { buffer.append(literal: "false") }
    case .date, .time, .dateTime, .duration:
      TemporalText.append(cell.kind, milliseconds: cell.integer, to: &buffer)
    case .text, .decimal, .error, .sharedText, .uncalculated: return
    }
  }

  /// Whether a cell has nothing in it, or white space; a formula without a result has nothing.
  package static func isBlank(_ cell: Cell, in batch: RecordBatch) -> Bool {
    let firstByte: UInt8? =
      switch cell.kind {
      case .text, .decimal, .error:
        batch.textRange(of: cell).flatMap { batch.text[$0].first }
      case .sharedText:
        batch.dictionary.range(of: cell.code).flatMap { batch.dictionary.bytes[$0].first }
      case .uncalculated: nil
      default: UInt8(ascii: "0")
      }
    guard let firstByte else { return true }
    // Texts of ASCII, which are most, are looked at where they lie.
    if firstByte > 0x20, firstByte < 0x80 { return false }
    return string(of: cell, in: batch).unicodeScalars.allSatisfy(\.isBlank)
  }

  /// A cell's text, of which no more than about so many bytes are wanted.
  package static func beginning(of cell: Cell, in batch: RecordBatch, bytes: Int) -> String {
    switch cell.kind {
    case .text, .decimal, .error:
      batch.textRange(of: cell).map { beginning(batch.text[$0], bytes) } ?? ""
    case .sharedText:
      batch.dictionary.range(of: cell.code).map {
        beginning(batch.dictionary.bytes[$0], bytes)
      } ?? ""
    default: string(of: cell, in: batch)
    }
  }

  /// Whole characters of UTF-8 (their scalars, that is).
  private static func beginning(_ text: ArraySlice<UInt8>, _ bytes: Int) -> String {
    var text = text
    if text.count > bytes {
      var end = text.startIndex + bytes
      while end > text.startIndex, text[end] & 0xC0 == 0x80 { end -= 1 }
      text = text[..<end]
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A cell's text, as ``append(_:of:uncalculated:to:)`` writes it.
  public static func string(of cell: Cell, in batch: RecordBatch) -> String {
    var buffer = OutputBytes(capacity: 64)
    append(cell, of: batch, to: &buffer)
    return buffer.string
  }

  /// Appends the text of a number by the kind of its column: `true`, `2024-03-01`, `3`, `2.5`;
  /// nothing for a number that is not finite.
  public static func append(_ value: Double, kind: ColumnKind, to buffer: inout OutputBytes) {
    guard value.isFinite else { return }
    switch kind {
    case .boolean:
      if value != 0 { buffer.append(literal: "true") } else { buffer.append(literal: "false") }
    case .date, .time, .dateTime, .duration:
      TemporalText.append(
        kind.temporalCell ?? .dateTime, milliseconds: Int64(exactly: value.rounded()) ?? 0,
        to: &buffer)
    case .empty, .integer, .decimal, .text, .mixed: NumberText.append(value, to: &buffer)
    }
  }

  /// The text of a number by the kind of its column.
  public static func string(of value: Double, kind: ColumnKind) -> String {
    var buffer = OutputBytes(capacity: 64)
    append(value, kind: kind, to: &buffer)
    return buffer.string
  }
}

extension ColumnKind {
  /// The kind of a column's cells, when they are dates, times or durations.
  var temporalCell: Cell.Kind? {
    switch self {
    case .date: .date
    case .time: .time
    case .dateTime: .dateTime
    case .duration: .duration
    case .empty, .boolean, .integer, .decimal, .text, .mixed: nil
    }
  }
}
