package import RowcastFileIO
import RowcastMachine
import RowcastTabular

/// Rewrites a file as UTF-8 into a temporary file, so that all reading behind it sees UTF-8 only.
struct Transcoder {
  let input: any ByteSource
  let encoding: TextEncoding
  /// Bytes of a byte order mark to pass over.
  let start: Int

  private static let size = 1 << 18

  func transcoded() throws(DelimitedTextError) -> any ByteSource {
    guard let decoder = TextConverter(from: encoding) else {
      throw DelimitedTextError(
        .unknownEncoding(encoding.name), at: RowcastLocation(file: input.name))
    }
    do {
      let spool = Spool(for: input.name)
      try run(decoder, spool)
      return spool.finished()
    } catch {
      throw DelimitedTextError(wrapping: error)
    }
  }

  private func run(_ decoder: TextConverter, _ spool: Spool) throws {
    var target = [UInt8](repeating: 0, count: Self.size * 4)
    var offset = start
    var lines = LineCounter()
    while offset < input.count {
      let source = try input.bytes(at: offset, count: Self.size)
      let count = source.count
      if count == 0 { break }
      var used = 0
      while used < count {
        var decoded = target.mutableSpan
        let (read, written, outcome) = decoder.convert(
          source.span.extracting(used..<count), into: &decoded)
        let text = target.span.extracting(first: written)
        lines.count(text)
        try spool.write(text)
        used += read
        let isCut = outcome == .incomplete && offset + count < input.count
        if isCut, used > 0 { break }
        guard outcome == .done || outcome == .full else {
          throw DelimitedTextError(
            .malformedText(
              encoding: encoding.name, bytes: Array(source[used..<min(used + 4, count)])),
            at: RowcastLocation(file: input.name, row: lines.line, column: lines.column))
        }
      }
      offset += used
    }
  }
}

/// Texts of an encoding that was named, for readers of UTF-8.
package enum EncodedText {
  /// The same text in UTF-8; the input itself where it is that already.
  /// - Throws: ``DelimitedTextError`` for an encoding that is not known, or bytes that are none of its text.
  package static func decoded(
    _ input: any ByteSource, from label: String
  ) throws(DelimitedTextError) -> any ByteSource {
    let encoding = TextEncoding(named: label) ?? TextEncoding(unlisted: label)
    if encoding == .utf8 { return input }
    return try Transcoder(input: input, encoding: encoding, start: 0).transcoded()
  }
}

/// The line and column at the end of what was counted.
struct LineCounter {
  private(set) var line = 1
  /// Characters since the line began.
  private(set) var column = 0
  private var previous: UInt8 = 0

  mutating func count(_ text: Span<UInt8>) {
    for i in text.indices {
      let byte = text[i]
      let isLineFeed = byte == UInt8(ascii: "\n")
      if isLineFeed || byte == UInt8(ascii: "\r") {
        if !(isLineFeed && previous == UInt8(ascii: "\r")) { line += 1 }
        column = 0
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      previous = byte
    }
  }
}
