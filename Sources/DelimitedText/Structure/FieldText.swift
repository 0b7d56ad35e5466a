import RowcastMachine

/// Undoes quotes and escapes: what a field with ``FieldTraits/encoded`` means.
struct FieldText {
  let quote: UInt8?
  let escape: UInt8?
  /// The first byte of the delimiter.
  private let delimiter: UInt8?

  init(_ grammar: Grammar) {
    quote = grammar.quote
    escape = grammar.escape
    delimiter = grammar.delimiter.first
  }

  /// Appends the decoded bytes of a field to a buffer.
  ///
  /// `start` is behind the opening quote, if any. There a quote that is not doubled closes; what is behind
  /// it belongs to the field as it stands. Without a quote only escapes have a meaning.
  func decode(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits,
    appendingTo buffer: inout [UInt8]
  ) {
    let isQuoted = traits.contains(.quoted)
    var runStart = start
    var at = start
    while at < end {
      let byte = bytes[at]
      if isQuoted, byte == quote {
        buffer.append(contentsOf: bytes.extracting(runStart..<at))
        runStart = at + 1
        if at + 1 < end, bytes[at + 1] == quote {
          at += 2
          continue
        }
        break
      }
      if byte == escape, at + 1 < end,
        bytes[at + 1] == quote || bytes[at + 1] == escape
          || (!isQuoted && bytes[at + 1] == delimiter)
      {
        buffer.append(contentsOf: bytes.extracting(runStart..<at))
        runStart = at + 1
        at += 2
        continue
      }
      at += 1
    }
    if runStart < end { buffer.append(contentsOf: bytes.extracting(runStart..<end)) }
  }

  /// A field's text as bytes.
  func bytes(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits
  ) -> [UInt8] {
    guard traits.contains(.encoded) else { return Array(bytes.extracting(start..<end)) }
    var result: [UInt8] = []
    decode(bytes, start, end, traits, appendingTo: &result)
    return result
  }
}
