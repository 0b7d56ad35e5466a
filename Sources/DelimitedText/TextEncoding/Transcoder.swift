package import RowcastFileIO
import RowcastMachine
import RowcastTabular

/// Rewrites a file as UTF-8 into a temporary file, so that all reading behind it sees UTF-8 only.
struct Transcoder {
  let input: any ByteSource
  let encoding: TextEncoding
  /// Bytes of a byte order mark to pass over.
  let start: Int
  /// Whether units that are no text become U+FFFD and are told, as far as they are few; otherwise the
  /// first one ends the reading.
  let isLenient: Bool
  /// What was told of such units.
  private(set) var diagnostics = DiagnosticLog()

  private static let size = 1 << 18
  /// More such units than these, and than a twentieth of all, are another encoding.
  private static let mostBad = 20

  init(input: any ByteSource, encoding: TextEncoding, start: Int, isLenient: Bool = false) {
    self.input = input
    self.encoding = encoding
    self.start = start
    self.isLenient = isLenient && encoding.unit > 1
  }

  mutating func transcoded() throws(DelimitedTextError) -> any ByteSource {
    let spool = Spool(for: input.name)
    var lines = LineCounter()
    try append(to: spool, &lines)
    return spool.finished()
  }

  /// Appends the text to what is there already.
  /// - Parameter lines: the place at its beginning, which becomes that at its end.
  mutating func append(to spool: Spool, _ lines: inout LineCounter) throws(DelimitedTextError) {
    guard let decoder = TextConverter(from: encoding) else {
      throw DelimitedTextError(
        .unknownEncoding(encoding.name), at: RowcastLocation(file: input.name))
    }
    do { try run(decoder, spool, &lines) } catch { throw DelimitedTextError(wrapping: error) }
  }

  private mutating func run(
    _ decoder: TextConverter, _ spool: Spool, _ lines: inout LineCounter
  ) throws {
    var target = [UInt8](repeating: 0, count: Self.size * 4)
    var offset = start
    while offset < input.count {
      let source = try input.bytes(at: offset, count: Self.size)
      let count = source.count
      if count == 0 { break }
      if offset == start, encoding.unit > 1, !isLenient, Self.isNarrow(source) {
        throw DelimitedTextError(
          .foreignFormat("text of one byte for each character, and not \(encoding.name)"),
          at: RowcastLocation(file: input.name))
      }
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
        if outcome == .done || outcome == .full { continue }
        let bad = Array(source[used..<min(used + (isLenient ? encoding.unit : 4), count)])
        let error = DelimitedTextError(
          .malformedText(encoding: encoding.name, bytes: bad),
          at: RowcastLocation(file: input.name, row: lines.line, column: lines.column))
        guard isLenient,
          diagnostics.total < max(Self.mostBad, (offset + used) / encoding.unit / 20)
        else { throw error }
        diagnostics.add(
          Diagnostic(
            kind: .badText, message: "\(error.message), read as U+FFFD", location: error.location))
        try spool.write("\u{FFFD}")
        lines.count(Array("\u{FFFD}".utf8).span)
        used += bad.count
      }
      offset += used
    }
    let held = decoder.held()
    try spool.write(held.span)
  }

  /// Whether bytes cannot be text of two or four bytes a character: there every line end and every
  /// delimiter has a byte of nothing. Such text would be one line of signs of Chinese.
  private static func isNarrow(_ bytes: [UInt8]) -> Bool {
    guard !bytes.contains(0), let end = bytes.lastIndex(of: 0x0A) else { return false }
    return String(validating: bytes[...end], as: UTF8.self) != nil
  }
}

extension TextEncoding {
  /// The bytes of the least character: 2 of UTF-16, 4 of UTF-32.
  var unit: Int { name.hasPrefix("utf-16") ? 2 : name.hasPrefix("utf-32") ? 4 : 1 }
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
    var transcoder = Transcoder(input: input, encoding: encoding, start: 0)
    return try transcoder.transcoded()
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
