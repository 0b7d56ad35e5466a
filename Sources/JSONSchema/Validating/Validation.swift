import RowcastJSONText
import RowcastMachine
import RowcastTabular

/// One value held against a schema.
struct Validation {
  let schema: JSONSchema
  private(set) var violations: [SchemaViolation] = []
  private var path: [SchemaViolation.Step] = []
  /// The resources that were entered, outermost first.
  private var scope: [Int] = []
  /// Above 0 where a violation decides between alternatives and is none of the whole.
  private var quiet = 0
  private var steps = 0
  private var depth = 0

  /// Steps for one value: keywords looked at, and what patterns take.
  static let stepLimit = 5_000_000
  /// Schemas inside each other, references among them.
  static let depthLimit = 300

  init(schema: JSONSchema) { self.schema = schema }

  /// What was looked at; nil when the value is not as the schema says.
  mutating func check(_ value: JSONValue, by number: Int) throws(JSONSchemaError) -> Evaluated? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw JSONSchemaError(.limit(what: "schemas inside each other", limit: Self.depthLimit))
    }
    let node = schema.nodes[number]
    let isEntered = scope.last != node.resource
    if isEntered { scope.append(node.resource) }
    defer { if isEntered { scope.removeLast() } }
    var seen = Evaluated()
    var isValid = true
    for keyword in node.keywords {
      try count(1)
      if try !check(value, keyword, &seen) { isValid = false }
    }
    return isValid ? seen : nil
  }

  private mutating func count(_ n: Int) throws(JSONSchemaError) {
    steps += n
    guard steps <= Self.stepLimit else {
      throw JSONSchemaError(.limit(what: "steps for one value", limit: Self.stepLimit))
    }
  }

  private mutating func check(
    _ value: JSONValue, _ keyword: Keyword, _ seen: inout Evaluated
  ) throws(JSONSchemaError) -> Bool {
    switch keyword {
    case .never: return told(.forbidden)
    case .type(let types, let names):
      let type = value.type
      if types.contains(type) || (type == .integer && types.contains(.number)) { return true }
      return told(.type(allowed: names, found: type.rawValue))
    case .values(let values, let shown):
      return values.contains(OneSpelling.bytes(of: value)) ? true : told(.value(allowed: shown))
    case .bound(let bound, let isLower, let isExclusive):
      guard case .number(let number) = value else { return true }
      let order = NumberOrder.compare(number, bound) * (isLower ? 1 : -1)
      if order > 0 || (order == 0 && !isExclusive) { return true }
      return told(.bound(bound, isLower: isLower, isExclusive: isExclusive))
    case .multiple(let divisor):
      guard case .number(let number) = value else { return true }
      return divisor.divides(number) ? true : told(.multiple(divisor.number))
    case .length(let limit, let isLeast):
      guard case .string(let text) = value else { return true }
      return checkCount(text.unicodeScalars.count, .characters, limit, isLeast: isLeast)
    case .pattern(let pattern):
      guard case .string(let text) = value else { return true }
      return try matches(pattern, text) ? true : told(.pattern(pattern.text))
    case .format(let format):
      guard case .string(let text) = value else { return true }
      return format.accepts(text) ? true : told(.format(format.rawValue))
    case .itemCount(let limit, let isLeast):
      guard case .array(let items) = value else { return true }
      return checkCount(items.count, .items, limit, isLeast: isLeast)
    case .uniqueItems:
      guard case .array(let items) = value else { return true }
      try count(items.count)
      return Set(items.map(OneSpelling.bytes(of:))).count == items.count
        ? true : told(.repeatedItems)
    case .memberCount(let limit, let isLeast):
      guard case .object(let members) = value else { return true }
      return checkCount(members.count, .members, limit, isLeast: isLeast)
    case .required(let names):
      guard case .object(let members) = value else { return true }
      return checkMembers(members, names)
    case .dependentRequired(let needs):
      guard case .object(let members) = value else { return true }
      var isValid = true
      for (name, names) in needs where members.contains(name) {
        if !checkMembers(members, names) { isValid = false }
      }
      return isValid
    case .prefixItems, .items, .contains, .unevaluatedItems:
      guard case .array(let items) = value else { return true }
      return try checkItems(items, keyword, &seen)
    case .members, .memberNames, .dependentSchemas, .unevaluatedMembers:
      guard case .object(let members) = value else { return true }
      return try checkMembers(members, of: value, keyword, &seen)
    case .all, .any, .one, .not, .conditional, .reference, .dynamicReference:
      return try checkCombined(value, keyword, &seen)
    }
  }

  // What is wrong.

  private mutating func told(_ reason: SchemaViolation.Reason) -> Bool {
    if quiet == 0, violations.count < JSONSchema.violationLimit {
      violations.append(SchemaViolation(path: path, reason: reason))
    }
    return false
  }

  private mutating func checkCount(
    _ found: Int, _ counted: SchemaViolation.Counted, _ limit: Int, isLeast: Bool
  ) -> Bool {
    if isLeast ? found >= limit : found <= limit { return true }
    return told(.count(counted, limit: limit, isLeast: isLeast, found: found))
  }

  private mutating func checkMembers(_ members: JSONObject, _ names: [String]) -> Bool {
    var isValid = true
    for name in names where !members.contains(name) { isValid = told(.missing(name)) }
    return isValid
  }

  private mutating func matches(
    _ pattern: Pattern, _ text: String
  ) throws(JSONSchemaError) -> Bool {
    let found = pattern.isFound(in: text, steps: Self.stepLimit - steps)
    try count(found.steps)
    return found.isFound
  }

  // What holds other schemas.

  private mutating func checkPart(
    _ value: JSONValue, at step: SchemaViolation.Step, by number: Int
  ) throws(JSONSchemaError) -> Bool {
    path.append(step)
    defer { path.removeLast() }
    return try check(value, by: number) != nil
  }

  /// Whether a schema fits, without a word when it does not.
  private mutating func fits(
    _ value: JSONValue, _ number: Int
  ) throws(JSONSchemaError) -> Evaluated? {
    quiet += 1
    defer { quiet -= 1 }
    return try check(value, by: number)
  }

  private mutating func checkCombined(
    _ value: JSONValue, _ keyword: Keyword, _ seen: inout Evaluated
  ) throws(JSONSchemaError) -> Bool {
    switch keyword {
    case .all(let numbers):
      var isValid = true
      for number in numbers {
        if let found = try check(value, by: number) { merge(found, &seen) } else { isValid = false }
      }
      return isValid
    case .any(let numbers), .one(let numbers):
      var isOne = false
      if case .one = keyword { isOne = true }
      var fitting = 0
      for number in numbers {
        guard let found = try fits(value, number) else { continue }
        fitting += 1
        merge(found, &seen)
        if !isOne, !schema.needsAnnotations { return true }
      }
      if fitting == 1 || (fitting > 1 && !isOne) { return true }
      return told(.alternatives(isOne ? "oneOf" : "anyOf", fitting: fitting))
    case .not(let number): return try fits(value, number) == nil ? true : told(.negated)
    case .conditional(let condition, let then, let otherwise):
      let found = try fits(value, condition)
      if let found { merge(found, &seen) }
      guard let next = found != nil ? then : otherwise else { return true }
      return try checkSame(value, by: next, &seen)
    case .reference(let number): return try checkSame(value, by: number, &seen)
    case .dynamicReference(let number, let anchor):
      var target = number
      if let anchor {
        for resource in scope {
          if let found = schema.dynamicAnchors[.init(resource: resource, name: anchor)] {
            target = found
            break
          }
        }
      }
      return try checkSame(value, by: target, &seen)
    default: return true
    }
  }

  private mutating func checkSame(
    _ value: JSONValue, by number: Int, _ seen: inout Evaluated
  ) throws(JSONSchemaError) -> Bool {
    guard let found = try check(value, by: number) else { return false }
    merge(found, &seen)
    return true
  }

  private func merge(_ found: Evaluated, _ seen: inout Evaluated) {
    if schema.needsAnnotations { seen.merge(found) }
  }

  private mutating func checkItems(
    _ items: [JSONValue], _ keyword: Keyword, _ seen: inout Evaluated
  ) throws(JSONSchemaError) -> Bool {
    var isValid = true
    switch keyword {
    case .prefixItems(let numbers):
      for (i, number) in numbers.enumerated() where i < items.count {
        if try !checkPart(items[i], at: .index(i), by: number) { isValid = false }
      }
      seen.items = max(seen.items, min(numbers.count, items.count))
    case .items(let number, let first):
      for i in items.indices where i >= first {
        if try !checkPart(items[i], at: .index(i), by: number) { isValid = false }
      }
      seen.hasAllItems = true
    case .contains(let number, let least, let most):
      var found = 0
      for (i, item) in items.enumerated() where try fits(item, number) != nil {
        found += 1
        if schema.needsAnnotations { seen.furtherItems.insert(i) }
      }
      if found < least { isValid = checkCount(found, .matches, least, isLeast: true) }
      if let most, found > most { isValid = checkCount(found, .matches, most, isLeast: false) }
    case .unevaluatedItems(let number):
      for i in items.indices where !seen.hasItem(i) {
        if try !checkPart(items[i], at: .index(i), by: number) { isValid = false }
      }
      seen.hasAllItems = true
    default: break
    }
    return isValid
  }

  private mutating func checkMembers(
    _ members: JSONObject, of whole: JSONValue, _ keyword: Keyword, _ seen: inout Evaluated
  ) throws(JSONSchemaError) -> Bool {
    var isValid = true
    switch keyword {
    case .members(let rules):
      for (name, value) in members.members {
        var isMet = false
        if let number = rules.named[name] {
          isMet = true
          if try !checkPart(value, at: .key(name), by: number) { isValid = false }
        }
        for (pattern, number) in rules.patterns where try matches(pattern, name) {
          isMet = true
          if try !checkPart(value, at: .key(name), by: number) { isValid = false }
        }
        if !isMet, let number = rules.others {
          isMet = true
          if try !checkPart(value, at: .key(name), by: number) { isValid = false }
        }
        if isMet, schema.needsAnnotations { seen.members.insert(name) }
      }
    case .memberNames(let number):
      for name in members.keys {
        if try !checkPart(.string(name), at: .key(name), by: number) { isValid = false }
      }
    case .dependentSchemas(let needs):
      for (name, number) in needs where members.contains(name) {
        if try !checkSame(whole, by: number, &seen) { isValid = false }
      }
    case .unevaluatedMembers(let number):
      for (name, value) in members.members where !seen.hasMember(name) {
        if try !checkPart(value, at: .key(name), by: number) { isValid = false }
      }
      seen.hasAllMembers = true
    default: break
    }
    return isValid
  }
}

extension JSONValue {
  /// The type; `integer` for numbers without a fraction, also for `1.0`.
  fileprivate var type: JSONType {
    switch self {
    case .null: .null
    case .boolean: .boolean
    case .number(let number):
      number.text.withBytes { DecimalDigits($0) }.exponent >= 0 ? .integer : .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }
}
