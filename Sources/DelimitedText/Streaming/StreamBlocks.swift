import RowcastFileIO
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
    let known: Known
    if let settled = self.known { known = settled } else { known = try learned(bytes) }
    let memory = MemoryBytes(bytes, name: location.file ?? "")
    let end =
      isLast
      ? bytes.count
      : known.walker.lastRecordEnd(try PaddedBytes(memory, at: 0, count: bytes.count))
    guard end > 0 else {
      guard bytes.count < first.limits.recordBytes else {
        throw DelimitedTextError(
          .limit(
            what: "a record", limit: first.limits.recordBytes,
            remedy: Remedy(.limit, "record-bytes")),
          at: location)
      }
      return 0
    }
    let block = MemoryBytes(bytes[..<end], name: location.file ?? "")
    let source = try DelimitedSource(block, options: self.known == nil ? first : known.options)
    if self.known == nil { self.known = Known(source, first, walker: known.walker) }
    let layout = self.known?.layout ?? known.layout
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
      pages.append(RowPage(batch, layout: layout, location: location))
    }
    rows += found.reduce(0) { $0 + $1.rowCount }
    lines += bytes[..<end].reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    return end
  }

  /// What the first block tells before it is known where its last record ends.
  private func learned(_ bytes: [UInt8]) throws(DelimitedTextError) -> Known {
    let source = try DelimitedSource(MemoryBytes(bytes, name: location.file ?? ""), options: first)
    let encoding = source.dialect.encoding.lowercased()
    guard !encoding.hasPrefix("utf-16"), !encoding.hasPrefix("utf-32") else {
      throw DelimitedTextError(.unknownEncoding(encoding + " in a stream"), at: location)
    }
    let grammar = Grammar(source.dialect, isStrict: first.strictRFC4180)
    return Known(source, first, walker: RecordWalker(grammar: grammar))
  }
}

extension StreamBlocks.Known {
  fileprivate init(_ source: DelimitedSource, _ first: DelimitedOptions, walker: RecordWalker) {
    self.walker = walker
    layout = RowLayout(source.schema)
    let dialect = source.dialect
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
