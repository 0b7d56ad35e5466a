/// Decodes bytes of one encoding into UTF-8, strictly and piece by piece (iconv of the C library).
@safe package final class TextDecoder {
  private let handle: iconv_t

  /// Nil when the C library does not know the encoding.
  package init?(_ encoding: TextEncoding) {
    let opened = unsafe iconv_open("UTF-8", encoding.decoder)
    guard let opened = unsafe opened, Int(bitPattern: opened) != -1 else { return nil }
    unsafe handle = opened
  }

  deinit { unsafe iconv_close(handle) }

  /// How a call ended.
  package enum Outcome {
    /// All bytes are decoded.
    case done
    /// The bytes end within a character.
    case incomplete
    /// The output is full.
    case full
    /// The next byte is no text in this encoding.
    case malformed
  }

  /// Decodes as much as it can; returns how many bytes were read and written.
  package func decode(
    _ input: Span<UInt8>, into output: inout MutableSpan<UInt8>
  ) -> (read: Int, written: Int, outcome: Outcome) {
    unsafe input.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe decode(UnsafeMutableBufferPointer(mutating: input), into: output)
      }
    }
  }

  /// As ``decode(_:into:)`` over spans; the input is only read.
  package func decode(
    _ input: UnsafeMutableBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> (read: Int, written: Int, outcome: Outcome) {
    var source = unsafe input.baseAddress.map {
      unsafe UnsafeMutableRawPointer($0).assumingMemoryBound(to: CChar.self)
    }
    var sourceLeft = input.count
    var target = unsafe output.baseAddress.map {
      unsafe UnsafeMutableRawPointer($0).assumingMemoryBound(to: CChar.self)
    }
    var targetLeft = output.count
    let result = unsafe iconv(handle, &source, &sourceLeft, &target, &targetLeft)
    let code = errno
    assert(sourceLeft <= input.count && targetLeft <= output.count)
    var outcome = Outcome.done
    if result == -1 {
      outcome = code == E2BIG ? .full : code == EINVAL ? .incomplete : .malformed
    }
    return (input.count - sourceLeft, output.count - targetLeft, outcome)
  }

  /// Forgets what the bytes so far have left open.
  private func restart() { unsafe iconv(handle, nil, nil, nil, nil) }

  /// The text of some bytes, or nil when they are not wholly text in this encoding.
  package func text(of bytes: [UInt8], allowsCutEnd: Bool = false) -> [UInt8]? {
    restart()
    var output = [UInt8](repeating: 0, count: bytes.count * 4 + 16)
    var room = output.mutableSpan
    let (_, written, outcome) = decode(bytes.span, into: &room)
    guard outcome == .done || (allowsCutEnd && outcome == .incomplete) else { return nil }
    output.removeLast(output.count - written)
    return output
  }

  /// The text of some bytes, with U+FFFD for each byte that is no text in this encoding.
  package func lossyText(of bytes: [UInt8]) -> (text: [UInt8], isLossy: Bool) {
    if let text = text(of: bytes) { return (text, false) }
    restart()
    var output = [UInt8](repeating: 0, count: bytes.count * 4 + 16)
    var text: [UInt8] = []
    var at = 0
    while at < bytes.count {
      var room = output.mutableSpan
      let (read, written, outcome) = decode(bytes.span.extracting(at...), into: &room)
      text += output[..<written]
      at += read
      if outcome == .done { break }
      text += "\u{FFFD}".utf8
      at += 1
    }
    return (text, true)
  }
}
