import RowcastTabular
import Testing

@testable import RowcastDelimitedText

/// A generator that gives the same numbers each time.
private struct Numbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

@Suite("Vectors of 32 bytes and of 16")
struct WideVectorTests {
  private static let pieces: [[UInt8]] = [
    "a", ",", "\n", "\r\n", "\"", "\"\"", "\\", "\u{1}", "12", "ζήτα", "日本", "😀", "é",
  ].map { Array($0.utf8) }
  private static let malformed: [[UInt8]] = [
    [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
    [0xF0, 0x80, 0x80, 0x80],
    [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xFF],
  ]

  private func sample(_ seed: UInt64, damages: Int) -> [UInt8] {
    var random = Numbers(state: seed)
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0..<400, using: &random) {
      bytes += Self.pieces.randomElement(using: &random) ?? []
    }
    for _ in 0..<damages {
      let at = Int.random(in: 0...bytes.count, using: &random)
      bytes.insert(contentsOf: Self.malformed.randomElement(using: &random) ?? [], at: at)
    }
    return bytes
  }

  @Test("both find the same structure, classes and malformed bytes", arguments: [0, 1, 2])
  func agreement(damages: Int) {
    var seenMalformed = 0
    var wrong: [UInt64] = []
    for seed in 0..<300 as Range<UInt64> {
      let bytes = sample(seed, damages: damages)
      for byteClass in [ByteClass.notDigit, .escaped, .both] {
        let wide = index(bytes, byteClass, isWide: true)
        let narrow = index(bytes, byteClass, isWide: false)
        if wide.malformed != nil { seenMalformed += 1 }
        let agrees =
          wide.isRegular == narrow.isRegular && wide.malformed == narrow.malformed
          && wide.malformed == UTF8Validation.firstError(bytes.span)
        let agreesInside =
          !wide.isRegular
          || positions(wide) == positions(narrow)
            && bits(wide, byteClass, bytes) == bits(narrow, byteClass, bytes)
        if !agrees || !agreesInside { wrong.append(seed) }
      }
    }
    #expect(wrong == [])
    #expect((seenMalformed > 0) == (damages > 0))
  }

  @Test("two bytes anywhere, and what is before them, are UTF-8 for both or for neither")
  func everyPair() {
    var wrong: [[UInt8]] = []
    // Bytes that go on with a character are alike; those that begin one are not.
    for first in [0x7F, 0x80, 0x8F, 0x90, 0xA0, 0xBF] + Array(0xC0...0xFF as ClosedRange<UInt8>) {
      for second in stride(from: 0x70, through: 0xFF, by: 3) as StrideThrough<Int> {
        for (place, tail) in [(61, 0), (62, 1), (63, 2), (30, 2), (31, 1), (127, 2)] {
          var bytes = [UInt8](repeating: 97, count: 192)
          bytes[place] = first
          bytes[place + 1] = UInt8(truncatingIfNeeded: second)
          for i in 0..<tail { bytes[place + 2 + i] = 0x80 }
          let index = index(bytes, .escaped, isWide: true)
          if index.malformed != UTF8Validation.firstError(bytes.span) {
            wrong.append([first, UInt8(truncatingIfNeeded: second)])
          }
        }
      }
    }
    #expect(wrong == [])
  }

  @Test("a cut that trusts the quotes is right wherever they are regular")
  func trustingCuts() {
    let grammar = Grammar(delimiter: [UInt8(ascii: ",")])
    var found = 0
    var wrong: [UInt64] = []
    for seed in 0..<500 as Range<UInt64> {
      let bytes = sample(seed, damages: 0)
      for count in stride(from: 0, through: bytes.count, by: 61) {
        let cut = RecordCut(grammar: grammar)
        let end = cut.trustingEnd(bytes.span, count: count)
        guard end > 0, index(Array(bytes[..<end]), .none, isWide: false).isRegular else {
          continue
        }
        found += 1
        // Between two records: what is before the cut is whole, and nothing is open.
        if let exact = cut.end(bytes.span, count: count), exact != end { wrong.append(seed) }
      }
    }
    #expect(found > 100)
    #expect(wrong == [])
  }

  private func index(
    _ bytes: [UInt8], _ byteClass: ByteClass, isWide: Bool
  ) -> StructureIndex {
    StructureIndex(
      PaddedBytes(bytes), grammar: Grammar(delimiter: [UInt8(ascii: ",")]), class: byteClass,
      validates: true, isWide: isWide)
  }

  private func positions(_ index: borrowing StructureIndex) -> [UInt32] {
    Array(UnsafeBufferPointer(start: index.positions, count: index.count))
  }

  /// The maps without the bits of separators, which may be missing.
  private func bits(
    _ index: borrowing StructureIndex, _ byteClass: ByteClass, _ bytes: [UInt8]
  ) -> [Bool] {
    var separates = Set<Int>()
    for i in 0..<index.count where index.positions[i] & StructureIndex.tag == 0 {
      separates.insert(Int(index.positions[i]))
    }
    return bytes.indices.flatMap { i -> [Bool] in
      if separates.contains(i) { return [] }
      let shift = UInt64(i & 63)
      return [
        index.classes[i / 64] >> shift & 1 == 1, index.escapes[i / 64] >> shift & 1 == 1,
      ]
    }
  }
}
