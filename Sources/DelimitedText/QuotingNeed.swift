import RowcastFileIO
import RowcastMachine
import RowcastTabular

/// Which texts stand in quotes: those that would come back as something else, also to a reader that finds
/// out for itself how a file is written.
///
/// What may part fields in other files is such a text (`a;b`), what other files have for quotes (`'a'`), a
/// byte order mark, blanks that could be style, and dashes that could rule a printed table off. In a
/// table of one column nothing but the texts tells the delimiter.
///
/// A class, as what is looked for takes more bytes than should be copied for each text.
final class QuotingNeed: Sendable {
  private let marks: MarkFinder
  private let certain: ByteSet
  private let isLone: Bool
  /// Whether no line of another width stands above the texts of one column.
  private let isBare: Bool

  /// - Parameter width: the number of columns.
  init(delimiter: UInt8, width: Int, hasHeader: Bool) {
    isLone = width == 1
    isBare = isLone && !hasHeader
    var bytes = Array("\";|~^".utf8) + [delimiter]
    // Tabs part fields more surely than commas.
    if isLone || delimiter != UInt8(ascii: "\t") { bytes.append(UInt8(ascii: ",")) }
    certain = ByteSet(bytes + Array(0..<0x20))
    marks = MarkFinder(bytes + [UInt8(ascii: ":")])
  }

  /// Whether a text that is part of another needs quotes.
  @inline(__always)
  func isFound(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    if marks.isFound(in: text, range), isMarked(text.extracting(range)) { return true }
    switch text[range.lowerBound] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      return isLone && isLoneFound(in: text.extracting(range))
    default: return isFound(behindOddBeginning: text.extracting(range))
    }
  }

  /// Whether the name of a column needs quotes.
  func isFound(inName text: Span<UInt8>) -> Bool {
    if text.isEmpty { return isLone }
    // Such marks part nothing that the first line does not have.
    let hasBlanks = text.firstIndex(of: UInt8(ascii: " ")) != nil
    let hasColons = text.firstIndex(of: UInt8(ascii: ":")) != nil
    // Nor is a lone name a comment.
    let isComment = "#!%/".utf8.contains(text[0])
    return isFound(in: text, text.indices) || (isLone && (hasBlanks || hasColons || isComment))
  }

  /// Whether a file that begins with a line would be taken for another format: of a workbook of SYLK,
  /// as Excel does with `ID`, of JSON, of a document, or for the mark of the delimiter.
  static func isFound(inFirstLine line: [UInt8]) -> Bool {
    if line.starts(with: "ID".utf8)
      || String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep="
    {
      return true
    }
    guard let kind = try? FileKind.detected(in: MemoryBytes(line)) else { return false }
    return kind != .text && kind != .binary
  }

  /// Whether one of the marks that were found needs quotes: a colon does where it stands twice, or where
  /// nothing else tells the delimiter.
  private func isMarked(_ text: Span<UInt8>) -> Bool {
    let colon = UInt8(ascii: ":")
    for i in text.indices {
      if certain.contains(text[i]) { return true }
      if text[i] == colon, isBare || (i + 1 < text.count && text[i + 1] == colon) { return true }
    }
    return false
  }

  private func isFound(behindOddBeginning text: Span<UInt8>) -> Bool {
    switch text[0] {
    case UInt8(ascii: "'"), UInt8(ascii: " "): return true
    case 0xEF where text.holds(ByteOrderMark.bytes, at: 0): return true
    case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: ":"):
      let dashes = ByteSet("-=: ".utf8)
      if text.indices.allSatisfy({ dashes.contains(text[$0]) }) { return true }
    default: break
    }
    return isLone && isLoneFound(in: text)
  }

  /// Whether a text that is a line of its own could be one of a printed table, or parted by a mark of
  /// full width.
  private func isLoneFound(in text: Span<UInt8>) -> Bool {
    if text.firstIndex(of: 0xEF) != nil || (isBare && text.firstIndex(of: UInt8(ascii: " ")) != nil)
    {
      return true
    }
    let first = text[0]
    guard first < UInt8(ascii: "A") || first == 0xE2 else { return false }
    let line = Array(text)[...]
    return RulerLine(line) != nil || RowCountLine.isRowCount(line)
  }
}
