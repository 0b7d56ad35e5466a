internal import RowcastMachine
import RowcastTabular

/// What a cell cannot keep of a day or time that ISO 8601 states: its offset from UTC, and digits behind the
/// third of a second.
enum MomentLoss {
  /// Programs that have days as doubles write their errors, too: less than a millionth of a second.
  private static let noise = 5

  /// What is told of such a cell; nil where nothing is lost.
  static func note(
    _ parts: TemporalSyntax.Parts, of text: Span<UInt8>
  ) -> SheetValue.Note? {
    if parts.offset != nil {
      return SheetValue.Note(
        kind: .droppedOffset,
        message: "the offset from UTC of \"\(excerpt(text))\" is not kept: it is moved to UTC")
    }
    guard parts.isCut else { return nil }
    let microseconds = microseconds(text)
    guard (noise...(1000 - noise)).contains(microseconds) else { return nil }
    return SheetValue.Note(
      kind: .inexactNumber,
      message: "\"\(excerpt(text))\" has more digits than milliseconds, and loses them")
  }

  /// The fourth to sixth digit behind the point.
  private static func microseconds(_ text: Span<UInt8>) -> Int {
    guard
      let point = text.indices.first(where: {
        text[$0] == UInt8(ascii: ".") || text[$0] == UInt8(ascii: ",")
      })
    else { return 0 }
    var digits = 0
    for place in (point + 4)..<(point + 7) {
      let digit = place < text.count ? text[place] &- UInt8(ascii: "0") : 0
      digits = digits * 10 + (digit < 10 ? Int(digit) : 0)
    }
    return digits
  }

  private static func excerpt(_ text: Span<UInt8>) -> Substring {
    String(decoding: text).prefix(60)
  }
}
