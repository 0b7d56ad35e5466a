/// How a text is made: `Anna.Meyer@example.com` is `Aa.Aa@a.a`, `TX-014` is `A-9`.
enum TextShape {
  /// The longest shape in bytes; what is longer ends with an ellipsis.
  private static let limit = 24
  /// The bytes of a text that are looked at.
  static let readBytes = 200

  static func of(_ text: Span<UInt8>) -> String {
    var shape: [UInt8] = []
    var last: UInt8 = 0
    for index in 0..<min(text.count, readBytes) {
      let kind = letter(text[index])
      if kind == last { continue }
      if shape.count == limit { return String(decoding: shape, as: UTF8.self) + "…" }
      shape.append(kind)
      last = kind
    }
    return String(decoding: shape, as: UTF8.self)
  }

  private static func letter(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...: UInt8(ascii: "a")
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(ascii: "9")
    case 0..<0x20: UInt8(ascii: " ")
    default: byte
    }
  }
}

/// Runs of three bytes of a text, by hash.
enum Trigrams {
  /// The number of slots.
  static let slots = 1 << 14

  /// Calls `body` with the slot of each run, beginning and end counted in; letters in lower case.
  @inline(__always)
  static func forEach(in text: Span<UInt8>, _ body: (Int) -> Void) {
    var window: UInt32 = 2
    for index in 0...min(text.count, TextShape.readBytes) {
      var byte: UInt8 = index < text.count ? text[index] : 3
      if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") { byte += 32 }
      window = (window << 8 | UInt32(byte)) & 0xFF_FFFF
      if index > 0 { body(Int((window &* 0x9E37_79B1) >> 18)) }
    }
  }
}

/// The decimal places of numbers.
enum DecimalPlaces {
  /// The number of outcomes: 0 to 7 places, and more.
  static let count = 9

  static func of(_ value: Double) -> Int32 {
    var power = 1.0
    for places in 0..<(count - 1) {
      let scaled = value * power
      // Adding and taking away so much leaves the nearest whole number; greater ones are whole.
      let whole = scaled.magnitude < 0x1p51 ? (scaled + 0x1.8p52) - 0x1.8p52 : scaled
      if (scaled - whole).magnitude <= 1e-9 * max(1, scaled.magnitude) { return Int32(places) }
      power *= 10
    }
    return Int32(count - 1)
  }
}
