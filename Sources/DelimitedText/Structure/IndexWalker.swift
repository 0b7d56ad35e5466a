/// Hands the fields of an indexed chunk to a sink: the fast equal of ``RecordWalker``.
///
/// The loop carries the start of the field and the place in the index; everything a sink wants to
/// know of a field's bytes is a few shifts of the index's bit maps.
struct IndexWalker {
  let grammar: Grammar

  /// - Returns: the number of line ends.
  @inline(__always)
  func walk<Sink: RecordSink & ~Copyable>(
    _ bytes: PaddedBytes, index: borrowing StructureIndex, sink: inout Sink
  ) -> Int {
    index.hasQuotes
      ? walk(bytes.padded, bytes.count, index, &sink, hasQuotes: true)
      : walk(bytes.padded, bytes.count, index, &sink, hasQuotes: false)
  }

  @inline(__always)
  private func walk<Sink: RecordSink & ~Copyable>(
    _ bytes: Span<UInt8>, _ count: Int, _ index: borrowing StructureIndex,
    _ sink: inout Sink, hasQuotes: Bool
  ) -> Int {
    let delimiter = grammar.delimiter.first
    let separator = delimiter ?? UInt8(ascii: "\n")
    let quote = grammar.quote ?? 0xFF
    // The index is that of these bytes: all its places are before their end.
    assert(count == index.byteCount && count &+ PaddedBytes.margin <= bytes.count)
    let positions = unsafe index.positions
    let positionCount = index.count
    var start = 0
    var lines = 0
    var recordLine = 0
    var isInRecord = false
    var i = 0
    // A sink is called at one place for its fields and at one for its records: its code stands here
    // as often as it is called.
    while true {
      var at = count
      var endsRecord = true
      let isTerminated = i < positionCount
      if isTerminated {
        let entry = unsafe positions[i]
        i &+= 1
        at = Int(entry & ~StructureIndex.tag)
        let byte = unsafe bytes.byte(trusting: at)
        if hasQuotes, entry & StructureIndex.tag != 0 {
          if unsafe byte == UInt8(ascii: "\n")
            || bytes.byte(trusting: at &+ 1) != UInt8(ascii: "\n")
          {
            lines &+= 1
          }
          continue
        }
        if byte == separator, delimiter != nil {
          endsRecord = false
        } else {
          // A line end. The LF of a CRLF ends nothing more.
          let isEmpty = at == start && !isInRecord
          if unsafe !isEmpty || byte == UInt8(ascii: "\r") || at == 0
            || bytes.byte(trusting: at &- 1) != UInt8(ascii: "\r")
          {
            lines &+= 1
          }
          if isEmpty {
            start = at &+ 1
            recordLine = lines
            continue
          }
        }
      } else if start >= count && !isInRecord {
        return lines
      }
      hand(bytes, start, at, index, quote, hasQuotes, &sink)
      isInRecord = !endsRecord
      start = at &+ 1
      if endsRecord {
        let goesOn = sink.endRecord(
          line: recordLine, next: min(start, count), isTerminated: isTerminated)
        if !goesOn || !isTerminated { return lines }
        recordLine = lines
      }
    }
  }

  @inline(__always)
  private func hand<Sink: RecordSink & ~Copyable>(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ index: borrowing StructureIndex,
    _ quote: UInt8, _ hasQuotes: Bool, _ sink: inout Sink
  ) {
    let map = unsafe index.map(for: Sink.byteClass)
    var (start, end) = (start, end)
    var traits = FieldTraits.none
    let isQuoted = unsafe hasQuotes && end > start && bytes.byte(trusting: start) == quote
    if isQuoted {
      // Without the first quote and the last.
      start &+= 1
      end &-= 1
    }
    let classes = unsafe Self.bits(map, start, end)
    if isQuoted {
      // Where the sink's class holds the quote itself, its map tells of most texts that there is none.
      let isPlain =
        Sink.byteClass == .escaped && quote == UInt8(ascii: "\"") && classes == 0
        && end &- start <= 64
      let isEncoded = unsafe !isPlain && hasBit(index.quotes, start, end)
      traits = isEncoded ? .quotedAndEncoded : .quoted
    }
    sink.field(bytes, start, end, traits, classes)
  }

  /// The bits of at most the first 64 bytes of a range.
  @inline(__always)
  static func bits(_ map: UnsafePointer<UInt64>, _ start: Int, _ end: Int) -> UInt64 {
    let word = start &>> 6
    let shift = UInt64(truncatingIfNeeded: start & 63)
    let value = unsafe map[word] &>> shift | (map[word &+ 1] &<< 1) &<< (63 &- shift)
    let length = end &- start
    return length >= 64 ? value : value & ((1 &<< UInt64(truncatingIfNeeded: length)) &- 1)
  }

  @inline(__always)
  private func hasBit(_ map: UnsafeMutablePointer<UInt64>, _ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      if unsafe Self.bits(map, at, min(end, at &+ 64)) != 0 { return true }
      at &+= 64
    }
    return false
  }
}
