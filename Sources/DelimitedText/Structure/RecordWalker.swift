/// Reads records of any dialect, a byte at a time: the definition of what a record is.
///
/// A quote opens a quoted field only as the field's first byte; elsewhere it is a byte like any
/// other. An escape takes the meaning of a delimiter, a quote or an escape behind it. Text behind a
/// closing quote belongs to the field as it stands. A byte order mark before a record, as joined files
/// have, is none of it. LF, CRLF and CR end a record outside quotes; a line without any byte is no
/// record. The vector scanner reads the plain cases faster and must agree with this one.
struct RecordWalker {
  let grammar: Grammar

  /// Walks over `bytes[start..<count]`, which begins at the start of a record.
  /// - Returns: the first issue that makes the rest unreadable: an unclosed quote, or in strict
  ///   mode any other; and the number of line ends passed.
  func walk<Sink: RecordSink & ~Copyable>(
    _ bytes: Span<UInt8>, from start: Int, count: Int, sink: inout Sink,
    onIssue: (StructureIssue) -> Void = { _ in }
  ) -> (failure: StructureIssue?, lines: Int) {
    let lf = UInt8(ascii: "\n")
    let cr = UInt8(ascii: "\r")
    let first = grammar.delimiter.first
    let isLong = grammar.delimiter.count > 1
    let quote = grammar.quote
    let escape = grammar.escape
    var lines = 0
    var at = start
    nextRecord: while at < count {
      // Blank lines and comments.
      let byte = bytes[at]
      if byte == lf {
        lines += 1
        at += 1
        continue
      }
      if byte == cr {
        lines += 1
        at += at + 1 < count && bytes[at + 1] == lf ? 2 : 1
        continue
      }
      if byte == 0xEF, matches(ByteOrderMark.bytes, bytes, at, count) {
        onIssue(StructureIssue(kind: .mark, offset: at, line: lines))
        at += ByteOrderMark.bytes.count
        continue
      }
      if !grammar.comment.isEmpty, matches(grammar.comment, bytes, at, count) {
        onIssue(StructureIssue(kind: .comment, offset: at, line: lines))
        while at < count, bytes[at] != lf, bytes[at] != cr { at += 1 }
        continue
      }
      let recordLine = lines
      while true {
        // One field, from `at`.
        if grammar.skipInitialSpace {
          while at < count, bytes[at] == UInt8(ascii: " ") { at += 1 }
        }
        var fieldStart = at
        var traits = FieldTraits.none
        var end = at
        if let quote, at < count, bytes[at] == quote {
          traits = .quoted
          let openedAt = at
          let openedLine = lines
          at += 1
          fieldStart = at
          var isClosed = false
          while at < count {
            let b = bytes[at]
            if b == quote {
              if at + 1 < count, bytes[at + 1] == quote {
                traits.insert(.encoded)
                at += 2
                continue
              }
              isClosed = true
              break
            }
            if b == escape, at + 1 < count, bytes[at + 1] == quote || bytes[at + 1] == escape {
              traits.insert(.encoded)
              at += 2
              continue
            }
            if b == lf || (b == cr && !(at + 1 < count && bytes[at + 1] == lf)) { lines += 1 }
            at += 1
          }
          if !isClosed {
            let issue = StructureIssue(kind: .unclosedQuote, offset: openedAt, line: openedLine)
            return (issue, lines)
          }
          end = at
          at += 1
          if grammar.skipInitialSpace {
            // Padding on both sides of the quotes is style, not text.
            var beyond = at
            while beyond < count, bytes[beyond] == UInt8(ascii: " ") { beyond += 1 }
            if beyond == count || bytes[beyond] == lf || bytes[beyond] == cr
              || matches(grammar.delimiter, bytes, beyond, count)
            {
              at = beyond
            }
          }
        }
        // To the delimiter or line end; behind a closing quote there should be nothing.
        let tail = at
        while at < count {
          let b = bytes[at]
          if b == escape, !traits.contains(.quoted), at + 1 < count,
            bytes[at + 1] == escape || bytes[at + 1] == quote
              || matches(grammar.delimiter, bytes, at + 1, count)
          {
            traits.insert(.encoded)
            at += 2
            continue
          }
          if b == first, !isLong || matches(grammar.delimiter, bytes, at, count) { break }
          if b == lf || b == cr { break }
          if b == quote, at > tail || !traits.contains(.quoted) {
            let issue = StructureIssue(kind: .bareQuote, offset: at, line: lines)
            if grammar.isStrict { return (issue, lines) }
            onIssue(issue)
          }
          at += 1
        }
        if !traits.contains(.quoted) {
          end = at
        } else if at > tail {
          let issue = StructureIssue(kind: .textAfterQuote, offset: tail, line: lines)
          if grammar.isStrict { return (issue, lines) }
          onIssue(issue)
          traits.insert(.encoded)
          end = at
        }
        sink.field(
          bytes, fieldStart, end, traits, Sink.byteClass.bits(bytes, fieldStart, end))
        if at < count, bytes[at] != lf, bytes[at] != cr {
          at += grammar.delimiter.count
          continue
        }
        // The end of the record.
        if at == count {
          if !sink.endRecord(line: recordLine, next: at, isTerminated: false) {
            return (nil, lines)
          }
          continue nextRecord
        }
        at += bytes[at] == cr && at + 1 < count && bytes[at + 1] == lf ? 2 : 1
        lines += 1
        if !sink.endRecord(line: recordLine, next: at, isTerminated: true) { return (nil, lines) }
        continue nextRecord
      }
    }
    return (nil, lines)
  }

  @inline(__always)
  private func matches(
    _ text: [UInt8], _ bytes: Span<UInt8>, _ at: Int, _ count: Int
  ) -> Bool {
    guard !text.isEmpty, at + text.count <= count else { return false }
    for i in 0..<text.count where bytes[at + i] != text[i] { return false }
    return true
  }
}
