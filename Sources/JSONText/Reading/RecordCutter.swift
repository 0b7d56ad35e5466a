internal import RowcastMachine
internal import RowcastFileIO

/// Cuts a file into pieces of whole records, one after the other; boundaries depend on the bytes
/// alone.
struct RecordCutter {
  /// Bytes that hold whole records, and where they begin.
  struct Piece: Sendable {
    var bytes: [UInt8]
    var offset: Int
  }

  private let input: any ByteSource
  private let separation: JSONLayout.Separation
  private let limit: Int
  private let elementLimit: Int
  private let size: Int
  /// Where the next piece begins.
  private(set) var offset: Int
  /// The offset of the closing bracket, once it was reached.
  private(set) var end: Int?
  /// Of several arrays: whether one is open where the next piece begins.
  private var isOpen = true

  /// - Parameters:
  ///   - size: about how many bytes a piece has.
  ///   - elementLimit: how many records a piece has at most.
  ///   - limit: how many bytes one record may have.
  init(
    _ input: any ByteSource, at offset: Int, separation: JSONLayout.Separation, size: Int,
    elementLimit: Int = .max, limit: Int
  ) {
    self.input = input
    self.offset = offset
    self.separation = separation
    self.size = size
    self.elementLimit = elementLimit
    self.limit = limit
  }

  /// The next piece. Between commas, each but the first begins with the comma.
  mutating func next() throws -> Piece? {
    if end != nil || offset >= input.count {
      if end == nil, separation.isList { throw JSONError(.unexpectedEnd, byte: input.count) }
      return nil
    }
    var length = size
    while true {
      var bytes = try input.bytes(at: offset, count: length)
      let isLast = offset + bytes.count >= input.count
      let (cut, elements) = try self.cut(bytes, isLast: isLast)
      let isFull = elementLimit == .max || elements >= elementLimit || isLast
      if cut > 0 && isFull || end != nil {
        let piece = offset
        bytes.removeSubrange(cut...)
        offset += cut
        return Piece(bytes: bytes, offset: piece)
      }
      if isLast { throw JSONError(.unexpectedEnd, byte: input.count) }
      guard length < limit else { throw JSONError(.tooLong(limit: limit), byte: offset) }
      length = min(length * 4, limit)
    }
  }

  /// Where the last whole record of the bytes ends, 0 when there is none; and, except for lines,
  /// how many there are.
  private mutating func cut(
    _ bytes: [UInt8], isLast: Bool
  ) throws(JSONError) -> (offset: Int, elements: Int) {
    switch separation {
    case .lines:
      if isLast { return (bytes.count, 0) }
      guard let newline = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return (0, 0) }
      return (newline + 1, 0)
    case .nothing, .commas, .members: return cutElements(bytes.span, isLast: isLast)
    case .arrays: return (try cutArrays(bytes.span, isLast: isLast), 0)
    }
  }

  private mutating func cutElements(
    _ bytes: Span<UInt8>, isLast: Bool
  ) -> (offset: Int, elements: Int) {
    var cut = 0
    var elements = 0
    var depth = 0
    var i = 0
    let isList = separation.isList
    // A piece may begin with the comma behind the element before.
    if isList {
      JSONScanner.skipBlanks(bytes, &i)
      if i < bytes.count, bytes[i] == UInt8(ascii: ",") { i += 1 }
    }
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "\""):
        // Controls inside a string are told of when the record is read.
        guard let close = Self.closingQuote(bytes, from: i + 1) else { return (cut, elements) }
        i = close + 1
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 {
          guard isList else { break }
          end = offset + i
          return (i, elements)
        }
        depth -= 1
        if depth == 0, !isList {
          cut = i + 1
          elements += 1
        }
      case UInt8(ascii: ",") where depth == 0 && isList:
        cut = i
        elements += 1
        if elements >= elementLimit { return (cut, elements) }
      default: break
      }
      i += 1
    }
    return (isLast && !isList ? bytes.count : cut, elements)
  }

  /// Where the last whole object of the bytes ends; brackets around objects open and close in turn.
  private mutating func cutArrays(_ bytes: Span<UInt8>, isLast: Bool) throws(JSONError) -> Int {
    var cut = 0
    var isOpen = isOpen
    var isOpenAtCut = isOpen
    var depth = 0
    var i = 0
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "\""):
        guard let close = Self.closingQuote(bytes, from: i + 1) else {
          self.isOpen = isOpenAtCut
          return cut
        }
        i = close
      case UInt8(ascii: "["), UInt8(ascii: "]"):
        if depth > 0 { break }
        guard isOpen == (bytes[i] == UInt8(ascii: "]")) else {
          throw JSONError(.unexpected(bytes[i], expected: "an object"), byte: offset + i)
        }
        isOpen.toggle()
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { (cut, isOpenAtCut) = (i + 1, isOpen) }
      default: break
      }
      i += 1
    }
    if isLast, isOpen || depth != 0 { throw JSONError(.unexpectedEnd, byte: input.count) }
    self.isOpen = isLast ? isOpen : isOpenAtCut
    return isLast ? bytes.count : cut
  }

  private static func closingQuote(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var i = start
    while i < bytes.count {
      while i &+ 8 <= bytes.count {
        let word = bytes.word(at: i)
        let special = StringEscaping.special(word)
        if special != 0 {
          i &+= special.trailingZeroBitCount &>> 3
          break
        }
        i &+= 8
      }
      guard i < bytes.count else { return nil }
      if bytes[i] == UInt8(ascii: "\"") { return i }
      i &+= bytes[i] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }
}
