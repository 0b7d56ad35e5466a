/// Reads patterns of ECMAScript with its `u` flag, as JSON Schema recommends them; escapes of other
/// punctuation are read as that character.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var next = 0
  private var depth = 0

  private static let depthLimit = 100
  static let repeatLimit = 10_000

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func pattern() throws(PatternError) -> PatternNode {
    let node = try alternatives()
    if let scalar = peek { throw error(.unexpected(String(scalar))) }
    return node
  }

  private var peek: Unicode.Scalar? { next < scalars.count ? scalars[next] : nil }

  private func error(_ reason: PatternError.Reason) -> PatternError {
    PatternError(reason: reason, offset: min(next, scalars.count))
  }

  private mutating func take(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard scalars[next...].starts(with: wanted) else { return false }
    next += wanted.count
    return true
  }

  private mutating func any() throws(PatternError) -> Unicode.Scalar {
    guard let scalar = peek else { throw error(.unexpectedEnd) }
    next += 1
    return scalar
  }

  private mutating func alternatives() throws(PatternError) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw error(.tooDeep(limit: Self.depthLimit)) }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var nodes: [PatternNode] = []
    while let scalar = peek, scalar != "|", scalar != ")" {
      let node = try atom()
      nodes.append(try quantified(node))
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func atom() throws(PatternError) -> PatternNode {
    let start = next
    let scalar = try any()
    switch scalar {
    case "^": return .assertion(.start)
    case "$": return .assertion(.end)
    case ".": return .set(.notLineEnds)
    case "(": return try group()
    case "[": return .set(try characterClass())
    case "\\": return try escape()
    case "*", "+", "?", "{", "}", "]":
      next = start
      throw error(.unexpected(String(scalar)))
    default: return .set(ScalarSet([.range(scalar.value, scalar.value)]))
    }
  }

  private mutating func group() throws(PatternError) -> PatternNode {
    if take("?") {
      if take("=") || take("!") { throw error(.unsupported("look-ahead")) }
      if take("<=") || take("<!") { throw error(.unsupported("look-behind")) }
      if take("<") {
        while try any() != ">" {}
      } else if !take(":") {
        throw error(.unsupported("a group of this kind"))
      }
    }
    let node = try alternatives()
    guard take(")") else { throw error(.unexpectedEnd) }
    return node
  }

  private mutating func quantified(_ node: PatternNode) throws(PatternError) -> PatternNode {
    let start = next
    let bounds: (Int, Int?)
    if take("*") {
      bounds = (0, nil)
    } else if take("+") {
      bounds = (1, nil)
    } else if take("?") {
      bounds = (0, 1)
    } else if take("{") {
      let least = try number()
      var most: Int? = least
      if take(",") { most = peek == "}" ? nil : try number() }
      guard take("}") else { throw error(.unexpected(peek.map { String($0) } ?? "the end")) }
      if let most, most < least { throw error(.badRange) }
      bounds = (least, most)
    } else {
      return node
    }
    if case .assertion = node {
      next = start
      throw error(.unexpected("a quantifier"))
    }
    _ = take("?")
    return .repeated(node, least: bounds.0, most: bounds.1)
  }

  private mutating func number() throws(PatternError) -> Int {
    var value = 0
    var hasDigits = false
    while let scalar = peek, ("0"..."9") ~= scalar {
      value = min(value * 10 + Int(scalar.value - 0x30), 1 << 32)
      hasDigits = true
      next += 1
    }
    guard hasDigits else { throw error(.unexpected(peek.map { String($0) } ?? "the end")) }
    guard value <= Self.repeatLimit else { throw error(.tooLarge(limit: Self.repeatLimit)) }
    return value
  }

  /// What follows a backslash outside of a class.
  private mutating func escape() throws(PatternError) -> PatternNode {
    if take("b") { return .assertion(.wordBorder) }
    if take("B") { return .assertion(.noWordBorder) }
    if let scalar = peek, ("1"..."9") ~= scalar || scalar == "k" {
      throw error(.unsupported("a back reference"))
    }
    return .set(ScalarSet([try escapedItem()]))
  }

  /// A class or a character behind a backslash.
  private mutating func escapedItem() throws(PatternError) -> ScalarSet.Item {
    let start = next
    let scalar = try any()
    func one(_ value: UInt32) -> ScalarSet.Item { .range(value, value) }
    switch scalar {
    case "d": return .range(0x30, 0x39)
    case "D": return .except(ScalarSet.digits)
    case "w": return .except([.except(ScalarSet.wordCharacters)])
    case "W": return .except(ScalarSet.wordCharacters)
    case "s": return .except([.except(ScalarSet.spaces)])
    case "S": return .except(ScalarSet.spaces)
    case "t": return one(0x09)
    case "n": return one(0x0A)
    case "v": return one(0x0B)
    case "f": return one(0x0C)
    case "r": return one(0x0D)
    case "0" where !(peek.map { ("0"..."9") ~= $0 } ?? false): return one(0)
    case "c":
      let letter = try any()
      guard letter.isASCII, letter.properties.isAlphabetic else { break }
      return one(letter.value % 32)
    case "x":
      if let value = hex(2) { return one(value) }
    case "u":
      if let value = unicode() { return one(value) }
    case "p", "P": return try property(isNegated: scalar == "P")
    case _ where !(scalar.properties.isAlphabetic || scalar == "_" || ("0"..."9") ~= scalar):
      return one(scalar.value)
    default: break
    }
    let end = min(next, scalars.count)
    next = start
    let text = scalars[start..<end].map { String($0) }.joined()
    throw error(.badEscape("\\" + text))
  }

  private mutating func hex(_ count: Int) -> UInt32? {
    guard next + count <= scalars.count else { return nil }
    let digits = scalars[next..<(next + count)].map { String($0) }.joined()
    guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
      let value = UInt32(digits, radix: 16)
    else { return nil }
    next += count
    return value
  }

  /// `\u0041`, `\u{1F432}`, or a pair of surrogates, behind the letter.
  private mutating func unicode() -> UInt32? {
    if take("{") {
      let start = next
      while let scalar = peek, scalar != "}" { next += 1 }
      let digits = scalars[start..<next].map { String($0) }.joined()
      guard take("}"), digits.count <= 8, let value = UInt32(digits, radix: 16), value <= 0x10FFFF
      else { return nil }
      return value
    }
    guard let first = hex(4) else { return nil }
    guard (0xD800..<0xDC00).contains(first) else { return first }
    let start = next
    if take("\\u"), let second = hex(4), (0xDC00..<0xE000).contains(second) {
      return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }
    next = start
    return first
  }

  private mutating func property(isNegated: Bool) throws(PatternError) -> ScalarSet.Item {
    guard take("{") else { throw error(.unexpected("\\p without {}")) }
    var name = ""
    while true {
      let scalar = try any()
      if scalar == "}" { break }
      name.unicodeScalars.append(scalar)
    }
    guard let property = ScalarProperty(name) else { throw error(.unknownProperty(name)) }
    return .property(property, isNegated: isNegated)
  }

  /// What stands between brackets.
  private mutating func characterClass() throws(PatternError) -> ScalarSet {
    let isNegated = take("^")
    var items: [ScalarSet.Item] = []
    while !take("]") {
      let item = try classItem()
      guard peek == "-", next + 1 < scalars.count, scalars[next + 1] != "]" else {
        items.append(item)
        continue
      }
      next += 1
      let other = try classItem()
      guard case .range(let first, let same) = item, first == same,
        case .range(let last, let twin) = other, last == twin
      else { throw error(.unexpected("a class as the end of a range")) }
      guard first <= last else { throw error(.badRange) }
      items.append(.range(first, last))
    }
    return ScalarSet(items, isNegated: isNegated)
  }

  private mutating func classItem() throws(PatternError) -> ScalarSet.Item {
    let scalar = try any()
    guard scalar == "\\" else { return .range(scalar.value, scalar.value) }
    if take("b") { return .range(8, 8) }
    return try escapedItem()
  }
}
