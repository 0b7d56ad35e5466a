internal import RowcastMachine

/// Cuts a format code into sections and tells what each shows.
///
/// Letters count only where they are tokens: not in quotes, not behind `\`, `_`, `*` or `!`, not in
/// brackets, except elapsed units (`[h]`), conditions and currencies.
struct FormatTokenizer {
  private let code: [UInt8]
  private var at = 0
  private var hasDate = false
  private var hasTime = false
  private var hasElapsed = false
  private var hasMinuteOrMonth = false
  private var hasHourOrSecond = false
  private var hasText = false
  private var hasPercent = false
  private var hasCurrency = false
  private var hasExponent = false
  private var hasFraction = false
  private var hasDigits = false
  private var zeros = 0
  private var isPadding = true
  private var condition: NumberFormat.Condition?

  static func sections(of code: String) -> [NumberFormat.Section] {
    var tokenizer = FormatTokenizer(code: Array(code.utf8))
    var sections: [NumberFormat.Section] = []
    // More than four sections are no format; what follows is not looked at.
    repeat { sections.append(tokenizer.section()) } while !tokenizer.isAtEnd && sections.count < 4
    return sections
  }

  private init(code: [UInt8]) { self.code = code }

  private var isAtEnd: Bool { at >= code.count && !endsWithSeparator }
  private var endsWithSeparator = false

  private mutating func section() -> NumberFormat.Section {
    let rest = FormatTokenizer(code: code)
    let from = at
    self = rest
    at = from
    while at < code.count {
      let byte = code[at]
      if byte == UInt8(ascii: ";") {
        at += 1
        endsWithSeparator = at == code.count
        break
      }
      step(byte)
    }
    return NumberFormat.Section(
      kind: kind, condition: condition, padding: isPadding && zeros > 1 ? zeros : 0)
  }

  private var kind: FormatKind {
    if hasElapsed { return .duration }
    // A lone m is a month; beside hours or seconds it is minutes.
    let date = hasDate || (hasMinuteOrMonth && !hasHourOrSecond)
    let time = hasTime
    if date && time { return .dateTime }
    if date { return .date }
    if time { return .time }
    if hasText && !hasDigits { return .text }
    if hasPercent { return .percent }
    if hasCurrency { return .currency }
    if hasExponent { return .scientific }
    if hasFraction && hasDigits { return .fraction }
    return hasDigits ? .number : .general
  }

