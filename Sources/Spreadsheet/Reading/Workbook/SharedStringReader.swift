internal import RowcastMachine
import RowcastTabular
import RowcastXMLEvents

/// Reads the shared strings part: one text for each `si`, also for an empty one.
struct SharedStringReader {
  private var bytes: [UInt8] = []
  private var offsets = [0]
  /// The strings of which some bytes were no text.
  private var repaired: Set<Int> = []
  private let limits: WorkbookLimits

  static func read(
    _ part: PartReader, limits: WorkbookLimits
  ) throws(SpreadsheetError) -> StringDictionary {
    var reader = SharedStringReader(limits: limits)
    try reader.read(part)
    return StringDictionary(
      bytes: reader.bytes, offsets: reader.offsets, repaired: reader.repaired)
  }

  private init(limits: WorkbookLimits) { self.limits = limits }

  private mutating func read(_ reader: PartReader) throws(SpreadsheetError) {
    while true {
      if reader.depth == 1 {
        let isPreserved = reader.preservesSpace
        reader.take { takePlain($0, isPreserved: isPreserved) }
      }
      try limits.checkSharedStrings(offsets.count - 1, bytes: bytes.count)
      let event = try reader.next()
      if event == .finished { return }
      guard event == .start, reader.isNamed("si") else { continue }
      if try RichText.append(reader, to: &bytes) { repaired.insert(offsets.count - 1) }
      offsets.append(bytes.count)
    }
  }

  /// The shortcut for what most strings look like: `<si><t>text</t></si>`, without references,
  /// escapes or line ends that change. Returns the bytes of the strings it took.
  /// - Parameter isPreserved: whether white space at the ends stays without being told.
  private mutating func takePlain(
    _ source: Span<UInt8>, isPreserved: Bool
  ) -> Int {
    var at = 0
    while let start = Self.textStart(source, at) {
      var end = start.offset
      var bits: UInt8 = 0
      while end < source.count,
        Self.isPlain(source[end])
          || (source[end] == UInt8(ascii: "_") && !source.holds("_x", at: end))
      {
        bits |= source[end]
        end += 1
      }
      guard source.holds("</t></si>", at: end) else { break }
      let before = bytes.count
      var first = start.offset
      var last = end
      if !start.isPreserved, !isPreserved {
        while first < last, XMLText.isBlank(source[first]) { first += 1 }
        while last > first, XMLText.isBlank(source[last - 1]) { last -= 1 }
      }
      bytes.append(contentsOf: source.extracting(first..<last))
      if bits >= 0x80, RichText.repairUTF8(&bytes, from: before) {
        repaired.insert(offsets.count - 1)
      }
      offsets.append(bytes.count)
      at = end + 9
    }
    return at
  }

  /// Where the text of the string that begins at `place` begins.
  @inline(__always)
  private static func textStart(
    _ source: Span<UInt8>, _ place: Int
  ) -> (offset: Int, isPreserved: Bool)? {
    if source.holds("<si><t>", at: place) { return (place + 7, false) }
    if source.holds("<si><t xml:space=\"preserve\">", at: place) { return (place + 28, true) }
    return nil
  }

  /// Whether a character stands for itself: no `<`, `&`, carriage return or `_`.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: "<") && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "_")
      && byte != 0x0D
  }
}
