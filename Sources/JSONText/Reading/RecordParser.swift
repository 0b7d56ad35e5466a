internal import RowcastTabular

/// Reads the records of a piece into a batch.
///
/// The piece's bytes become the batch's text: numbers and texts without escapes are cells that
/// point to where they stand in the file, nothing is copied. Texts with escapes and arrays are
/// appended behind. Keys mostly come in the same order, so the column behind the last one is
/// tried before the hash table.
struct RecordParser {
  let options: JSONSourceOptions
  let element: JSONLayout.Element
  let separation: JSONLayout.Separation
  /// Columns that are read as dates.
  let temporal: [Bool]
  /// Whether keys that the table does not know become columns.
  let learns: Bool
  /// What becomes of the keys of ``JSONLayout/Separation/members``.
  var keyUse = JSONLayout.KeyUse.dropped
  /// Whether each object comes along as it stands; a key beside it would be missing from it.
  private var keepsRecords: Bool {
    options.keepsRecords && !learns && element == .object && keyUse == .dropped
  }

  /// What a piece becomes.
  struct Result {
    var batch: RecordBatch
    var keys: KeyTable
  }

  /// - Parameters:
  ///   - isFirst: whether the piece begins behind the bracket, and so without a comma.
  ///   - line: the line, from 1, on which the piece begins.
  func parse(
    _ piece: RecordCutter.Piece, keys: KeyTable, isFirst: Bool, firstRow: Int, line: Int
  ) throws(JSONError) -> Result {
    var batch = RecordBatch(firstRow: firstRow)
    if let invalid = UTF8Validation.firstError(piece.bytes.span) {
      throw JSONError(.badUTF8, byte: piece.offset + invalid)
    }
    var state = State(keys: keys)
    let bytes = piece.bytes.span
    var i = 0
    var line = line
    var counted = 0
    do throws(JSONError) {
      var needsComma = !isFirst && separation.isList
      while true {
        JSONScanner.skipBlanks(bytes, &i)
        if needsComma, i < bytes.count {
          try JSONScanner.expect(
            UInt8(ascii: ","), separation == .members ? "',' or '}'" : "',' or ']'", bytes, &i)
          JSONScanner.skipBlanks(bytes, &i)
          guard i < bytes.count else { throw JSONError(.idleComma, byte: i) }
        }
        // A list that lost its brackets has a comma behind each record.
        if separation == .nothing, i < bytes.count, bytes[i] == UInt8(ascii: ",") {
          i += 1
          JSONScanner.skipBlanks(bytes, &i)
        }
        if separation == .arrays { Self.skipBrackets(bytes, &i) }
        guard i < bytes.count else { break }
        line += Newlines.count(bytes, counted..<i)
        counted = i
        state.line = line
        state.row = batch.cells.count
        state.last = -1
        state.isOrdered = true
        if separation == .members { try key(bytes, &i, &state, &batch) }
        let start = i
        if keyUse != .alone { try record(bytes, &i, &state, &batch) }
        if keepsRecords {
          batch.cells.append(
            Cell(
              column: RecordBatch.recordColumn, kind: .text, flags: .json, offset: start,
              length: i - start))
        }
        finishRow(&state, &batch, line: line)
        needsComma = separation.isList
        if separation == .lines { try endOfLine(bytes, &i) }
      }
    } catch {
      var error = separation == .lines ? Self.atOpenLine(error, bytes) : error
      if let byte = error.location.byte { error.location.byte = byte + piece.offset }
      throw error
    }
    batch.text = piece.bytes
    batch.text.append(contentsOf: state.extra)
    return Result(batch: batch, keys: state.keys)
  }

