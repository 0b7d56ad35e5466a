/// Turns bytes of one encoding into UTF-8, or UTF-8 into them, strictly and piece by piece (iconv of
/// the C library).
@safe package final class TextConverter {
  private let handle: iconv_t

  /// What decodes; nil when the C library does not know the encoding.
  package convenience init?(from encoding: TextEncoding) {
    self.init(from: encoding.decoder, to: TextEncoding.utf8.decoder)
  }

  /// What encodes; nil when the C library does not know the encoding.
  package convenience init?(to encoding: TextEncoding) {
    self.init(from: TextEncoding.utf8.decoder, to: encoding.decoder)
  }

  private init?(from source: String, to target: String) {
    // What stands behind a slash would have the library put other characters for those that it lacks.
    guard !source.utf8.contains(UInt8(ascii: "/")), !target.utf8.contains(UInt8(ascii: "/")) else {
      return nil
    }
    let opened = unsafe iconv_open(target, source)
    guard let opened = unsafe opened, Int(bitPattern: opened) != -1 else { return nil }
    unsafe handle = opened
  }

  deinit { unsafe iconv_close(handle) }

  /// How a call ended.
  package enum Outcome {
    /// All bytes are converted.
    case done
    /// The bytes end within a character.
    case incomplete
    /// The output is full.
    case full
    /// The next byte is no text, or a character that the other encoding does not have.
    case malformed
  }

  /// Converts as much as it can; returns how many bytes were read and written.
  package func convert(
    _ input: Span<UInt8>, into output: inout MutableSpan<UInt8>
  ) -> (read: Int, written: Int, outcome: Outcome) {
    unsafe input.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe convert(UnsafeMutableBufferPointer(mutating: input), into: output)
      }
    }
  }

  /// As ``convert(_:into:)`` over spans; the input is only read.
  package func convert(
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
    let (_, written, outcome) = convert(bytes.span, into: &room)
    guard outcome == .done || (allowsCutEnd && outcome == .incomplete) else { return nil }
    output.removeLast(output.count - written)
    return output + held()
  }

  /// The letter that was held back at the end of the bytes so far, for a mark to be composed with: of
  /// Hebrew and Vietnamese (windows-1255, windows-1258) a text ends with it.
  package func held() -> [UInt8] {
    var output = [UInt8](repeating: 0, count: 16)
    var room = output.mutableSpan
    let written = end(into: &room)
    output.removeLast(output.count - written)
    return output
  }

  /// Whether letters are held back at the end of bytes, to be composed with marks.
  package var composes: Bool {
    restart()
    for letter in UInt8(ascii: "A")...UInt8.max {
      let byte = [letter]
      var output = [UInt8](repeating: 0, count: 16)
      var room = output.mutableSpan
      let (_, written, outcome) = convert(byte.span, into: &room)
      if !held().isEmpty, written == 0, outcome == .done { return true }
    }
    return false
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
      let (read, written, outcome) = convert(bytes.span.extracting(at...), into: &room)
      text += output[..<written]
      at += read
      text += held()
      if outcome == .done { break }
      text += "\u{FFFD}".utf8
      at += 1
    }
    return (text, true)
  }

  /// The bytes of a whole text, with `?` for each character that the encoding does not have; a state
  /// that the text leaves behind is ended.
  package func encoded(_ text: Span<UInt8>) -> (bytes: [UInt8], lost: Int) {
    restart()
    let question: StaticString = "?"
    var room = [UInt8](repeating: 0, count: text.count * 4 + 64)
    var bytes: [UInt8] = []
    var lost = 0
    var at = 0
    while at < text.count {
      var target = room.mutableSpan
      let (read, written, outcome) = convert(text.extracting(at...), into: &target)
      bytes += room[..<written]
      at += read
      if outcome == .done || outcome == .full { continue }
      lost += 1
      var mark = room.mutableSpan
      let marked = convert(question.bytes, into: &mark).written
      bytes += room[..<marked]
      at += 1
      while at < text.count, text[at] & 0xC0 == 0x80 { at += 1 }
    }
    var target = room.mutableSpan
    let ended = end(into: &target)
    bytes += room[..<ended]
    return (bytes, lost)
  }

  /// Writes what is held back, and what leads to the state at the beginning, in encodings with states.
  private func end(into output: inout MutableSpan<UInt8>) -> Int {
    unsafe output.withUnsafeMutableBufferPointer { output in
      var target = unsafe output.baseAddress.map {
        unsafe UnsafeMutableRawPointer($0).assumingMemoryBound(to: CChar.self)
      }
      var left = output.count
      unsafe iconv(handle, nil, nil, &target, &left)
      return output.count - left
    }
  }
}
