import RowcastTabular

/// Recursive descent over the tokens of a condition.
struct ConditionParser {
  private let text: String
  private let tokens: [ConditionToken]
  private var next = 0
  private var depth = 0

  private static let depthLimit = 100
  private static let comparisons = "=, !=, <, <=, >, >=, in, is null"

  init(_ text: String) throws(ConditionError) {
    self.text = text
    var scanner = ConditionScanner(text)
    tokens = try scanner.tokens()
  }

  private var token: ConditionToken { tokens[min(next, tokens.count - 1)] }

  /// The whole condition.
  mutating func condition() throws(ConditionError) -> Condition.Node {
    let node = try alternatives()
    guard token.kind == .end else { throw unexpected("\"and\", \"or\" or the end") }
    return node
  }

  private mutating func alternatives() throws(ConditionError) -> Condition.Node {
    var nodes = [try conjunction()]
    while takesWord("or") { nodes.append(try conjunction()) }
    return nodes.count == 1 ? nodes[0] : .any(nodes)
  }

  private mutating func conjunction() throws(ConditionError) -> Condition.Node {
    var nodes = [try part()]
    while takesWord("and") { nodes.append(try part()) }
    return nodes.count == 1 ? nodes[0] : .all(nodes)
  }

  private mutating func part() throws(ConditionError) -> Condition.Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw ConditionError(.tooDeep(limit: Self.depthLimit), in: text, at: token.column)
    }
    if takesWord("not") { return .not(try part()) }
    if takes(.open) {
      let node = try alternatives()
      guard takes(.close) else { throw unexpected("\")\"") }
      return node
    }
    return try test()
  }

  private mutating func test() throws(ConditionError) -> Condition.Node {
    let first = token
    let operand = try self.operand(isLeft: true)
    guard case .column(let name) = operand.content else {
      guard case .comparison(let comparison) = token.kind else {
        throw unexpected("a comparison")
      }
      next += 1
      let place = token.column
      guard case .column(let name) = try self.operand(isLeft: false).content else {
        throw ConditionError(.noColumnHere, in: text, at: first.column)
      }
      return .compare(.init(name: name, place: place), comparison.mirrored, operand)
    }
    let column = Condition.Column(name: name, place: first.column)
    if case .comparison(let comparison) = token.kind {
      next += 1
      return .compare(column, comparison, try self.operand(isLeft: false))
    }
    if takesWord("is") {
      let isNegated = takesWord("not")
      guard takesWord("null") else { throw unexpected("\"null\"") }
      return isNegated ? .not(.isNull(column)) : .isNull(column)
    }
    let isNegated = tokens[min(next + 1, tokens.count - 1)].isWord("in") && takesWord("not")
    if takesWord("in") {
      let node = Condition.Node.isAmong(column, try values())
      return isNegated ? .not(node) : node
    }
    switch token.kind {
    case .end, .close: return .truth(column)
    case .word where token.isWord("and") || token.isWord("or"): return .truth(column)
    default: throw unexpected("a comparison (\(Self.comparisons))")
    }
  }

  /// The list of `in`.
  private mutating func values() throws(ConditionError) -> [Condition.Operand] {
    guard takes(.open) else { throw unexpected("\"(\"") }
    var values: [Condition.Operand] = []
    repeat {
      let place = token.column
      let value = try operand(isLeft: false)
      guard case .literal = value.content else {
        throw ConditionError(
          .expected("a value in the list; a text stands in quotes", found: value.shown), in: text,
          at: place)
      }
      values.append(value)
    } while takes(.comma)
    guard takes(.close) else { throw unexpected("\",\" or \")\"") }
    return values
  }

  /// A column or a value; quotes hold a column's name left of an operator, and a text right of it.
  private mutating func operand(isLeft: Bool) throws(ConditionError) -> Condition.Operand {
    let token = token
    let content: Condition.Operand.Content
    switch token.kind {
    case .bracketed(let name): content = .column(name)
    case .quoted(let name) where isLeft: content = .column(name)
    case .quoted(let value): content = .literal(.text(value, ConditionLiteral.temporal(value)))
    case .number(let number): content = .literal(.number(number))
    case .temporal(let kind, let milliseconds):
      content = .literal(.temporal(.init(kind: kind, milliseconds: milliseconds)))
    case .word(let word):
      switch word.lowercased() {
      case "true": content = .literal(.boolean(true))
      case "false": content = .literal(.boolean(false))
      case "null": throw unexpected("a value; \"is null\" asks for a missing one")
      case "and", "or", "not", "in", "is": throw unexpected("a column or a value")
      default: content = .column(word)
      }
    default: throw unexpected(isLeft ? "a condition" : "a value")
    }
    next += 1
    return Condition.Operand(content: content, place: token.column, shown: token.text)
  }

  private mutating func takes(_ kind: ConditionToken.Kind) -> Bool {
    guard token.kind == kind else { return false }
    next += 1
    return true
  }

  private mutating func takesWord(_ word: String) -> Bool {
    guard token.isWord(word) else { return false }
    next += 1
    return true
  }

  private func unexpected(_ what: String) -> ConditionError {
    ConditionError(.expected(what, found: token.shown), in: text, at: token.column)
  }
}