  private mutating func step(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""):
      at += 1
      while at < code.count, code[at] != UInt8(ascii: "\"") { at += 1 }
      at += 1
    case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"), UInt8(ascii: "!"):
      at += 1
      skipCharacter()
    case UInt8(ascii: "["): bracket()
    case _ where isCurrency(at):
      hasCurrency = true
      skipCharacter()
    default: letter(byte)
    }
  }

  /// $, ¢ £ ¤ ¥ (C2 A2 to A5), and € ₩ ₹ and their block (E2 82 A0 to BF).
  private func isCurrency(_ place: Int) -> Bool {
    if code[place] == UInt8(ascii: "$") { return true }
    guard code[place] == 0xC2 || code[place] == 0xE2 else { return false }
    guard place + 1 < code.count else { return false }
    if code[place] == 0xC2 { return [0xA2, 0xA3, 0xA4, 0xA5].contains(code[place + 1]) }
    return code[place + 1] == 0x82 && place + 2 < code.count && code[place + 2] >= 0xA0
  }

  private mutating func skipCharacter() {
    guard at < code.count else { return }
    at += 1
    while at < code.count, code[at] & 0xC0 == 0x80 { at += 1 }
  }

  private mutating func letter(_ byte: UInt8) {
    if startsWith("general") {
      at += 7
      return
    }
    // The East Asian programs' own words for General.
    for word in ["g/\u{901A}\u{7528}\u{683C}\u{5F0F}", "g/\u{6A19}\u{6E96}"] as [StaticString]
    where startsWith(word) {
      at += word.utf8CodeUnitCount
      return
    }
    switch byte | 0x20 {
    case UInt8(ascii: "y"), UInt8(ascii: "d"), UInt8(ascii: "b"), UInt8(ascii: "g"): hasDate = true
    case UInt8(ascii: "e"):
      // `E+` and `E-` are exponents; a lone e is the year of an era.
      if hasDigits, at + 1 < code.count,
        code[at + 1] == UInt8(ascii: "+") || code[at + 1] == UInt8(ascii: "-")
      {
        hasExponent = true
        at += 1
      } else {
        hasDate = true
      }
    case UInt8(ascii: "m"): hasMinuteOrMonth = true
    case UInt8(ascii: "h"), UInt8(ascii: "s"):
      hasHourOrSecond = true
      hasTime = true
    case UInt8(ascii: "a"):
      if startsWith("am/pm") {
        hasTime = true
        hasHourOrSecond = true
        at += 4
      } else if startsWith("a/p") {
        hasTime = true
        hasHourOrSecond = true
        at += 2
      } else if startsWith("aaa") {
        hasDate = true
        at += 2
      }
    default: symbol(byte)
    }
    at += 1
  }

  private mutating func symbol(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "0"):
      hasDigits = true
      zeros += 1
    case UInt8(ascii: "#"), UInt8(ascii: "?"):
      hasDigits = true
      isPadding = false
    case UInt8(ascii: "%"):
      hasPercent = true
      isPadding = false
    case UInt8(ascii: "@"): hasText = true
    case UInt8(ascii: "/"):
      hasFraction = true
      isPadding = false
    case UInt8(ascii: "."), UInt8(ascii: ","): isPadding = false
    default: break
    }
  }

  private func startsWith(_ word: StaticString) -> Bool {
    guard at + word.utf8CodeUnitCount <= code.count else { return false }
    for i in 0..<word.utf8CodeUnitCount {
      let byte = code[at + i]
      let lower = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
      if lower != word.bytes[i] { return false }
    }
    return true
  }

  /// `[h]`, `[Red]`, `[>=100]`, `[$EUR-407]`, `[$-F800]`, `[DBNum1]`.
  private mutating func bracket() {
    let start = at + 1
    var end = start
    while end < code.count, code[end] != UInt8(ascii: "]") { end += 1 }
    let content = Array(code[min(start, end)..<end])
    at = min(end + 1, code.count)
    guard let first = content.first else { return }
    let lower = content.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
    let elapsed: [UInt8] = [UInt8(ascii: "h"), UInt8(ascii: "m"), UInt8(ascii: "s")]
    if elapsed.contains(lower[0]), lower.allSatisfy({ $0 == lower[0] }) {
      hasElapsed = true
    } else if first == UInt8(ascii: "$") {
      currency(lower)
    } else if first == UInt8(ascii: "<") || first == UInt8(ascii: ">") || first == UInt8(ascii: "=")
    {
      condition = Self.condition(content)
    }
  }

  private mutating func currency(_ content: [UInt8]) {
    let parts = content.dropFirst().split(
      separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
    if let symbol = parts.first, !symbol.isEmpty { hasCurrency = true }
    guard parts.count == 2 else { return }
    if parts[1].elementsEqual("f800".utf8) || parts[1].elementsEqual("x-sysdate".utf8) {
      hasDate = true
    } else if parts[1].elementsEqual("f400".utf8) || parts[1].elementsEqual("x-systime".utf8) {
      hasTime = true
      hasHourOrSecond = true
    }
  }

  private static func condition(_ content: [UInt8]) -> NumberFormat.Condition? {
    let symbols = content.prefix { "<>=".utf8.contains($0) }
    let number = String(decoding: content.dropFirst(symbols.count), as: UTF8.self)
    guard let value = Double(number.split(separator: " ").joined()) else { return nil }
    let comparison: NumberFormat.Condition.Operator? =
      switch String(decoding: symbols, as: UTF8.self) {
      case "<": .less
      case "<=": .lessOrEqual
      case ">": .greater
      case ">=": .greaterOrEqual
      case "=": .equal
      case "<>": .notEqual
      default: nil
      }
    return comparison.map { NumberFormat.Condition(comparison: $0, value: value) }
  }
}
