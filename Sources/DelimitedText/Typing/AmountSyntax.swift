/// Numbers as people write them: `$1,234.50`, `1.234,50 €`, `45 %`, `(12.00)`, `12-`, `1 234`.
enum AmountSyntax {
  /// The bytes that matter, without sign, currency and percent sign.
  private struct Core {
    var text: UnsafeBufferPointer<UInt8>
    var isNegative = false
    var isPercent = false
  }

  static func readings(_ text: UnsafeBufferPointer<UInt8>) -> Readings {
    guard let core = core(of: text) else { return [] }
    var result: Readings = []
    if spell(core.text, decimal: UInt8(ascii: "."), write: { _ in }) {
      result.insert(.pointAmount)
    }
    if spell(core.text, decimal: UInt8(ascii: ","), write: { _ in }) {
      result.insert(.commaAmount)
    }
    if !result.isEmpty { result.insert(core.isPercent ? .percent : .plain) }
    if !core.text.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }) {
      result.insert(.unseparated)
    }
    return result
  }

  /// Appends an amount as a JSON number; false (and nothing sensible appended) when it is none.
  static func respell(
    _ text: UnsafeBufferPointer<UInt8>, decimal: UInt8, into result: inout [UInt8]
  ) -> Bool {
    guard let core = core(of: text) else { return false }
    if core.isNegative { result.append(UInt8(ascii: "-")) }
    return spell(core.text, decimal: decimal) { result.append($0) }
  }

  /// Takes off what stands around the digits.
  private static func core(of text: UnsafeBufferPointer<UInt8>) -> Core? {
    var start = 0
    var end = text.count
    var core = Core(text: text)
    var signs = 0
    var symbols = 0
    func isBlank(_ at: Int) -> Int {
      if text[at] == UInt8(ascii: " ") { return 1 }
      if at + 1 < end, text[at] == 0xC2, text[at + 1] == 0xA0 { return 2 }
      return 0
    }
    if end - start >= 3, text[start] == UInt8(ascii: "("), text[end - 1] == UInt8(ascii: ")") {
      core.isNegative = true
      signs += 1
      start += 1
      end -= 1
    }
    while start < end, !NumberSyntax.isDigit(text[start]), text[start] != UInt8(ascii: "."),
      text[start] != UInt8(ascii: ",")
    {
      let blank = isBlank(start)
      if blank > 0 {
        start += blank
      } else if text[start] == UInt8(ascii: "-") || text[start] == UInt8(ascii: "+") {
        signs += 1
        if text[start] == UInt8(ascii: "-") { core.isNegative = true }
        start += 1
      } else if let length = currency(text, start, end) {
        symbols += 1
        start += length
      } else {
        return nil
      }
    }
    var digitsEnd = end
    while digitsEnd > start, !NumberSyntax.isDigit(text[digitsEnd - 1]) { digitsEnd -= 1 }
    // A point or comma right behind the last digit belongs to no number.
    var at = digitsEnd
    while at < end {
      let blank = isBlank(at)
      if blank > 0 {
        at += blank
      } else if text[at] == UInt8(ascii: "-"), signs == 0, at == end - 1 {
        signs += 1
        core.isNegative = true
        at += 1
      } else if text[at] == UInt8(ascii: "%"), symbols == 0 {
        symbols += 1
        core.isPercent = true
        at += 1
      } else if symbols == 0, let length = currency(text, at, end) {
        symbols += 1
        at += length
      } else {
        return nil
      }
    }
    guard signs <= 1, symbols <= 1, digitsEnd > start else { return nil }
    // `+4915112345678` is a telephone number.
    if text[0] == UInt8(ascii: "+"), digitsEnd - start >= 7, symbols == 0 { return nil }
    core.text = UnsafeBufferPointer(rebasing: text[start..<digitsEnd])
    return core
  }

  /// The length of a currency's sign or code at `at`.
  private static func currency(
    _ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int
  ) -> Int? {
    for sign in currencies {
      let count = sign.utf8CodeUnitCount
      guard at + count <= end else { continue }
      var isEqual = true
      for i in 0..<count where text[at + i] != sign.utf8Start[i] { isEqual = false }
      if isEqual { return count }
    }
    return nil
  }

  private static let currencies: [StaticString] = [
    "US$", "$", "€", "£", "¥", "₹", "₽", "₩", "₺", "₴", "₪", "zł", "Kč", "kr", "Fr.", "R$", "元",
    "円", "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "PLN", "SEK", "NOK", "DKK", "CZK", "HUF", "INR",
    "CAD", "AUD", "BRL", "RUB", "TRY", "KRW",
  ]

  /// Writes the digits of `1.234,50` as `1234.50`; groups must be of three digits, of one
  /// separator, and the number must not begin with a needless zero.
  private static func spell(
    _ text: UnsafeBufferPointer<UInt8>, decimal: UInt8, write: (UInt8) -> Void
  ) -> Bool {
    var at = 0
    var whole = 0
    var group = 0
    var separator: [UInt8] = []
    let first = text.first ?? 0
    if first == decimal { write(UInt8(ascii: "0")) }
    while at < text.count, text[at] != decimal {
      if NumberSyntax.isDigit(text[at]) {
        whole += 1
        group += 1
        write(text[at])
        at += 1
        continue
      }
      guard let found = groupSeparator(text, at, decimal: decimal), whole > 0,
        separator.isEmpty ? group <= 3 : (found == separator && group == 3)
      else { return false }
      separator = found
      group = 0
      at += found.count
    }
    if !separator.isEmpty, group != 3 { return false }
    if whole > 1, first == UInt8(ascii: "0") { return false }
    if at == text.count { return whole > 0 }
    at += 1
    write(UInt8(ascii: "."))
    guard at < text.count else { return false }
    while at < text.count {
      guard NumberSyntax.isDigit(text[at]) else { return false }
      write(text[at])
      at += 1
    }
    return true
  }

  /// The bytes between two groups: the other of point and comma, a space, an apostrophe.
  private static func groupSeparator(
    _ text: UnsafeBufferPointer<UInt8>, _ at: Int, decimal: UInt8
  ) -> [UInt8]? {
    switch text[at] {
    case UInt8(ascii: "."), UInt8(ascii: ","): return text[at] == decimal ? nil : [text[at]]
    case UInt8(ascii: " "), UInt8(ascii: "'"): return [text[at]]
    case 0xC2 where at + 1 < text.count && text[at + 1] == 0xA0: return [0xC2, 0xA0]
    case 0xE2
    where at + 2 < text.count && text[at + 1] == 0x80
      && (text[at + 2] == 0xAF || text[at + 2] == 0x99 || text[at + 2] == 0x89):
      return [0xE2, 0x80, text[at + 2]]
    default: return nil
    }
  }
}
