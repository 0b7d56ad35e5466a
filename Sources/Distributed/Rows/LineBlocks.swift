import RowcastMachine

/// Whole lines of a text, without those that name the columns and without empty ones.
struct LineBlock: Sendable {
  /// The lines, each with its line feed.
  var bytes: [UInt8] = []
  var lineCount = 0
  /// The number of its first line, from 1, those left out counted.
  var firstLine: Int
  /// The places of lines that were left out, counted from the first one.
  var leftOut: [Int] = []
  /// Those of them that named the columns.
  var headers = 0
  /// The first line kept, from 0, that cannot be a JSON object by how it begins.
  var firstOdd: Int?

  /// The number in the text of one of the lines kept, which count from 0.
  func number(of line: Int) -> Int {
    var place = line
    for left in leftOut where left <= place { place += 1 }
    return firstLine + place
  }

  /// The bytes of each line kept, without its end.
  func lines() -> [[UInt8]] {
    bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) }
  }
}

/// Cuts a text that comes in pieces into blocks of whole lines.
///
/// A line that equals the header is one, wherever it stands: files that were cut, joined or read in any
/// order each bring theirs.
struct LineBlocks {
  private let next: () throws -> [UInt8]
  private let header: [UInt8]?
  private let size: Int
  private var rest: [UInt8] = []
  private var isEnded = false
  private var line = 1

  static let usualSize = 1 << 22

  /// - Parameter next: the next bytes; none at the end.
  init(header: String?, size: Int = usualSize, next: @escaping () throws -> [UInt8]) {
    self.header = header.map { Array($0.utf8) }
    self.size = max(1, size)
    self.next = next
  }

  /// The next block; nil when there are no more lines.
  mutating func block() throws -> LineBlock? {
    var searched = 0
    while !isEnded {
      if rest.count >= size, let end = rest.lastIndex(of: UInt8(ascii: "\n")), end >= searched {
        return take(end + 1)
      }
      searched = rest.count
      let more = try next()
      if more.isEmpty { isEnded = true } else { rest.append(contentsOf: more) }
    }
    if rest.isEmpty { return nil }
    if rest.last != UInt8(ascii: "\n") { rest.append(UInt8(ascii: "\n")) }
    return take(rest.count)
  }

  private mutating func take(_ count: Int) -> LineBlock {
    var block = LineBlock(firstLine: line)
    let bytes = rest
    rest = Array(bytes[count...])
    let text = bytes.span
    var (start, kept, seen) = (0, 0, 0)
    while start < count {
      let feed = text.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? count - 1
      let next = feed + 1
      let isHeader = isHeader(text, start..<feed)
      if isHeader || isBlank(text, start..<feed) {
        block.bytes.append(contentsOf: text.extracting(kept..<start))
        block.leftOut.append(seen)
        block.headers += isHeader ? 1 : 0
        kept = next
      } else {
        if block.firstOdd == nil, !beginsObject(text, start..<feed) {
          block.firstOdd = block.lineCount
        }
        block.lineCount += 1
      }
      seen += 1
      start = next
    }
    block.bytes.append(contentsOf: text.extracting(kept..<count))
    line += seen
    return block
  }

  private func beginsObject(_ text: Span<UInt8>, _ line: Range<Int>) -> Bool {
    for i in line {
      switch text[i] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): continue
      case let byte: return byte == UInt8(ascii: "{")
      }
    }
    return false
  }

  private func isBlank(_ text: Span<UInt8>, _ line: Range<Int>) -> Bool {
    line.isEmpty || (line.count == 1 && text[line.lowerBound] == UInt8(ascii: "\r"))
  }

  private func isHeader(_ text: Span<UInt8>, _ line: Range<Int>) -> Bool {
    guard let header, !line.isEmpty else { return false }
    var line = line
    if text[line.upperBound - 1] == UInt8(ascii: "\r") {
      line = line.lowerBound..<(line.upperBound - 1)
    }
    // A byte order mark stands before the first header of a file alone.
    if line.count == header.count + 3, text[line.lowerBound] == 0xEF {
      line = (line.lowerBound + 3)..<line.upperBound
    }
    return line.count == header.count && text.extracting(line).isEqual(to: header.span)
  }
}