  /// An error at the beginning of a line, where the next record begins, is one of the line before, which
  /// ends inside its record.
  private static func atOpenLine(_ error: JSONError, _ bytes: Span<UInt8>) -> JSONError {
    guard case .unexpected(let byte, let expected) = error.reason,
      byte == UInt8(ascii: "{") || byte == UInt8(ascii: "["), let place = error.location.byte,
      place < bytes.count
    else { return error }
    var end: Int?
    var i = place
    while i > 0, " \t\r\n".utf8.contains(bytes[i - 1]) {
      i -= 1
      if bytes[i] == UInt8(ascii: "\n") { end = i }
    }
    guard let end, i > 0 else { return error }
    return JSONError(.unexpected(UInt8(ascii: "\n"), expected: expected), byte: end)
  }

  /// Moves over what stands between the objects of several arrays.
  private static func skipBrackets(_ bytes: Span<UInt8>, _ i: inout Int) {
    let between = [UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ",")]
    while i < bytes.count, between.contains(bytes[i]) {
      i += 1
      JSONScanner.skipBlanks(bytes, &i)
    }
  }

  /// What changes while a piece is read.
  struct State {
    var keys: KeyTable
    /// Texts that do not stand in the piece as they are.
    var extra: [UInt8] = []
    /// The line of the record.
    var line = 0
    /// The first cell of the row.
    var row = 0
    /// The column written last.
    var last = -1
    var isOrdered = true
    var path: [UInt8] = []
  }

  /// Reads the key before a record or value, and moves to that, or over it where keys alone are read.
  private func key(
    _ bytes: Span<UInt8>, _ i: inout Int, _ state: inout State, _ batch: inout RecordBatch
  ) throws(JSONError) {
    let key = try keyText(bytes, &i)
    switch keyUse {
    case .dropped: break
    case .column:
      let name = Array(JSONLayout.keyColumn.utf8)
      if let column = state.keys.column(of: name.span, after: state.last, learns: learns) {
        try append(key, bytes, Int(column), &state, &batch)
      }
    case .alone:
      try append(key, bytes, 0, &state, &batch)
      try JSONScanner.skipValue(bytes, &i, depth: 0, limit: options.depthLimit)
    }
  }

  /// Scans a key and its colon, and moves to the value behind them.
  @inline(__always)
  private func keyText(
    _ bytes: Span<UInt8>, _ i: inout Int
  ) throws(JSONError) -> JSONScanner.Text {
    guard i < bytes.count else { throw JSONError(.unexpectedEnd, byte: i) }
    guard bytes[i] == UInt8(ascii: "\"") else {
      throw JSONError(.unexpected(bytes[i], expected: "a key in quotes"), byte: i)
    }
    let key = try JSONScanner.text(bytes, &i)
    JSONScanner.skipBlanks(bytes, &i)
    try JSONScanner.expect(UInt8(ascii: ":"), "':'", bytes, &i)
    JSONScanner.skipBlanks(bytes, &i)
    guard i < bytes.count else { throw JSONError(.unexpectedEnd, byte: i) }
    return key
  }

  private func record(
    _ bytes: Span<UInt8>, _ i: inout Int, _ state: inout State, _ batch: inout RecordBatch
  ) throws(JSONError) {
    switch (element, bytes[i]) {
    case (.object, UInt8(ascii: "{")):
      state.path.removeAll(keepingCapacity: true)
      try members(bytes, &i, &state, &batch, depth: 1)
    case (.array, UInt8(ascii: "[")): try elements(bytes, &i, &state, &batch)
    case (.scalar, _): try value(bytes, &i, column: 0, &state, &batch, depth: 0)
    case (.object, let byte): throw JSONError(noRecord: byte, insteadOf: "an object", byte: i)
    case (.array, let byte): throw JSONError(noRecord: byte, insteadOf: "an array", byte: i)
    }
  }

  /// The members of the object at `i`, under the path so far.
  private func members(
    _ bytes: Span<UInt8>, _ i: inout Int, _ state: inout State, _ batch: inout RecordBatch,
    depth: Int
  ) throws(JSONError) {
    guard depth <= options.depthLimit else {
      throw JSONError(.tooDeep(limit: options.depthLimit), byte: i)
    }
    i += 1
    JSONScanner.skipBlanks(bytes, &i)
    if i < bytes.count, bytes[i] == UInt8(ascii: "}") {
      i += 1
      return
    }
    let prefix = state.path.count
    while true {
      JSONScanner.skipBlanks(bytes, &i)
      let key = try keyText(bytes, &i)
      if bytes[i] == UInt8(ascii: "{"), !isEmptyObject(bytes, i) {
        try extend(&state.path, bytes, key)
        if options.nested == .error {
          let name = KeyNames.shown(String(decoding: state.path, as: UTF8.self))
          throw JSONError(.nested(name), byte: i)
        }
        try members(bytes, &i, &state, &batch, depth: depth + 1)
      } else {
        let column = try column(bytes, key, &state)
        try value(bytes, &i, column: column, &state, &batch, depth: depth)
      }
      state.path.removeSubrange(prefix...)
      JSONScanner.skipBlanks(bytes, &i)
      if i < bytes.count, bytes[i] == UInt8(ascii: "}") {
        i += 1
        return
      }
      try JSONScanner.expect(UInt8(ascii: ","), "',' or '}'", bytes, &i)
    }
  }

  private func isEmptyObject(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    var i = start + 1
    JSONScanner.skipBlanks(bytes, &i)
    return i < bytes.count && bytes[i] == UInt8(ascii: "}")
  }

  /// Appends a key to a path.
  private func extend(
    _ path: inout [UInt8], _ bytes: Span<UInt8>, _ key: JSONScanner.Text
  ) throws(JSONError) {
    if !path.isEmpty { path.append(contentsOf: KeyNames.separator.utf8) }
    try StringUnescaping.append(bytes, key.range, to: &path, repairs: true)
  }

  private func column(
    _ bytes: Span<UInt8>, _ key: JSONScanner.Text, _ state: inout State
  ) throws(JSONError) -> Int {
    let last = state.last
    let found: UInt32?
    if state.path.isEmpty, !key.hasEscapes {
      found = state.keys.column(of: bytes.extracting(key.range), after: last, learns: learns)
    } else {
      let length = state.path.count
      try extend(&state.path, bytes, key)
      var path: [UInt8] = []
      swap(&path, &state.path)
      found = state.keys.column(of: path.span, after: last, learns: learns)
      swap(&path, &state.path)
      state.path.removeSubrange(length...)
    }
    // Every key was learned; one that was not means that the file changed in between.
    guard let found else {
      throw JSONError(.invalid("the file changed while it was read"), byte: key.range.lowerBound)
    }
    return Int(found)
  }

  private func elements(
    _ bytes: Span<UInt8>, _ i: inout Int, _ state: inout State, _ batch: inout RecordBatch
  ) throws(JSONError) {
    i += 1
    JSONScanner.skipBlanks(bytes, &i)
    if i < bytes.count, bytes[i] == UInt8(ascii: "]") {
      i += 1
      return
    }
    var column = 0
    while true {
      try value(bytes, &i, column: column, &state, &batch, depth: 1)
      column += 1
      JSONScanner.skipBlanks(bytes, &i)
      if i < bytes.count, bytes[i] == UInt8(ascii: "]") {
        i += 1
        return
      }
      try JSONScanner.expect(UInt8(ascii: ","), "',' or ']'", bytes, &i)
    }
  }

  private func endOfLine(_ bytes: Span<UInt8>, _ i: inout Int) throws(JSONError) {
    var isBehindComma = false
    while i < bytes.count, bytes[i] != UInt8(ascii: "\n") {
      // A list that lost its brackets has a comma behind each record.
      if bytes[i] == UInt8(ascii: ","), element == .object, !isBehindComma {
        isBehindComma = true
        i += 1
        continue
      }
      guard bytes[i] == 0x20 || bytes[i] == 0x09 || bytes[i] == 0x0D else {
        throw JSONError(.unexpected(bytes[i], expected: "the end of the line"), byte: i)
      }
      i += 1
    }
  }
}
