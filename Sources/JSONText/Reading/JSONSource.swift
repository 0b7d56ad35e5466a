public import RowcastFileIO
import RowcastMachine
public import RowcastTabular

/// Records from JSON: an array of objects or of arrays, JSON Lines, or one object that holds them.
///
/// Read twice: the first time every key of every record becomes a column, with the kind that holds
/// all its values; the second time the records are handed on. Both passes cut the input into
/// pieces of whole records, read several at once, and keep a few of them in memory.
public struct JSONSource: RecordSource {
  /// The columns in the order in which their keys first appear.
  public let schema: Schema
  /// The number of records.
  public let rowCount: Int
  /// The file, without a line.
  public var location: RowcastLocation { RowcastLocation(file: input.name) }
  /// What the input looks like, in words: `JSON Lines`, `array of objects`.
  public let shapeName: String
  /// The members beside the records, which are not read.
  let siblings: [String]
  /// What else is told of the whole input.
  private let remarks: [Diagnostic]
  /// The names that several columns would have.
  private let repeatedNames: [String]
  let pieces: [LearnedPiece]
  let parser: RecordParser
  let keys: KeyTable
  let input: any ByteSource
  /// The member or lists of columns, when the input is one list for each column.
  let lists: [ColumnLists.List]?

  /// Learns the columns from all records.
  /// - Parameter bytes: JSON or JSON Lines in UTF-8, not compressed.
  /// - Throws: `JSONError` with file, line and column, or `FileError`.
  public init(_ bytes: any ByteSource, options: JSONSourceOptions = .init()) throws {
    do { input = try SequenceText.spaced(try UTF16Text.decoded(bytes)) } catch let error
      as JSONError
    {
      throw error.within(RowcastLocation(file: bytes.name))
    }
    do {
      if input.count == 0 { throw FileError(.empty, path: input.name) }
      let layout = try JSONLayoutFinder(input: input, options: options).find()
      shapeName = layout.shapeName
      siblings = layout.siblings
      remarks = [layout.remark, layout.unusedHeader(options)].compactMap(\.self)
      if case .columns(let columns) = layout.shape {
        let learned = try ColumnLists.learn(input, columns, options)
        self.schema = learned.schema
        repeatedNames = learned.repeatedNames
        rowCount = learned.rowCount
        pieces = []
        parser = learned.parser
        keys = KeyTable()
        lists = learned.lists
      } else {
        let learned = try Learner(input: input, layout: layout, options: options).learn()
        schema = learned.schema
        repeatedNames = learned.repeatedNames
        rowCount = learned.rowCount
        pieces = learned.pieces
        parser = learned.parser
        keys = learned.keys
        lists = nil
      }
    } catch let error as JSONError {
      throw Self.located(error, in: input)
    }
  }

  /// Reads all records once more, several pieces at once.
  /// - Throws: `JSONError` with file, line and column, `FileError`, or what the two functions
  ///   throw.
  public func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    do {
      if let lists {
        try ColumnLists.read(
          input, lists, rowCount: rowCount, parser,
          { try transform(finished($0, isFirst: $0.firstRow == 0)) }, consume)
        return
      }
      var next = 0
      try orderedMap(
        produce: { () -> Int? in
          guard next < pieces.count else { return nil }
          defer { next += 1 }
          return next
        },
        transform: { index in
          try transform(finished(try batch(of: index), isFirst: index == 0))
        },
        consume: consume)
    } catch let error as JSONError {
      throw Self.located(error, in: input)
    }
  }

  private func batch(of index: Int) throws -> RecordBatch {
    let learned = pieces[index]
    let bytes = try input.bytes(at: learned.offset, count: learned.length)
    var batch = try parser.parse(
      RecordCutter.Piece(bytes: bytes, offset: learned.offset), keys: keys, isFirst: index == 0,
      firstRow: learned.firstRow, line: learned.line
    ).batch
    if learned.headerRows > 0 { batch.removeFirstRow() }
    return batch
  }

  /// A batch with what is told of the whole input, and with places that name no field: a record may
  /// have its keys in any order, and where a value stands in its line is not kept.
  private func finished(_ batch: RecordBatch, isFirst: Bool) -> RecordBatch {
    var batch = batch
    if isFirst {
      if !siblings.isEmpty {
        let names = siblings.map { "\"\($0)\"" }.joined(separator: ", ")
        batch.diagnostics.add(
          Diagnostic(kind: .otherMembers, message: "not read, as they hold no records: \(names)"))
      }
      for remark in remarks { batch.diagnostics.add(remark) }
      batch.diagnostics.add(repeatedNames: repeatedNames, at: RowcastLocation())
    }
    batch.diagnostics.locate(within: RowcastLocation(file: input.name))
    batch.sourceColumns = RecordBatch.noColumns
    return batch
  }

  /// The error with its file, line and column, which are worked out by reading up to it.
  private static func located(_ error: JSONError, in input: any ByteSource) -> JSONError {
    var error = error
    if let byte = error.location.byte, error.location.row == nil {
      var line = 1
      var lineStart = 0
      var offset = 0
      while offset < byte,
        let bytes = try? input.bytes(at: offset, count: min(1 << 20, byte - offset)), !bytes.isEmpty
      {
        line += Newlines.count(bytes.span, 0..<bytes.count)
        if let last = bytes.lastIndex(of: UInt8(ascii: "\n")) { lineStart = offset + last + 1 }
        offset += bytes.count
      }
      error.location.row = line
      let length = min(byte - lineStart, 1 << 20)
      let before = (try? input.bytes(at: lineStart, count: length)) ?? []
      error.location.column = before.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
    return error.within(RowcastLocation(file: input.name))
  }
}

extension RecordBatch {
  /// Takes the first row away: a header among the records.
  mutating func removeFirstRow() {
    guard let first = rows.first else { return }
    cells.removeFirst(Int(first.end))
    rows.removeFirst()
    for i in rows.indices { rows[i].end -= first.end }
  }
}
