internal import RowcastFileIO
internal import RowcastMachine
internal import RowcastTabular

/// A piece of the input as the first pass found it: all that the second one needs to read it alone.
struct LearnedPiece: Sendable {
  var offset: Int
  var length: Int
  /// The records before it.
  var firstRow: Int
  /// The line, from 1, on which it begins.
  var line: Int
  /// The rows at its beginning that hold the names.
  var headerRows: Int
}

/// The first pass: keys, kinds, and where the pieces are.
struct Learner {
  let input: any ByteSource
  let layout: JSONLayout
  let options: JSONSourceOptions

  /// About how many bytes are read at once.
  static let pieceSize = 1 << 18

  struct Learned {
    var schema: Schema
    /// The names that several columns would have.
    var repeatedNames: [String]
    var rowCount: Int
    var pieces: [LearnedPiece]
    var parser: RecordParser
    var keys: KeyTable
  }

  /// What one piece taught.
  private struct Lesson: Sendable {
    var offset: Int
    var length: Int
    var rows: Int
    var newlines: Int
    var keys: [String]
    var facts: [ColumnFacts]
    /// The texts of the first row, when rows are arrays and this is the first piece.
    var header: [String]?
  }

  func learn() throws -> Learned {
    let (start, separation, element) = layout.records
    let parser = RecordParser(
      options: options, element: element, separation: separation, temporal: [], learns: true,
      keyUse: layout.keyUse)
    var cutter = RecordCutter(
      input, at: start, separation: separation, size: Self.pieceSize, limit: options.recordLimit)
    var keys = KeyTable()
    var facts: [ColumnFacts] = []
    var pieces: [LearnedPiece] = []
    var rows = 0
    var line = 1 + (try newlines(before: start))
    var header: [String]?
    let looksForHeader =
      element == .array && layout.names == nil && options.hasHeader != false
    let mustHaveHeader = options.hasHeader == true
    try orderedMap(
      produce: { try cutter.next() },
      transform: { piece -> Lesson in
        try lesson(piece, parser, isFirst: piece.offset == start, looksForHeader, mustHaveHeader)
      },
      consume: { lesson in
        if let found = lesson.header { header = found }
        let headerRows = lesson.header == nil ? 0 : 1
        pieces.append(
          LearnedPiece(
            offset: lesson.offset, length: lesson.length, firstRow: rows, line: line,
            headerRows: headerRows))
        rows += lesson.rows - headerRows
        line += lesson.newlines
        merge(lesson, into: &keys, &facts)
        return true
      })
    if let end = cutter.end, layout.isWholeDocument {
      var cursor = FileCursor(input, at: end + 1)
      if let next = try cursor.peekValue() {
        guard [UInt8(ascii: "["), UInt8(ascii: "{")].contains(next), element == .object else {
          throw JSONError(.trailing, byte: cursor.offset)
        }
        let arrays = JSONLayout(shape: .records(at: start, .arrays, .object))
        return try Learner(input: input, layout: arrays, options: options).learn()
      }
    }
    let raw = names(element, keys: keys, header: header, width: facts.count)
    while facts.count < raw.count { facts.append(ColumnFacts()) }
    let schema = Self.schema(
      raw.map(KeyNames.shown),
      names: element == .object ? KeyNames.distinct(raw) : Schema.repairedNames(raw), facts,
      rows: rows, options)
    let reading = RecordParser(
      options: options, element: element, separation: separation,
      temporal: facts.map { $0.isRead(asDates: options.recognizesDates) }, learns: false,
      keyUse: layout.keyUse)
    let repeated =
      element == .object
      ? KeyNames.repeated(raw) : Schema.repeatedNames(ofHeader: raw)
    return Learned(
      schema: schema, repeatedNames: repeated, rowCount: rows, pieces: pieces, parser: reading,
      keys: keys)
  }

