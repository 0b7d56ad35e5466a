internal import RowcastTabular

extension RecordParser {
  /// Reads the value at `i` into a cell; null leaves none.
  @inline(__always)
  func value(
    _ bytes: Span<UInt8>, _ i: inout Int, column: Int, _ state: inout State,
    _ batch: inout RecordBatch, depth: Int
  ) throws(JSONError) {
    JSONScanner.skipBlanks(bytes, &i)
    guard i < bytes.count else { throw JSONError(.unexpectedEnd, byte: i) }
    let start = i
    switch bytes[i] {
    case UInt8(ascii: "\""):
      let text = try JSONScanner.text(bytes, &i)
      try append(text, bytes, column, &state, &batch)
    case _ where JSONScanner.mayBeNotANumber(bytes, i) && JSONScanner.skipNotANumber(bytes, &i):
      noteNotANumber(state, &batch)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let isWhole = try JSONScanner.number(bytes, &i)
      if options.keepsText {
        add(.text, start, i - start, column, flags: .plain, &state, &batch)
      } else if isWhole, let value = Self.integer(bytes, start..<i) {
        add(
          Cell(column: 0, kind: .integer, payload: UInt64(bitPattern: value)), column, &state,
          &batch)
      } else {
        add(.decimal, start, i - start, column, flags: .plain, &state, &batch)
      }
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      let isTrue = bytes[i] == UInt8(ascii: "t")
      try JSONScanner.word(isTrue ? "true" : "false", bytes, &i)
      if options.keepsText {
        add(.text, start, i - start, column, flags: .plain, &state, &batch)
      } else {
        add(
          Cell(column: 0, kind: .boolean, payload: isTrue ? 1 : 0), column, &state, &batch)
      }
    case UInt8(ascii: "n"): try JSONScanner.word("null", bytes, &i)
    default:
      try JSONScanner.skipValue(bytes, &i, depth: depth, limit: options.depthLimit)
      let offset = bytes.count + state.extra.count
      let (length, notNumbers) = Self.appendCompact(bytes, start..<i, to: &state.extra)
      for _ in 0..<notNumbers { noteNotANumber(state, &batch) }
      add(
        .text, offset, length, column, flags: options.keepsText ? [] : .json, &state, &batch)
    }
  }

  private func noteNotANumber(_ state: State, _ batch: inout RecordBatch) {
    batch.diagnostics.add(
      Diagnostic(
        kind: .badNumber, message: "NaN or Infinity, which JSON does not have, is read as no value",
        location: RowcastLocation(row: state.line)), kind: .badNumber)
  }

  func append(
    _ text: JSONScanner.Text, _ bytes: Span<UInt8>, _ column: Int, _ state: inout State,
    _ batch: inout RecordBatch
  ) throws(JSONError) {
    if text.hasEscapes {
      let offset = state.extra.count
      let repaired = try StringUnescaping.append(
        bytes, text.range, to: &state.extra, repairs: true)
      if repaired {
        batch.diagnostics.add(
          Diagnostic(
            kind: .badText, message: "half of a surrogate pair in a text became U+FFFD",
            location: RowcastLocation(byte: text.range.lowerBound)), kind: .badText)
      }
      add(
        .text, bytes.count + offset, state.extra.count - offset, column, flags: [], &state,
        &batch)
      return
    }
    if column < temporal.count, temporal[column] {
      let parsed = TemporalText.parse(bytes.extracting(text.range))
      if let parsed {
        add(
          Cell(column: 0, kind: parsed.kind, payload: UInt64(bitPattern: parsed.milliseconds)),
          column, &state, &batch)
        return
      }
    }
    add(
      .text, text.range.lowerBound, text.range.count, column, flags: .plain, &state,
      &batch)
  }

  @inline(__always)
  private func add(
    _ kind: Cell.Kind, _ offset: Int, _ length: Int, _ column: Int, flags: Cell.Flags,
    _ state: inout State, _ batch: inout RecordBatch
  ) {
    add(
      Cell(column: 0, kind: kind, flags: flags, offset: offset, length: length), column, &state,
      &batch)
  }

  @inline(__always)
  private func add(
    _ cell: Cell, _ column: Int, _ state: inout State, _ batch: inout RecordBatch
  ) {
    var cell = cell
    cell.column = UInt32(truncatingIfNeeded: column)
    if column <= state.last { state.isOrdered = false }
    state.last = column
    batch.cells.append(cell)
  }

  /// Brings the row's cells into the order of their columns; of two of one column the last counts.
  func finishRow(_ state: inout State, _ batch: inout RecordBatch, line: Int) {
    if !state.isOrdered {
      let cells = batch.cells[state.row...].enumerated().sorted {
        ($0.element.column, $0.offset) < ($1.element.column, $1.offset)
      }.map(\.element)
      batch.cells.removeSubrange(state.row...)
      for (i, cell) in cells.enumerated() {
        if i + 1 < cells.count, cells[i + 1].column == cell.column {
          batch.diagnostics.add(
            Diagnostic(
              kind: .duplicateKey, message: "a key appears twice in one record; the last counts",
              location: RowcastLocation(row: line)), kind: .duplicateKey)
        } else {
          batch.cells.append(cell)
        }
      }
    }
    batch.endRow(number: line)
  }

  /// The value of a whole number; nil beyond 64 bits, and for `-0`, which an integer cannot hold.
  @inline(__always)
  private static func integer(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    if range.count > 18 { return WholeNumber.value(bytes.extracting(range)) }
    var value: Int64 = 0
    var i = range.lowerBound
    let isNegative = bytes[i] == UInt8(ascii: "-")
    if isNegative { i &+= 1 }
    while i < range.upperBound {
      value = value &* 10 &+ Int64(bytes[i] &- UInt8(ascii: "0"))
      i &+= 1
    }
    if isNegative { return value == 0 ? nil : -value }
    return value
  }

  /// Appends a value without the blanks between its parts, and with null for what is no number; returns its
  /// length, and how many of those there are.
  private static func appendCompact(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to text: inout [UInt8]
  ) -> (length: Int, notNumbers: Int) {
    let start = text.count
    var isInside = false
    var isEscaped = false
    var notNumbers = 0
    var i = range.lowerBound
    while i < range.upperBound {
      if !isInside, JSONScanner.mayBeNotANumber(bytes, i), JSONScanner.skipNotANumber(bytes, &i) {
        text.append(contentsOf: "null".utf8)
        notNumbers += 1
        continue
      }
      let byte = bytes[i]
      i += 1
      if isInside {
        text.append(byte)
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInside = false
        }
      } else if byte > 0x20 {
        text.append(byte)
        isInside = byte == UInt8(ascii: "\"")
      }
    }
    return (text.count - start, notNumbers)
  }
}
