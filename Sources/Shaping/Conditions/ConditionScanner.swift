import RowcastTabular

/// Cuts a condition into tokens.
struct ConditionScanner {
  private let text: String
  private let characters: [Character]
  private var next = 0

  init(_ text: String) {
    self.text = text
    characters = Array(text)
  }

  /// All tokens, the end among them.
  mutating func tokens() throws(ConditionError) -> [ConditionToken] {
    var tokens: [ConditionToken] = []
    while true {
      while next < characters.count, characters[next].isWhitespace { next += 1 }
      let start = next
      let kind = try token()
      tokens.append(
        ConditionToken(kind: kind, column: start, text: String(characters[start..<next])))
      if kind == .end { return tokens }
    }
  }

  private mutating func token() throws(ConditionError) -> ConditionToken.Kind {
    guard next < characters.count else { return .end }
    let character = characters[next]
    switch character {
    case "(": return taking(1, .open)
    case ")": return taking(1, .close)
    case ",": return taking(1, .comma)
    case "\"", "'": return .quoted(try delimited(by: character))
    case "`": return .bracketed(try delimited(by: character))
    case "[": return .bracketed(try delimited(by: "]"))
    case "=": return taking(follows("=") ? 2 : 1, .comparison(.equal))
    case "!" where follows("="): return taking(2, .comparison(.unequal))
    case "<" where follows(">"): return taking(2, .comparison(.unequal))
    case "<" where follows("="): return taking(2, .comparison(.lessOrEqual))
    case "<": return taking(1, .comparison(.less))
    case ">" where follows("="): return taking(2, .comparison(.greaterOrEqual))
    case ">": return taking(1, .comparison(.greater))
    case "0"..."9", "-", "+", ".": return try number()
    default:
      guard Self.isOfName(character) else {
        throw ConditionError(
          .expected("a column, a value or an operator", found: "\"\(character)\""), in: text,
          at: next)
      }
      let start = next
      while next < characters.count, Self.isOfName(characters[next]) { next += 1 }
      return .word(String(characters[start..<next]))
    }
  }

  private mutating func taking(
    _ count: Int, _ kind: ConditionToken.Kind
  ) -> ConditionToken.Kind {
    next += count
    return kind
  }

  private func follows(_ character: Character) -> Bool {
    next + 1 < characters.count && characters[next + 1] == character
  }

  /// What stands until a closing mark, which is doubled where it is meant itself.
  private mutating func delimited(by mark: Character) throws(ConditionError) -> String {
    let start = next
    var content = ""
    next += 1
    while next < characters.count {
      let character = characters[next]
      next += 1
      guard character == mark else {
        content.append(character)
        continue
      }
      guard next < characters.count, characters[next] == mark else { return content }
      content.append(mark)
      next += 1
    }
    throw ConditionError(.unclosed(String(characters[start])), in: text, at: start)
  }

  /// A number, a date (2024-01-31, 2024-01-31T10:30) or a time (10:30).
  private mutating func number() throws(ConditionError) -> ConditionToken.Kind {
    let start = next
    while next < characters.count,
      Self.isOfName(characters[next]) || "+-:.".contains(characters[next])
    {
      next += 1
    }
    let digits = String(characters[start..<next])
    if let number = ConditionLiteral.number(digits) { return .number(number) }
    if let found = ConditionLiteral.temporal(digits), found.kind != .duration {
      return .temporal(found.kind, found.milliseconds)
    }
    throw ConditionError(.badNumber(digits), in: text, at: start)
  }

  private static func isOfName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_.$#@%".contains(character)
      || (!character.isASCII && !character.isWhitespace && !character.isPunctuation)
  }
}
