/// Hands the fields of an indexed chunk to a sink: the fast equal of ``RecordWalker``.
///
/// The loop carries the start of the field and the place in the index; everything a sink wants to
/// know of a field's bytes is a few shifts of the index's bit maps.
struct IndexWalker {
  let grammar: Grammar

  /// - Returns: the number of line ends.
  @inline(__always)
  func walk<Sink: RecordSink & ~Copyable>(
    _ bytes: UnsafePointer<UInt8>, count: Int, index: borrowing StructureIndex, sink: inout Sink
  ) -> Int {
    index.hasQuotes
      ? walk(bytes, count, index, &sink, hasQuotes: true)
      : walk(bytes, count, index, &sink, hasQuotes: false)
  }

  @inline(__always)
  private func walk<Sink: RecordSink & ~Copyable>(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ index: borrowing StructureIndex,
    _ sink: inout Sink, hasQuotes: Bool
  ) -> Int {
    let delimiter = grammar.delimiter.first
    let separator = delimiter ?? UInt8(ascii: "\n")
    let quote = grammar.quote ?? 0xFF
    let positions = index.positions
    let positionCount = index.count
    var start = 0
    var lines = 0
    var recordLine = 0
    var isInRecord = false
    var i = 0
    while i < positionCount {
      let entry = positions[i]
      i &+= 1
      if hasQuotes, entry & StructureIndex.tag != 0 {
        let at = Int(entry & ~StructureIndex.tag)
        if bytes[at] == UInt8(ascii: "\n") || bytes[at &+ 1] != UInt8(ascii: "\n") {
          lines &+= 1
        }
        continue
      }
      let at = Int(entry)
      let byte = bytes[at]
      if byte == separator, delimiter != nil {
        hand(bytes, start, at, index, quote, hasQuotes, &sink)
        isInRecord = true
        start = at &+ 1
        continue
      }
      // A line end. The LF of a CRLF ends nothing more.
      if byte == UInt8(ascii: "\n"), at == start, !isInRecord {
        if at == 0 || bytes[at &- 1] != UInt8(ascii: "\r") { lines &+= 1 }
        start = at &+ 1
        recordLine = lines
        continue
      }
      lines &+= 1
      if byte == UInt8(ascii: "\r"), at == start, !isInRecord {
        start = at &+ 1
        recordLine = lines
        continue
      }
      hand(bytes, start, at, index, quote, hasQuotes, &sink)
      isInRecord = false
      start = at &+ 1
      if !sink.endRecord(line: recordLine, next: start, isTerminated: true) { return lines }
      recordLine = lines
    }
    if start < count || isInRecord {
      hand(bytes, start, count, index, quote, hasQuotes, &sink)
      _ = sink.endRecord(line: recordLine, next: count, isTerminated: false)
    }
    return lines
  }

  @inline(__always)
  private func hand<Sink: RecordSink & ~Copyable>(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ index: borrowing StructureIndex,
    _ quote: UInt8, _ hasQuotes: Bool, _ sink: inout Sink
  ) {
    if hasQuotes, end > start, bytes[start] == quote {
      // Without the first quote and the last.
      let classes = bits(index.map(for: Sink.byteClass), start &+ 1, end &- 1)
      // Where the sink's class holds the quote itself, its map tells of most texts that there is none.
      let isPlain =
        Sink.byteClass == .escaped && quote == UInt8(ascii: "\"") && classes == 0
        && end &- start <= 66
      let isEncoded = !isPlain && hasBit(index.quotes, start &+ 1, end &- 1)
      sink.field(
        start &+ 1, end &- 1, isEncoded ? .quotedAndEncoded : .quoted, classes)
    } else {
      sink.field(start, end, [], bits(index.map(for: Sink.byteClass), start, end))
    }
  }

  /// The bits of at most the first 64 bytes of a range.
  @inline(__always)
  private func bits(_ map: UnsafeMutablePointer<UInt64>, _ start: Int, _ end: Int) -> UInt64 {
    let word = start &>> 6
    let shift = UInt64(truncatingIfNeeded: start & 63)
    let value = map[word] &>> shift | (map[word &+ 1] &<< 1) &<< (63 &- shift)
    let length = end &- start
    return length >= 64 ? value : value & ((1 &<< UInt64(truncatingIfNeeded: length)) &- 1)
  }

  @inline(__always)
  private func hasBit(_ map: UnsafeMutablePointer<UInt64>, _ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      if bits(map, at, min(end, at &+ 64)) != 0 { return true }
      at &+= 64
    }
    return false
  }
}
