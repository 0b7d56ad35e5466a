/// Decodes bytes of one encoding into UTF-8, strictly and piece by piece (iconv of the C library).
package final class TextDecoder {
  private let handle: iconv_t

  /// Nil when the C library does not know the encoding.
  package init?(_ encoding: TextEncoding) {
    let opened = iconv_open("UTF-8", encoding.decoder)
    guard let opened, Int(bitPattern: opened) != -1 else { return nil }
    handle = opened
  }

  deinit { iconv_close(handle) }

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
    _ input: UnsafeMutableBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> (read: Int, written: Int, outcome: Outcome) {
    var source = input.baseAddress.map {
      UnsafeMutableRawPointer($0).assumingMemoryBound(to: CChar.self)
    }
    var sourceLeft = input.count
    var target = output.baseAddress.map {
      UnsafeMutableRawPointer($0).assumingMemoryBound(to: CChar.self)
    }
    var targetLeft = output.count
    let result = iconv(handle, &source, &sourceLeft, &target, &targetLeft)
    let code = errno
    var outcome = Outcome.done
    if result == -1 {
      outcome = code == E2BIG ? .full : code == EINVAL ? .incomplete : .malformed
    }
    return (input.count - sourceLeft, output.count - targetLeft, outcome)
  }

  /// The text of some bytes, or nil when they are not wholly text in this encoding.
  package func text(of bytes: [UInt8], allowsCutEnd: Bool = false) -> [UInt8]? {
    iconv(handle, nil, nil, nil, nil)
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count * 4 + 16)
    let (_, written, outcome) = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { decode(input, into: $0) }
    }
    guard outcome == .done || (allowsCutEnd && outcome == .incomplete) else { return nil }
    output.removeLast(output.count - written)
    return output
  }

  /// The text of some bytes, with U+FFFD for each byte that is no text in this encoding.
  package func lossyText(of bytes: [UInt8]) -> (text: [UInt8], isLossy: Bool) {
    if let text = text(of: bytes) { return (text, false) }
    iconv(handle, nil, nil, nil, nil)
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count * 4 + 16)
    var text: [UInt8] = []
    var at = 0
    while at < input.count {
      let (read, written, outcome) = input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer {
          decode(UnsafeMutableBufferPointer(rebasing: input[at...]), into: $0)
        }
      }
      text += output[..<written]
      at += read
      if outcome == .done { break }
      text += "\u{FFFD}".utf8
      at += 1
    }
    return (text, true)
  }
}
