import RowcastTabular

/// What a field of the sample looks like: coarser than a type, and wider, as it decides nothing
/// but where fields and headers are.
enum SampleKind: Hashable {
  case empty
  case number
  case boolean
  case date
  case time
  /// Digits with separators, signs and currencies that are no plain number: amounts, local dates.
  case figures
  case address
  case text

  var isTyped: Bool {
    switch self {
    case .number, .boolean, .date, .time, .figures: true
    case .empty, .address, .text: false
    }
  }

  init(_ field: UnsafeBufferPointer<UInt8>, isDecoded: Bool) {
    let text = Self.trimmed(field)
    if text.isEmpty {
      self = .empty
      return
    }
    if isDecoded {
      self = .text
      return
    }
    let kinds = ValueClassifier.plainKinds(of: text)
    switch kinds.intersection(.values) {
    case .integer, .decimal, .leadingZero, .commaDecimal, .commaAmbiguous: self = .number
    case .boolean: self = .boolean
    case .date, .dateTime: self = .date
    case .time: self = .time
    default:
      if kinds == .nullWord {
        self = .empty
      } else if Self.isFigures(text) {
        self = .figures
      } else {
        self = Self.isAddress(text) ? .address : .text
      }
    }
  }

  static func trimmed(_ field: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = field.count
    while start < end, field[start] == UInt8(ascii: " ") { start += 1 }
    while end > start, field[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return UnsafeBufferPointer(rebasing: field[start..<end])
  }

  /// `31/12/2024`, `-28.935,72`, `$1,234.50`, `45 %`, `1 234`, `(12.50)`, `+49 30 1234`.
  private static func isFigures(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= 40 else { return false }
    var digits = 0
    var others = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: ":"), UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "+"),
        UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: " "), UInt8(ascii: "'"):
        others += 1
      case 0xC2, 0xA0, 0xA3, 0xA5, 0xE2, 0x82, 0xAC, 0x80, 0xAF: others += 1
      default: return false
      }
    }
    return digits > 0 && digits >= others / 2
  }

  private static func isAddress(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if text.contains(UInt8(ascii: " ")) { return false }
    if text.starts(with: "http://".utf8) || text.starts(with: "https://".utf8) { return true }
    let signs = text.reduce(0) { $0 + ($1 == UInt8(ascii: "@") ? 1 : 0) }
    return signs == 1 && text.count < 80 && text.first != UInt8(ascii: "@")
      && text.last != UInt8(ascii: "@") && !text.contains(UInt8(ascii: ","))
  }
}

extension SampleTable {
  /// What a field looks like.
  func kind(_ index: Int) -> SampleKind {
    let field = fields[index]
    return bytes.withUnsafeBufferPointer {
      SampleKind(
        UnsafeBufferPointer(rebasing: $0[field.start..<field.end]),
        isDecoded: field.traits.contains(.encoded))
    }
  }
}
