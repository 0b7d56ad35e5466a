import RowcastMachine
import Testing

@testable import RowcastFeatures

@Suite struct `Kinds of characters` {
  private func terms(_ text: String, symbols: Bool) -> [String] {
    var options = TextOptions()
    options.words = 1
    options.symbols = symbols
    var terms = Tokenizer.Terms()
    text.withBytes { Tokenizer(options: options).cut($0, into: &terms) }
    var all: [String] = []
    terms.forEach { all.append(String(decoding: $0)) }
    return all
  }

  /// Between an `a` and a `b` each kind shows what it does.
  private func expected(_ scalar: Unicode.Scalar, symbols: Bool) -> [String] {
    switch CharacterKind(scalar, symbols: symbols) {
    case .word: ["a" + CharacterKind.normalized(scalar, maskDigits: true) + "b"]
    case .run, .sign, .single: ["a", String(scalar), "b"]
    case .separator: ["a", "b"]
    }
  }

  @Test(arguments: [true, false])
  func `are those by which texts are cut, for every character there is`(symbols: Bool) {
    var wrong: [Unicode.Scalar] = []
    // Beyond the first two planes whole planes are ideographs, private or nothing at all: some of
    // each are enough where every character takes long.
    #if DEBUG
      let values = Array(0...0x1FFFF) + stride(from: 0x20000, through: 0x10FFFF, by: 61)
    #else
      let values = Array(0...0x10FFFF)
    #endif
    for value in values {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      if terms("a\(scalar)b", symbols: symbols) != expected(scalar, symbols: symbols) {
        wrong.append(scalar)
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count), such as \(wrong.prefix(3))")
  }
}
