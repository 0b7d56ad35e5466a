import RowcastJSONText
import RowcastTabular

/// The members of one schema, read as what their keywords take.
struct KeywordReader {
  let members: JSONObject
  let place: [String]

  func bad(_ key: String, _ takes: String) -> JSONSchemaError {
    JSONSchemaError(.badValue(keyword: key, takes: takes), at: pointer(place))
  }

  func text(_ key: String) throws(JSONSchemaError) -> String? {
    guard let value = members[key] else { return nil }
    guard let text = value.string else { throw bad(key, "a text") }
    return text
  }

  func count(_ key: String) throws(JSONSchemaError) -> Int? {
    guard let value = members[key] else { return nil }
    guard let count = value.integer, count >= 0 else { throw bad(key, "a whole number from 0 on") }
    return count
  }

  func number(_ key: String) throws(JSONSchemaError) -> ExactNumber? {
    guard let value = members[key] else { return nil }
    guard case .number(let number) = value else { throw bad(key, "a number") }
    return number
  }

  func texts(_ value: JSONValue, _ key: String) throws(JSONSchemaError) -> [String] {
    guard let values = value.array else { throw bad(key, "a list of texts") }
    let texts = values.compactMap(\.string)
    guard texts.count == values.count else { throw bad(key, "a list of texts") }
    return texts
  }

  func pattern(_ text: String) throws(JSONSchemaError) -> Pattern {
    do throws(PatternError) { return try Pattern(text) } catch {
      throw JSONSchemaError(.pattern(text, error), at: pointer(place))
    }
  }

  /// The keywords that need no other schema.
  func assertions() throws(JSONSchemaError) -> [Keyword] {
    var keywords: [Keyword] = []
    if let type = members["type"] {
      let names: [String]
      if let name = type.string { names = [name] } else { names = try texts(type, "type") }
      let types = names.compactMap(JSONType.init(rawValue:))
      guard types.count == names.count, !types.isEmpty else {
        throw bad("type", JSONType.allCases.map(\.rawValue).joined(separator: ", ") + ", or a list")
      }
      keywords.append(.type(Set(types), names: names))
    }
    if let value = members["const"] {
      keywords.append(.values([OneSpelling.bytes(of: value)], shown: [value.text()]))
    }
    if let value = members["enum"] {
      guard let values = value.array else { throw bad("enum", "a list of values") }
      keywords.append(
        .values(Set(values.map(OneSpelling.bytes(of:))), shown: values.map { $0.text() }))
    }
    for (key, isLower, isExclusive) in [
      ("minimum", true, false), ("exclusiveMinimum", true, true), ("maximum", false, false),
      ("exclusiveMaximum", false, true),
    ] {
      if let bound = try number(key) {
        keywords.append(.bound(bound, isLower: isLower, isExclusive: isExclusive))
      }
    }
    if let value = try number("multipleOf") {
      guard let divisor = Divisor(value) else {
        throw bad("multipleOf", "a number above 0 of at most 18 digits")
      }
      keywords.append(.multiple(divisor))
    }
    for (key, isLeast) in [("min", true), ("max", false)] {
      if let n = try count(key + "Length") { keywords.append(.length(n, isLeast: isLeast)) }
      if let n = try count(key + "Items") { keywords.append(.itemCount(n, isLeast: isLeast)) }
      if let n = try count(key + "Properties") {
        keywords.append(.memberCount(n, isLeast: isLeast))
      }
    }
    if let value = members["uniqueItems"] {
      guard let isUnique = value.boolean else { throw bad("uniqueItems", "true or false") }
      if isUnique { keywords.append(.uniqueItems) }
    }
    if let value = members["required"] {
      keywords.append(.required(try texts(value, "required")))
    }
    if let value = members["dependentRequired"] {
      guard let map = value.object else { throw bad("dependentRequired", "lists of names by name") }
      var needs: [(String, [String])] = []
      for (name, list) in map.members { needs.append((name, try texts(list, "dependentRequired"))) }
      keywords.append(.dependentRequired(needs))
    }
    return keywords
  }
}
