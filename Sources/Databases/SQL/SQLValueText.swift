internal import RowcastTabular

/// How values stand in a script: in the text format of PostgreSQL's `COPY`, or as literals.
struct SQLValueText {
  let dialect: DatabaseDialect

  enum Outcome {
    case whole, misfit
    /// PostgreSQL's texts hold every character but U+0000.
    case withoutNull
  }

  /// Appends a value as one of a type.
  func append(
    _ cell: Cell, of batch: RecordBatch, as type: DataType, to buffer: inout OutputBytes
  ) -> Outcome {
    switch type {
    case .boolean:
      guard cell.kind == .boolean else { return .misfit }
      if dialect == .sqlite {
        buffer.append(cell.boolean ? UInt8(ascii: "1") : UInt8(ascii: "0"))
      } else {
        CellText.append(value: cell, to: &buffer)
      }
    case .integer:
      guard let value = batch.wholeNumber(of: cell) else { return .misfit }
      NumberText.append(value, to: &buffer)
    case .double:
      guard batch.exactDouble(of: cell) != nil else { return .misfit }
      appendDouble(cell, of: batch, to: &buffer)
    case .decimal:
      guard let digits = DecimalDigits(cell, of: batch) else { return .misfit }
      if dialect == .postgres {
        batch.withText(of: cell) { buffer.append($0) }
      } else {
        // In quotes, so that no literal of another type comes in between.
        quoted(&buffer) { $0.append(digits.plainText) }
      }
    case .date:
      guard cell.days != nil else { return .misfit }
      quoted(&buffer) { TemporalSQL.append(.date, cell.integer, dialect, to: &$0) }
    case .time:
      guard cell.clockMilliseconds != nil else { return .misfit }
      quoted(&buffer) { TemporalText.append(.time, milliseconds: cell.integer, to: &$0) }
    case .timestamp:
      guard let value = cell.timestampMilliseconds else { return .misfit }
      quoted(&buffer) { TemporalSQL.append(.timestamp, value, dialect, to: &$0) }
    case .preciseTimestamp:
      guard let value = batch.timestampMicroseconds(of: cell) else { return .misfit }
      quoted(&buffer) { TemporalSQL.append(microseconds: value, dialect, to: &$0) }
    case .text:
      return batch.withText(of: cell) { append(text: $0, to: &buffer) }
    }
    return .whole
  }

  /// A value between quotes, which `COPY` has none of.
  private func quoted(_ buffer: inout OutputBytes, _ body: (inout OutputBytes) -> Void) {
    if dialect == .postgres { return body(&buffer) }
    buffer.append(UInt8(ascii: "'"))
    body(&buffer)
    buffer.append(UInt8(ascii: "'"))
  }

  /// DuckDB takes numbers without an exponent for decimals first, which rounds them twice.
  private func appendDouble(_ cell: Cell, of batch: RecordBatch, to buffer: inout OutputBytes) {
    let hasExponent = batch.withText(of: cell) { text in
      buffer.append(text)
      for i in 0..<text.count where text[i] | 0x20 == UInt8(ascii: "e") { return true }
      return false
    }
    if dialect == .duckdb, !hasExponent { buffer.append(literal: "e0") }
  }

  private func append(text: Span<UInt8>, to buffer: inout OutputBytes) -> Outcome {
    switch dialect {
    case .postgres: return SQLText.appendCopied(text, to: &buffer) ? .whole : .withoutNull
    case .sqlite: SQLText.appendSQLiteLiteral(text, to: &buffer)
    case .duckdb: SQLText.appendDuckDBLiteral(text, to: &buffer)
    }
    return .whole
  }
}

extension DecimalDigits {
  /// The number without an exponent, such as `-0.00120`.
  var plainText: String {
    if digits.isEmpty { return "0" }
    var text = digits + [UInt8](repeating: UInt8(ascii: "0"), count: max(0, exponent))
    if scale > 0 {
      if text.count <= scale {
        text = [UInt8](repeating: UInt8(ascii: "0"), count: scale + 1 - text.count) + text
      }
      text.insert(UInt8(ascii: "."), at: text.count - scale)
    }
    return (isNegative ? "-" : "") + String(decoding: text, as: UTF8.self)
  }
}
