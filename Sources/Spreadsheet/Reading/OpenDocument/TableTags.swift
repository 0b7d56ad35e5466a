internal import RowcastMachine
import RowcastXMLEvents

// Finds the few tags that say where tables and rows begin and end, at some gigabytes a second: a
// spreadsheet of OpenDocument is one document, whose sheets have to be found in it, and cut into
// pieces.
//
// The names that are looked for end with `e` or `w`, behind which stands white space, `>` or `/`: two
// vectors, one of them shifted by a byte, tell the places where that is so. `<!` and `<?` are looked
// for as well, since a comment may hold what looks like a tag. What was found is then looked at.

/// A tag that says how a sheet is divided.
struct TableTag {
  enum Kind { case tableStart, tableEnd, rowStart, rowEnd, namedRange }

  var kind: Kind
  /// Where its `<` stands.
  var start: Int
  /// The place behind its `>`.
  var end: Int
  /// Whether it is the tag of an element without content.
  var isEmpty: Bool
}

/// Finds the tags of tables and rows under one prefix.
struct TableTags {
  /// How much is looked back at from a place: no name that is looked for is longer.
  static let lookBehind = 128
  private static let names: [(name: StaticString, start: TableTag.Kind, end: TableTag.Kind?)] = [
    ("table-row", .rowStart, .rowEnd), ("table", .tableStart, .tableEnd),
    ("named-range", .namedRange, nil),
  ]
  /// With its colon.
  let prefix: [UInt8]

  /// - Parameter prefix: that of the namespace of tables, with its colon; empty where it is the
  ///   default one.
  init(prefix: [UInt8]) { self.prefix = prefix }

  /// The next tag from `place` on, which is then behind it.
  /// - Parameters:
  ///   - count: how many of the bytes count.
  ///   - place: nil is returned with the place to go on at when there are more bytes.
  func next(in bytes: Span<UInt8>, count: Int, from place: inout Int) -> TableTag? {
    while let found = Self.candidate(in: bytes, count: count, from: place) {
      if bytes[found] == UInt8(ascii: "<") {
        // A comment, a CDATA section, a processing instruction.
        guard let end = Self.declarationEnd(in: bytes, count: count, at: found) else {
          place = found
          return nil
        }
        place = end
      } else if let (start, kind) = tag(in: bytes, nameEnd: found + 1) {
        guard let end = Self.tagEnd(in: bytes, count: count, from: found + 1) else {
          place = start
          return nil
        }
        place = end
        return TableTag(
          kind: kind, start: start, end: end, isEmpty: bytes[end - 2] == UInt8(ascii: "/"))
      } else {
        place = found + 1
      }
    }
    place = max(place, count - 1)
    return nil
  }

  /// The tag whose name ends before a place.
  private func tag(
    in bytes: Span<UInt8>, nameEnd: Int
  ) -> (start: Int, kind: TableTag.Kind)? {
    for (name, start, end) in Self.names {
      let length = prefix.count + name.utf8CodeUnitCount
      let first = nameEnd - length
      guard first >= 1, bytes.holds(name, at: first + prefix.count),
        bytes.holds(prefix, at: first)
      else { continue }
      if bytes[first - 1] == UInt8(ascii: "<") { return (first - 1, start) }
      if let end, bytes[first - 1] == UInt8(ascii: "/"), first >= 2,
        bytes[first - 2] == UInt8(ascii: "<")
      {
        return (first - 2, end)
      }
    }
    return nil
  }

  /// The place behind the end tag of a row under whatever prefix; nil for another end tag.
  static func rowEnd(in bytes: Span<UInt8>, count: Int, at start: Int) -> Int? {
    guard let end = tagEnd(in: bytes, count: count, from: start) else { return nil }
    var nameEnd = end - 1
    while nameEnd > start, bytes[nameEnd - 1] <= 0x20 { nameEnd -= 1 }
    guard bytes.holds("table-row", at: nameEnd - 9) else { return nil }
    let before = bytes[nameEnd - 10]
    return before == UInt8(ascii: ":") || before == UInt8(ascii: "/") ? end : nil
  }

