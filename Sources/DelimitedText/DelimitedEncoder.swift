public import RowcastTabular

/// Writes records as CSV or TSV (RFC 4180): fields are quoted only when they must be.
///
/// A text that would read back as something else (a number, a date, `true`, a word for missing, an
/// empty text) is quoted; values of these types are not.
public struct DelimitedEncoder: RecordEncoder {
  private let delimiter: UInt8
  private let lineEnd: [UInt8]
  private let hasHeader: Bool
  private let names: [String]
  /// The place of each source column in the output; -1 for none.
  private let places: [Int]
  private let width: Int

  /// - Parameters:
  ///   - delimiter: an ASCII character.
  ///   - lineEnd: what ends each record; RFC 4180 says CRLF, most programs write LF.
  public init(
    schema: Schema, delimiter: Character = ",", header: Bool = true, lineEnd: String = "\n"
  ) {
    self.delimiter = delimiter.asciiValue ?? UInt8(ascii: ",")
    self.lineEnd = Array(lineEnd.utf8)
    hasHeader = header
    names = schema.names
    width = schema.columns.count
    var places = [Int](repeating: -1, count: (schema.columns.map(\.source).max() ?? -1) + 1)
    for (i, column) in schema.columns.enumerated() { places[column.source] = i }
    self.places = places
  }

  /// Appends the header, unless there is none.
  public func encodeBeginning(into buffer: inout OutputBytes) {
    guard hasHeader, width > 0 else { return }
    for (i, name) in names.enumerated() {
      if i > 0 { buffer.append(delimiter) }
      let bytes = Array(name.utf8)
      bytes.withUnsafeBufferPointer { text in
        let isLoneEmpty = text.isEmpty && names.count == 1
        appendText(text, isQuoted: isLoneEmpty || needsQuotes(text), to: &buffer)
      }
    }
    buffer.append(contentsOf: lineEnd)
  }

  /// Appends the batch's records, each with its line end.
  public func encode(_ batch: RecordBatch, into buffer: inout OutputBytes) {
    batch.text.withUnsafeBufferPointer { text in
      batch.dictionary.bytes.withUnsafeBufferPointer { shared in
        for row in 0..<batch.rowCount {
          encodeRow(batch, row, text, shared, &buffer)
        }
      }
    }
  }

  /// Appends nothing: records end by themselves.
  public func encodeEnd(rowCount: Int, into buffer: inout OutputBytes) {}

  private func encodeRow(
    _ batch: RecordBatch, _ row: Int, _ text: UnsafeBufferPointer<UInt8>,
    _ shared: UnsafeBufferPointer<UInt8>, _ buffer: inout OutputBytes
  ) {
    let range = batch.cellRange(ofRow: row)
    if isInOrder(batch, range) {
      var written = 0
      for index in range {
        let cell = batch.cells[index]
        let source = Int(cell.column)
        let place = source < places.count ? places[source] : -1
        guard place >= 0 else { continue }
        while written < place {
          buffer.append(delimiter)
          written += 1
        }
        append(cell, batch, text, shared, &buffer)
      }
      // A lone missing value would be a blank line, which is no record.
      if width == 1, range.isEmpty { buffer.append(literal: "\"\"") }
      while written < width - 1 {
        buffer.append(delimiter)
        written += 1
      }
    } else {
      var ordered = [Int](repeating: -1, count: width)
      for index in range {
        let source = Int(batch.cells[index].column)
        if source < places.count, places[source] >= 0 { ordered[places[source]] = index }
      }
      for (i, index) in ordered.enumerated() {
        if i > 0 { buffer.append(delimiter) }
        if index >= 0 { append(batch.cells[index], batch, text, shared, &buffer) }
      }
    }
    buffer.append(contentsOf: lineEnd)
  }

  /// Whether the row's cells stand in the order of the output.
  private func isInOrder(_ batch: RecordBatch, _ range: Range<Int>) -> Bool {
    var last = -1
    for index in range {
      let source = Int(batch.cells[index].column)
      guard source < places.count, places[source] >= 0 else { continue }
      if places[source] <= last { return false }
      last = places[source]
    }
    return true
  }

  private func append(
    _ cell: Cell, _ batch: RecordBatch, _ text: UnsafeBufferPointer<UInt8>,
    _ shared: UnsafeBufferPointer<UInt8>, _ buffer: inout OutputBytes
  ) {
    switch cell.kind {
    case .text:
      guard let range = batch.textRange(of: cell) else { return }
      appendTextValue(UnsafeBufferPointer(rebasing: text[range]), &buffer)
    case .sharedText:
      guard let range = batch.dictionary.range(of: cell.code) else { return }
      appendTextValue(UnsafeBufferPointer(rebasing: shared[range]), &buffer)
    case .decimal:
      guard let range = batch.textRange(of: cell) else { return }
      appendDecimal(UnsafeBufferPointer(rebasing: text[range]), &buffer)
    case .error, .uncalculated: return
    default: CellText.append(value: cell, to: &buffer)
    }
  }

  /// `1E5` as `1E+5`: with neither a point nor a sign it would be a code when it is read.
  private func appendDecimal(_ digits: UnsafeBufferPointer<UInt8>, _ buffer: inout OutputBytes) {
    guard let exponent = digits.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }),
      exponent + 1 < digits.count, isDigit(digits[exponent + 1]),
      !digits.contains(UInt8(ascii: "."))
    else {
      buffer.append(digits)
      return
    }
    buffer.append(UnsafeBufferPointer(rebasing: digits[...exponent]))
    buffer.append(UInt8(ascii: "+"))
    buffer.append(UnsafeBufferPointer(rebasing: digits[(exponent + 1)...]))
  }

  private func appendTextValue(
    _ text: UnsafeBufferPointer<UInt8>, _ buffer: inout OutputBytes
  ) {
    appendText(text, isQuoted: needsQuotes(text) || looksTyped(text), to: &buffer)
  }

  private func looksTyped(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let kinds = ValueClassifier.plainKinds(of: text)
    return kinds.isDisjoint(with: [.text, .date, .time, .dateTime, .leadingZero])
  }

  private func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in text
    where byte == delimiter || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
    {
      return true
    }
    return false
  }

  private func appendText(
    _ text: UnsafeBufferPointer<UInt8>, isQuoted: Bool, to buffer: inout OutputBytes
  ) {
    guard isQuoted else {
      buffer.append(text)
      return
    }
    let quote = UInt8(ascii: "\"")
    buffer.append(quote)
    for byte in text {
      if byte == quote { buffer.append(quote) }
      buffer.append(byte)
    }
    buffer.append(quote)
  }
}
