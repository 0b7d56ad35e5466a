import RowcastMachine

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
    let values = Self.values
    // Most texts are letters alone, which are read four at a time.
    var bytes = [UInt8](capacity: text.count / 4 * 3, spare: 3) { room in
      var filled = 0
      for start in stride(from: 0, to: text.count - 3, by: 4) {
        let first = values[Int(text[start])]
        let second = values[Int(text[start + 1])]
        let third = values[Int(text[start + 2])]
        let fourth = values[Int(text[start + 3])]
        guard first | second | third | fourth < 64 else { break }
        room.storeBytes(of: first << 2 | second >> 4, toByteOffset: filled, as: UInt8.self)
        room.storeBytes(of: second << 4 | third >> 2, toByteOffset: filled + 1, as: UInt8.self)
        room.storeBytes(of: third << 6 | fourth, toByteOffset: filled + 2, as: UInt8.self)
        filled += 3
      }
      return filled
    }
    var bits: UInt32 = 0
    var letters = bytes.count / 3 * 4
    var paddings = 0
    for i in letters..<text.count {
      let value = values[Int(text[i])]
      if value < 64 {
        if paddings > 0 { return nil }
        bits = bits << 6 | UInt32(value)
        letters += 1
        if letters & 3 == 0 {
          bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
          bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
          bytes.append(UInt8(truncatingIfNeeded: bits))
        }
      } else if text[i] == UInt8(ascii: "=") {
        paddings += 1
      } else if value != white {
        return nil
      }
    }
    guard letters & 3 != 1, paddings <= 2, (letters + paddings) & 3 == 0 else { return nil }
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
    let alphabet = Self.alphabet
    let whole = bytes.count / 3 * 3
    var text = [UInt8](capacity: whole / 3 * 4, spare: 4) { room in
      var filled = 0
      for start in stride(from: 0, to: whole, by: 3) {
        let bits =
          UInt32(bytes[start]) << 16 | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2])
        let letters =
          UInt32(alphabet[Int(bits >> 18)]) | UInt32(alphabet[Int(bits >> 12 & 63)]) << 8
          | UInt32(alphabet[Int(bits >> 6 & 63)]) << 16 | UInt32(alphabet[Int(bits & 63)]) << 24
        room.storeBytes(of: letters.littleEndian, toByteOffset: filled, as: UInt32.self)
        filled += 4
      }
      return filled
    }
    if whole < bytes.count {
      let hasTwo = whole + 1 < bytes.count
      let bits = UInt32(bytes[whole]) << 16 | (hasTwo ? UInt32(bytes[whole + 1]) << 8 : 0)
      text += [alphabet[Int(bits >> 18)], alphabet[Int(bits >> 12 & 63)]]
      text += [hasTwo ? alphabet[Int(bits >> 6 & 63)] : padding, padding]
    }
    return text
  }

  private static let padding = UInt8(ascii: "=")
}
