import RowcastMachine
import RowcastTabular

/// The formats of texts that can be checked.
public enum TextFormat: String, Sendable, Hashable, CaseIterable {
  /// By RFC 3339: a day, a time with its offset, both.
  case date, time
  /// As ``date`` and ``time`` with a T between.
  case dateTime = "date-time"
  /// An address of mail by RFC 5321, with letters of any language.
  case email
  /// By RFC 4122.
  case uuid
  /// Four numbers up to 255.
  case ipv4

  /// Whether a text is written so.
  public func accepts(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    switch self {
    case .date: return Self.isDate(bytes[...])
    case .time: return Self.isTime(bytes[...])
    case .dateTime:
      guard bytes.count > 11, bytes[10] | 0x20 == UInt8(ascii: "t") else { return false }
      return Self.isDate(bytes[..<10]) && Self.isTime(bytes[11...])
    case .email: return EmailAddress.accepts(text)
    case .uuid:
      return bytes.count == 36
        && bytes.enumerated().allSatisfy { i, byte in
          [8, 13, 18, 23].contains(i) ? byte == UInt8(ascii: "-") : Self.isHex(byte)
        }
    case .ipv4:
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      return parts.count == 4
        && parts.allSatisfy { part in
          part.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt8(part) != nil
            && (part.count == 1 || !part.hasPrefix("0"))
        }
    }
  }

  static func isHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }

  private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(bytes)
    return bytes.count == 10 && TemporalText.parse(bytes.span)?.kind == .date
  }

  /// `10:20:30.5+02:00`, also a leap second where UTC has it.
  private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    func number(_ most: Int) -> Int? {
      let digits = rest.prefix(2)
      guard digits.count == 2, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      rest = rest.dropFirst(2)
      let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      return value <= most ? value : nil
    }
    func take(_ byte: UInt8) -> Bool {
      guard rest.first == byte else { return false }
      rest = rest.dropFirst()
      return true
    }
    guard let hour = number(23), take(0x3A), let minute = number(59), take(0x3A),
      let second = number(60)
    else { return false }
    if take(UInt8(ascii: ".")) {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      if digits.isEmpty { return false }
      rest = rest.dropFirst(digits.count)
    }
    var utc = hour * 60 + minute
    if !take(UInt8(ascii: "Z")), !take(UInt8(ascii: "z")) {
      let isBehind = rest.first == UInt8(ascii: "-")
      guard take(UInt8(ascii: "+")) || take(UInt8(ascii: "-")), let h = number(23), take(0x3A),
        let m = number(59)
      else { return false }
      utc += (h * 60 + m) * (isBehind ? 1 : -1)
    }
    guard rest.isEmpty else { return false }
    return second < 60 || (utc + 2880) % 1440 == 1439
  }
}
