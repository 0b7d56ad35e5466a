import RowcastFileIO
import RowcastMachine
import RowcastTabular

/// Reads the blocks of a ``DelimitedStream`` one after the other, by what the first one told.
struct StreamBlocks: Sendable {
  private let first: DelimitedOptions
  private let location: RowcastLocation
  private var known: Known?
  private var rows = 0
  private var lines = 0

  fileprivate struct Known: Sendable {
    var walker: RecordWalker
    var layout: RowLayout
    /// How all further blocks are read.
    var options: DelimitedOptions
  }

  init(options: DelimitedOptions, location: RowcastLocation) {
    first = options
    self.location = location
  }

  /// Reads the whole records of a block.
  /// - Returns: how many bytes they are; 0 when there is not one whole record.
  mutating func read(
    _ bytes: [UInt8], isLast: Bool, into pages: inout [RowPage]
  ) throws(DelimitedTextError) -> Int {
    if bytes.isEmpty { return 0 }
    guard let (source, end) = try isLast ? all(bytes) : wholeRecords(of: bytes) else {
      guard bytes.count < first.limits.recordBytes else {
        throw DelimitedTextError(
          .limit(
            what: "a record", limit: first.limits.recordBytes,
            remedy: Remedy(.limit, "record-bytes")),
          at: location)
      }
      return 0
    }
    let known: Known
    if let settled = self.known {
      known = settled
    } else {
      known = try Known(source, first, at: location)
      self.known = known
    }
    var found: [RecordBatch] = []
    do {
      try source.mapBatches({ $0 }) { batch in
        found.append(batch)
        return true
      }
    } catch { throw DelimitedTextError(wrapping: error) }
    for var batch in found {
      batch.firstRow += rows
      for i in batch.rows.indices { batch.rows[i].number += UInt32(clamping: lines) }
      pages.append(RowPage(batch, layout: known.layout, location: location))
    }
    rows += found.reduce(0) { $0 + $1.rowCount }
    lines += bytes[..<end].reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    return end
  }

  private func memory(_ bytes: some Sequence<UInt8>) -> MemoryBytes {
    MemoryBytes(bytes, name: location.file ?? "")
  }

  /// The last block, of which everything is read.
  private func all(_ bytes: [UInt8]) throws(DelimitedTextError) -> (DelimitedSource, Int) {
    (try DelimitedSource(memory(bytes), options: known?.options ?? first), bytes.count)
  }

  /// The records of a block that are there to their ends, and where the last one ends; nil when there
  /// is none.
  private func wholeRecords(
    of bytes: [UInt8]
  ) throws(DelimitedTextError) -> (DelimitedSource, Int)? {
    let padded = try PaddedBytes(memory(bytes), at: 0, count: bytes.count)
    if let known {
      let end = known.walker.lastRecordEnd(padded)
      return end > 0
        ? (try DelimitedSource(memory(bytes[..<end]), options: known.options), end) : nil
    }
    // What is behind the last line end may be cut within a character.
    let lineEnds = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
    guard let last = bytes.lastIndex(where: { lineEnds.contains($0) }) else { return nil }
    var end = 0
    do throws(DelimitedTextError) {
      let source = try DelimitedSource(memory(bytes[...last]), first) {
        (layout: FileLayout) throws(DelimitedTextError) in
        let walker = RecordWalker(grammar: layout.grammar)
        end = walker.lastRecordEnd(padded)
        guard layout.dialect.encoding != TextEncoding.utf8.name else { return end }
        return walker.lastRecordEnd(
          try PaddedBytes(layout.input, at: 0, count: layout.input.count))
      }
      return source.map { ($0, end) }
    } catch {
      // The first record may go on in the next block.
      if error.reason == .unclosedQuote { return nil }
      throw error
    }
  }
}

extension StreamBlocks.Known {
  /// What the first block tells of all others.
  fileprivate init(
    _ source: DelimitedSource, _ first: DelimitedOptions, at location: RowcastLocation
  ) throws(DelimitedTextError) {
    let dialect = source.dialect
    guard !["utf-16", "utf-32"].contains(where: { dialect.encoding.hasPrefix($0) }) else {
      throw DelimitedTextError(.unknownEncoding(dialect.encoding + " in a stream"), at: location)
    }
    walker = RecordWalker(grammar: Grammar(dialect, isStrict: first.strictRFC4180))
    layout = RowLayout(source.schema)
    var later = first
    // In a table of one column nothing parts fields: no text has this character.
    later.delimiter = dialect.delimiter ?? "\u{1F}"
    later.quote = dialect.quote.map(DelimitedOptions.Mark.text) ?? .none
    later.escape = dialect.escape.map(DelimitedOptions.Mark.text) ?? .none
    later.comment = dialect.comment.map(DelimitedOptions.Mark.text) ?? .none
    later.encoding = dialect.encoding
    later.header = .none
    later.skipRows = 0
    later.columns = nil
    // Without a header, columns are named by their places.
    later.columnTypes = [:]
    later.dateFormats = first.dateFormats.filter { $0.key == "*" }
    for column in source.schema.columns {
      let name = "column_\(column.source + 1)"
      later.dateFormats[name] = first.dateFormats[column.name]
      later.columnTypes[name] =
        first.columnTypes[column.name] ?? (column.kind == .text ? .text : nil)
    }
    options = later
  }
}
