import RowcastTabular
import TestSupport
import Testing

@Suite struct `Interned texts` {
  @Test func `codes follow the order of first appearance`() {
    var interner = StringInterner()
    #expect(["b", "a", "b", "", "a", ""].map { interner.intern($0) } == [0, 1, 0, 2, 1, 2])
    #expect(interner.dictionary().texts == ["b", "a", ""])
    #expect(interner.count == 3 && interner.byteCount == 2)
  }

  @Test func `twenty thousand texts agree with the standard library's dictionary`() {
    var generator = FixedGenerator(seed: 1)
    var interner = StringInterner()
    var codes: [String: UInt32] = [:]
    for _ in 0..<20_000 {
      let length = Int(generator.next() % 24)
      var text = ""
      for _ in 0..<length { text += ["a", "b", "é", "漢", "\0"][Int(generator.next() % 5)] }
      let code = interner.intern(text)
      if let known = codes[text] {
        guard known == code else {
          Issue.record("\(text) had code \(known), has \(code)")
          return
        }
      } else {
        guard Int(code) == codes.count else {
          Issue.record("\(text) is new and got \(code) of \(codes.count)")
          return
        }
        codes[text] = code
      }
    }
    let dictionary = interner.dictionary()
    #expect(dictionary.count == codes.count)
    #expect(codes.allSatisfy { dictionary[Int($0.value)] == $0.key })
    for (text, code) in codes.prefix(1000) {
      let bytes = Array(text.utf8)
      let found = interner.code(of: bytes.span)
      let isAtItsCode = interner.holds(bytes.span, at: Int(code))
      let isAtTheNext = interner.holds(bytes.span, at: Int(code) + 1)
      #expect(found == code && isAtItsCode && !isAtTheNext)
    }
    let unknown = Array("no such text".utf8)
    let none = interner.code(of: unknown.span)
    let isAnywhere = [-1, 1 << 40].contains { interner.holds(unknown.span, at: $0) }
    #expect(none == nil && !isAnywhere)
  }

  @Test func `a dictionary knows its texts and nothing else`() {
    let dictionary = StringDictionary(["", "x", "漢字"])
    #expect(dictionary.count == 3)
    #expect(dictionary[2] == "漢字")
    #expect(dictionary[3] == nil && dictionary[-1] == nil)
    #expect(dictionary.range(of: 1) == 0..<1)
    #expect(StringDictionary.empty.texts.isEmpty)
  }
}

@Suite struct `A buffer of bytes` {
  @Test func `everything appended stands in order, through many growths`() {
    var buffer = OutputBytes(capacity: 1)
    var expected: [UInt8] = []
    for i in 0..<2000 {
      buffer.append(UInt8(truncatingIfNeeded: i))
      buffer.append("é\(i)")
      buffer.append(literal: ", ")
      buffer.append(contentsOf: [1, 2, 3])
      buffer.write(atMost: 300) {
        $0[0] = 7
        return i % 2
      }
      expected += [UInt8(truncatingIfNeeded: i)] + Array("é\(i), ".utf8) + [1, 2, 3]
      if i % 2 == 1 { expected.append(7) }
    }
    #expect(buffer.array() == expected)
    buffer.removeLast(3)
    buffer.replaceByte(at: 0, with: 42)
    #expect(buffer.count == expected.count - 3)
    let chunk = buffer.take()
    #expect(chunk.array().first == 42)
    #expect(buffer.count == 0)
    buffer.append(UInt8(1))
    #expect(buffer.array() == [1] && chunk.count == expected.count - 3)
  }
}
