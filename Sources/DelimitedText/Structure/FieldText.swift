/// Undoes quoting: what a field with ``FieldTraits/encoded`` means.
struct FieldText {
  let quote: UInt8?
  let escape: UInt8?

  init(_ grammar: Grammar) {
    quote = grammar.quote
    escape = grammar.escape
  }

  /// Hands the decoded bytes of a quoted field to `append`, in runs.
  ///
  /// `start` is behind the opening quote. A quote that is not doubled closes; what is behind it
  /// belongs to the field as it stands.
  @inline(__always)
  func decode(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int,
    append: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var runStart = start
    var at = start
    func flush(to runEnd: Int) {
      if runEnd > runStart {
        append(UnsafeBufferPointer(start: bytes + runStart, count: runEnd - runStart))
      }
    }
    while at < end {
      let byte = bytes[at]
      if byte == quote {
        flush(to: at)
        if at + 1 < end, bytes[at + 1] == quote {
          runStart = at + 1
          at += 2
          continue
        }
        runStart = at + 1
        break
      }
      if byte == escape, at + 1 < end, bytes[at + 1] == quote || bytes[at + 1] == escape {
        flush(to: at)
        runStart = at + 1
        at += 2
        continue
      }
      at += 1
    }
    flush(to: end)
  }

  /// A field's text as bytes.
  func bytes(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits
  ) -> [UInt8] {
    guard traits.contains(.encoded) else {
      return [UInt8](UnsafeBufferPointer(start: bytes + start, count: end - start))
    }
    var result: [UInt8] = []
    decode(bytes, start, end) { result.append(contentsOf: $0) }
    return result
  }
}