  /// The place behind the `>` of a tag; values of attributes may hold one.
  static func tagEnd(in bytes: Span<UInt8>, count: Int, from start: Int) -> Int? {
    var at = start
    var quote: UInt8 = 0
    while at < count {
      let byte = bytes[at]
      at += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: ">") {
        return at
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
    }
    return nil
  }

  /// The place behind a comment, a CDATA section or a processing instruction.
  static func declarationEnd(in bytes: Span<UInt8>, count: Int, at start: Int) -> Int? {
    let terminator: StaticString =
      bytes.holds("<?", at: start) ? "?>" : bytes.holds("<![CDATA[", at: start) ? "]]>" : "-->"
    let length = terminator.utf8CodeUnitCount
    var at = start + 2
    while at + length <= count {
      if bytes[at + length - 1] == UInt8(ascii: ">"), bytes.holds(terminator, at: at) {
        return at + length
      }
      at += 1
    }
    return nil
  }

  /// The next place with `<` before `!` or `?`, or the last letter of what may be a name: 64 bytes a
  /// step, for vectors are compared faster than they are asked.
  private static func candidate(in bytes: Span<UInt8>, count: Int, from start: Int) -> Int? {
    var at = start
    while at + 65 <= count {
      let (a, b) = (candidates(in: bytes, at: at), candidates(in: bytes, at: at + 16))
      let (c, d) = (candidates(in: bytes, at: at + 32), candidates(in: bytes, at: at + 48))
      let all = (a | b) | (c | d)
      if all[0] | all[1] != 0 {
        return at
          + (first(of: a) ?? first(of: b).map { $0 + 16 } ?? first(of: c).map { $0 + 32 }
            ?? first(of: d).map { $0 + 48 } ?? 0)
      }
      at += 64
    }
    while at + 1 < count {
      let (a, b) = (bytes[at], bytes[at + 1])
      if a == UInt8(ascii: "e") || a == UInt8(ascii: "w") {
        if b <= 0x20 || b == UInt8(ascii: ">") || b == UInt8(ascii: "/") { return at }
      } else if a == UInt8(ascii: "<"), b == UInt8(ascii: "!") || b == UInt8(ascii: "?") {
        return at
      }
      at += 1
    }
    return nil
  }

  /// Which of sixteen bytes is the first one that is marked.
  @inline(__always)
  private static func first(of found: SIMD2<UInt64>) -> Int? {
    if found[0] != 0 { return found[0].littleEndian.trailingZeroBitCount / 8 }
    if found[1] != 0 { return 8 + found[1].littleEndian.trailingZeroBitCount / 8 }
    return nil
  }

  /// The bytes that are candidates by what they are and by the one that follows each.
  @inline(__always)
  private static func candidates(in bytes: Span<UInt8>, at place: Int) -> SIMD2<UInt64> {
    let a = bytes.vector(at: place)
    let b = bytes.vector(at: place + 1)
    let names = places(of: "e", in: a) .| places(of: "w", in: a)
    // Each comparison for equality is one instruction; one for order, or a bit left out before, came
    // out as a loop over the bytes.
    let blanks =
      places(of: " ", in: b) .| places(of: "\n", in: b) .| places(of: "\r", in: b)
      .| places(of: "\t", in: b)
    let ends = blanks .| places(of: ">", in: b) .| places(of: "/", in: b)
    let marks = places(of: "<", in: a) .& (places(of: "!", in: b) .| places(of: "?", in: b))
    return ((names .& ends) .| marks).words
  }

  @inline(__always)
  private static func places(
    of letter: Unicode.Scalar, in bytes: SIMD16<UInt8>
  ) -> SIMDMask<SIMD16<Int8>> {
    bytes .== SIMD16(repeating: UInt8(ascii: letter))
  }
}
