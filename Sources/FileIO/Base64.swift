/// Bytes as text in an alphabet of 64 letters (RFC 4648, 4).
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// What each byte of a text stands for; beyond 63 there is no letter.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: notALetter, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    for blank in [0x20, 0x09, 0x0A, 0x0D] { values[blank] = white }
    return values
  }()
  private static let notALetter: UInt8 = 255
  private static let white: UInt8 = 254

  /// The bytes of a text; white space is passed over. Nil when it is no such text.
  package static func decoded(_ text: String) -> [UInt8]? { decoded(Array(text.utf8).span) }

  /// The same of a text's bytes.
  package static func decoded(_ text: Span<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3 + 3)
    let values = Self.values
    var bits: UInt32 = 0
    var letters = 0
    var padding = 0
    for i in text.indices {
      let value = values[Int(text[i])]
      if value < 64 {
        if padding > 0 { return nil }
        bits = bits << 6 | UInt32(value)
        letters += 1
        if letters & 3 == 0 {
          bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
          bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
          bytes.append(UInt8(truncatingIfNeeded: bits))
        }
      } else if text[i] == UInt8(ascii: "=") {
        padding += 1
      } else if value != white {
        return nil
      }
    }
    guard letters & 3 != 1, padding <= 2, (letters + padding) & 3 == 0 else { return nil }
    if letters & 3 > 1 {
      bytes.append(UInt8(truncatingIfNeeded: bits >> (letters & 3 == 2 ? 4 : 10)))
    }
    if letters & 3 == 3 { bytes.append(UInt8(truncatingIfNeeded: bits >> 2)) }
    return bytes
  }

  /// The text of bytes.
  package static func encoded(_ bytes: [UInt8]) -> String {
    String(decoding: letters(of: bytes.span), as: UTF8.self)
  }

  /// The same as the letters' bytes.
  package static func letters(of bytes: Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    let alphabet = Self.alphabet
    var start = 0
    while start < bytes.count {
      let count = min(3, bytes.count - start)
      var bits = UInt32(bytes[start]) << 16
      if count > 1 { bits |= UInt32(bytes[start + 1]) << 8 }
      if count > 2 { bits |= UInt32(bytes[start + 2]) }
      for place in 0..<4 {
        text.append(
          place <= count ? alphabet[Int(bits >> (18 - 6 * UInt32(place)) & 63)] : UInt8(ascii: "="))
      }
      start += 3
    }
    return text
  }
}