  private func lesson(
    _ piece: RecordCutter.Piece, _ parser: RecordParser, isFirst: Bool, _ looksForHeader: Bool,
    _ mustHaveHeader: Bool
  ) throws -> Lesson {
    let result = try parser.parse(piece, keys: KeyTable(), isFirst: isFirst, firstRow: 0, line: 1)
    var batch = result.batch
    var header: [String]?
    if isFirst, looksForHeader, batch.rowCount > 0 {
      let cells = batch.cells[batch.cellRange(ofRow: 0)]
      let hasHeader =
        mustHaveHeader || HeaderRule(rows: Self.headRows(batch)).find(starts: 1).headerCount > 0
      if hasHeader, !cells.isEmpty {
        var names: [String] = []
        for cell in cells {
          while names.count < Int(cell.column) { names.append("") }
          names.append(
            batch.string(of: cell) ?? (cell.kind == .integer ? String(cell.integer) : ""))
        }
        header = names
        batch.removeFirstRow()
      }
    }
    var facts: [ColumnFacts] = Array(repeating: ColumnFacts(), count: result.keys.count)
    for cell in batch.cells {
      let column = Int(cell.column)
      while facts.count <= column { facts.append(ColumnFacts()) }
      facts[column].see(cell, batch, recognizesDates: options.recognizesDates)
    }
    return Lesson(
      offset: piece.offset, length: piece.bytes.count,
      rows: batch.rowCount + (header == nil ? 0 : 1),
      newlines: Newlines.count(piece.bytes.span, 0..<piece.bytes.count), keys: result.keys.names,
      facts: facts, header: header)
  }

  /// The first rows, as the header rule sees them.
  private static func headRows(_ batch: RecordBatch) -> [HeadRow] {
    let width = Int(batch.cells[batch.cellRange(ofRow: 0)].last?.column ?? 0) + 1
    return (0..<min(batch.rowCount, HeaderRule.rowLimit(width: width))).map { row in
      let cells = batch.cells[batch.cellRange(ofRow: row)]
      return HeadRow(
        cells: cells.prefix(HeaderRule.columnLimit).compactMap { cell in
          let text = batch.string(of: cell) ?? (cell.kind == .integer ? String(cell.integer) : "")
          let bytes = Array(text.utf8)
          let kind: HeadKind =
            switch cell.kind {
            case .text, .sharedText: HeadKind(words: bytes.span)
            case .boolean: .boolean
            case .date, .dateTime: .date
            case .time, .duration: .time
            default: .number
            }
          return kind == .empty ? nil : HeadCell(column: Int(cell.column), text: text, kind: kind)
        }, width: cells.last.map { Int($0.column) + 1 })
    }
  }

  private func merge(_ lesson: Lesson, into keys: inout KeyTable, _ facts: inout [ColumnFacts]) {
    let isKeyed = !lesson.keys.isEmpty
    for (i, seen) in lesson.facts.enumerated() {
      let column = isKeyed ? Int(keys.add(lesson.keys[i])) : i
      while facts.count <= column { facts.append(ColumnFacts()) }
      facts[column].merge(seen)
    }
  }

  private func names(
    _ element: JSONLayout.Element, keys: KeyTable, header: [String]?, width: Int
  ) -> [String] {
    switch element {
    case .object: return keys.names
    case .scalar: return ["value"]
    case .array:
      var names = layout.names ?? header ?? []
      while names.count < width { names.append("") }
      return names
    }
  }

  static func schema(
    _ raw: [String], names: [String], _ facts: [ColumnFacts], rows: Int,
    _ options: JSONSourceOptions
  ) -> Schema {
    Schema(
      zip(names, raw).enumerated().map { i, names in
        var column = ColumnSchema(
          name: names.0, header: names.1, source: i,
          kind: facts[i].kind(recognizesDates: options.recognizesDates),
          hasMissing: facts[i].count < rows)
        if facts[i].hasArrays { column.besides = .arrays }
        return column
      })
  }

  private func newlines(before offset: Int) throws -> Int {
    var count = 0
    var at = 0
    while at < offset {
      let bytes = try input.bytes(at: at, count: min(1 << 20, offset - at))
      if bytes.isEmpty { break }
      count += Newlines.count(bytes.span, 0..<bytes.count)
      at += bytes.count
    }
    return count
  }
}

extension JSONLayout {
  /// Where the records begin and how they are written; a single document is a list of one.
  var records: (start: Int, Separation, Element) {
    switch shape {
    case .records(let at, let separation, let element): (at, separation, element)
    case .single(let at): (at, .nothing, .object)
    case .columns: (0, .nothing, .object)
    }
  }

  var shapeName: String {
    switch shape {
    case .records(_, .commas, .array): "array of arrays"
    case .records(_, .commas, .object): "array of objects"
    case .records(_, .commas, .scalar): "array of values"
    case .records(_, .members, _): "object of objects"
    case .records(_, .lines, _): "JSON Lines"
    case .records(_, .arrays, _): "several arrays of objects"
    case .records(_, .nothing, _): "several JSON documents"
    case .columns(let lists):
      lists.contains { $0.keyUse != nil }
        ? "one object for each column" : "one array for each column"
    case .single: "one object"
    }
  }
}
