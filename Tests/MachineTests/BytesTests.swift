import RowcastMachine
import TestSupport
import Testing

/// Each function over words against the plain one over bytes.
@Suite struct `Bytes by words` {
  /// Few different bytes, so that what is looked for is there, and nearly there.
  static func random(_ count: Int, _ random: inout FixedGenerator) -> [UInt8] {
    (0..<count).map { _ in [0x3C, 0x21, 0x3F, 0x61, 0xC3].randomElement(using: &random) ?? 0 }
  }

  @Test func `a byte and a word are found where they first stand`() {
    var generator = FixedGenerator(seed: 1)
    for count in 0..<200 {
      let bytes = Self.random(count, &generator)
      for start in [0, 1, count / 2, count] where start <= count {
        let byte = bytes.span.firstIndex(of: 0x21, from: start)
        let word = bytes.span.firstIndex(of: "<!a", from: start)
        #expect(byte == bytes[start...].firstIndex(of: 0x21))
        let places = (start..<max(start, count)).filter {
          bytes[$0...].starts(with: Array("<!a".utf8))
        }
        #expect(word == places.first)
        let isThere = bytes.span.holds("<!a", at: start)
        #expect(isThere == bytes[start...].starts(with: Array("<!a".utf8)))
      }
    }
    let outside = Self.random(9, &generator).span.holds("a", at: -1)
    #expect(!outside)
  }

  @Test func `a byte before one of two others is seen wherever it stands`() {
    for count in 0..<200 {
      let plain = [UInt8](repeating: 0x3C, count: count)
      let isSeen = plain.span.contains(0x3C, before: 0x21, or: 0x3F)
      #expect(!isSeen)
      for place in 0..<max(0, count - 1) {
        var bytes = plain
        bytes[place + 1] = place % 2 == 0 ? 0x21 : 0x3F
        let isSeen = bytes.span.contains(0x3C, before: 0x21, or: 0x3F)
        #expect(isSeen, "\(count) bytes, place \(place)")
      }
    }
  }

  @Test func `runs are the same only if every byte is`() {
    var generator = FixedGenerator(seed: 2)
    for count in 0..<70 {
      let bytes = Self.random(count, &generator)
      let isSame = bytes.span.isEqual(to: Array(bytes).span)
      #expect(isSame)
      for place in 0..<count {
        var other = bytes
        other[place] ^= 0x80
        let isOther = bytes.span.isEqual(to: other.span)
        #expect(!isOther)
      }
      let isLonger = (bytes + [0]).span.isEqual(to: bytes.span)
      #expect(!isLonger)
    }
  }

  @Test func `copies of every length leave what stands before them`() {
    let source = (0..<100).map { UInt8($0) }
    for length in 0...60 {
      for place in [0, 1, 7] {
        var target = [UInt8](repeating: 0xEE, count: 70)
        var room = target.mutableSpan
        room.copy(source.span, from: 3, count: length, to: place)
        #expect(Array(target[..<place]) == Array(repeating: 0xEE, count: place))
        #expect(Array(target[place..<(place + length)]) == Array(source[3..<(3 + length)]))
      }
    }
  }

  @Test func `a reader that fills a part of the room gives just that part`() throws {
    struct Failure: Error {}
    let bytes = [UInt8](capacity: 10) { room in
      room.storeBytes(of: 7, as: UInt8.self)
      return 1
    }
    #expect(bytes == [7])
    var more = bytes
    let count = more.append(upTo: 5) { room in
      room.copy(RawSpan(_elements: bytes.span))
      return 1
    }
    #expect(more == [7, 7] && count == 1)
    #expect(throws: Failure.self) {
      try more.append(upTo: 5) { (_) throws(Failure) in throw Failure() }
    }
    #expect(more == [7, 7])
  }

  @Test func `texts of every kind are lent as their UTF-8`() {
    for text in ["", "a", "Ærø", String(repeating: "多行", count: 40)] {
      let lent = text.withBytes { Array($0) }
      #expect(lent == Array(text.utf8))
      let again = String(decoding: lent.span)
      let valid = String(validating: lent.span)
      #expect(again == text && valid == text)
    }
    let invalid: [UInt8] = [0x61, 0xC3]
    let refused = String(validating: invalid.span)
    #expect(refused == nil)
  }
}
