import RowcastFileIO
import RowcastTabular

/// Text of which every line was put into quotes once more, as if it were one field:
/// `"1,""Ann, A"",5"`. The header, and a few others, may be without.
enum QuotedLines {
  /// A sample without these quotes; nil where its lines are not nearly all one quoted field.
  static func unquoted(_ sample: ArraySlice<UInt8>) -> [UInt8]? {
    let quote = UInt8(ascii: "\"")
    guard let first = sample.firstIndex(of: quote), sample[..<first].filter(isLineFeed).count <= 1
    else { return nil }
    var lines = 0
    var bare = 0
    for line in sample.split(separator: UInt8(ascii: "\n")) {
      let text = line.trimmed
      if text.isEmpty { continue }
      guard text.contains(quote) else {
        if lines > 0 { bare += 1 }
        continue
      }
      guard text.count > 2, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\""),
        isOneField(text)
      else { return nil }
      lines += 1
    }
    var filter = QuoteFilter()
    return lines > 1 && bare * 10 <= lines ? filter.passed(sample) : nil
  }

  /// The whole text without them.
  static func unquoted(
    _ input: any ByteSource, from start: Int
  ) throws(DelimitedTextError) -> any ByteSource {
    do throws(FileError) {
      let spool = Spool(for: input.name)
      var filter = QuoteFilter()
      try input.forEachPiece(of: start..<input.count) { (piece) throws(FileError) in
        try spool.write(filter.passed(piece[...]))
      }
      return spool.finished()
    } catch { throw DelimitedTextError(.file(error)) }
  }

  private static func isLineFeed(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") }

  /// Whether all quotes within a quoted text are doubled.
  private static func isOneField(_ text: ArraySlice<UInt8>) -> Bool {
    let inside = text.dropFirst().dropLast()
    var run = 0
    for byte in inside {
      if byte == UInt8(ascii: "\"") {
        run += 1
      } else {
        if run % 2 == 1 { return false }
        run = 0
      }
    }
    return run % 2 == 0
  }
}

/// Takes off quotes, and leaves one of each two within them.
private struct QuoteFilter {
  private var isInside = false
  private var hasQuote = false

  mutating func passed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      guard byte == UInt8(ascii: "\"") else {
        if hasQuote { isInside = false }
        hasQuote = false
        result.append(byte)
        continue
      }
      if hasQuote {
        result.append(byte)
        hasQuote = false
      } else if isInside {
        hasQuote = true
      } else {
        isInside = true
      }
    }
    return result
  }
}
