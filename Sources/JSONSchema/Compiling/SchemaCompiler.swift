import RowcastJSONText
import RowcastTabular

/// Makes nodes of the schemas of a document: those that the root reaches, each once, without recursion.
struct SchemaCompiler {
  private let document: JSONValue
  private let index: SchemaIndex
  private(set) var nodes: [SchemaNode] = []
  private(set) var needsAnnotations = false
  /// Formats that are not looked at.
  private(set) var uncheckedFormats: Set<String> = []
  /// Nodes of dynamic anchors: resource and name.
  private(set) var dynamicAnchors: [Anchor: Int] = [:]
  private let assertsFormats: Bool
  private var numbers: [[String]: Int] = [:]
  private var open: [(number: Int, place: [String])] = []

  struct Anchor: Hashable, Sendable {
    var resource: Int
    var name: String
  }

  static let nodeLimit = 100_000

  init(
    _ document: JSONValue, _ index: SchemaIndex, at place: [String], assertsFormats: Bool
  ) throws(JSONSchemaError) {
    self.document = document
    self.index = index
    self.assertsFormats = assertsFormats
    _ = try number(at: place)
    for (i, resource) in index.resources.enumerated() {
      for name in resource.dynamicAnchors {
        if let place = resource.anchors[name] {
          dynamicAnchors[Anchor(resource: i, name: name)] = try number(at: place)
        }
      }
    }
    while let (number, place) = open.popLast() { try compile(number, at: place) }
  }

  /// The number of the schema at a place.
  private mutating func number(at place: [String]) throws(JSONSchemaError) -> Int {
    if let known = numbers[place] { return known }
    guard nodes.count < Self.nodeLimit else {
      throw JSONSchemaError(.limit(what: "schemas", limit: Self.nodeLimit))
    }
    let number = nodes.count
    nodes.append(SchemaNode(keywords: [], resource: index.resource(at: place)))
    numbers[place] = number
    open.append((number, place))
    return number
  }

  private func value(at place: [String]) -> JSONValue? {
    var value: JSONValue? = document
    for token in place { value = value.flatMap { Pointer.step($0, token) } }
    return value
  }

  private mutating func compile(_ number: Int, at place: [String]) throws(JSONSchemaError) {
    let resource = nodes[number].resource
    switch value(at: place) {
    case .boolean(let isOpen)?: nodes[number].keywords = isOpen ? [] : [.never]
    case .object(let members)?:
      if let dialect = members["$schema"]?.string,
        !dialect.hasPrefix("https://json-schema.org/draft/2020-12/schema")
      {
        throw JSONSchemaError(.dialect(dialect), at: pointer(place))
      }
      let reader = KeywordReader(members: members, place: place)
      var keywords = try reader.assertions()
      try addText(reader, &keywords)
      try addReferences(reader, resource, &keywords)
      try addApplicators(reader, &keywords)
      nodes[number].keywords = keywords
    default: throw JSONSchemaError(.noSchema, at: pointer(place))
    }
  }

  private mutating func addText(
    _ reader: KeywordReader, _ keywords: inout [Keyword]
  ) throws(JSONSchemaError) {
    if let pattern = try reader.text("pattern") {
      keywords.append(.pattern(try reader.pattern(pattern)))
    }
    guard assertsFormats, let name = try reader.text("format") else { return }
    if let format = TextFormat(rawValue: name) {
      keywords.append(.format(format))
    } else {
      uncheckedFormats.insert(name)
    }
  }

  private mutating func addReferences(
    _ reader: KeywordReader, _ resource: Int, _ keywords: inout [Keyword]
  ) throws(JSONSchemaError) {
    if let text = try reader.text("$ref") {
      keywords.append(.reference(try number(of: text, from: resource, reader.place).0))
    }
    if let text = try reader.text("$dynamicRef") {
      let (target, found) = try number(of: text, from: resource, reader.place)
      let fragment = Reference(text).fragment ?? ""
      let isDynamic = index.resources[found].dynamicAnchors.contains(fragment)
      keywords.append(.dynamicReference(target, anchor: isDynamic ? fragment : nil))
    }
  }

  private mutating func number(
    of text: String, from resource: Int, _ place: [String]
  ) throws(JSONSchemaError) -> (Int, Int) {
    let reference = Reference(text)
    guard let target = index.target(of: reference, from: resource), value(at: target.place) != nil
    else {
      let isHere = index.hasDocument(reference, from: resource)
      throw JSONSchemaError(isHere ? .noTarget(text) : .remote(text), at: pointer(place))
    }
    return (try number(at: target.place), target.resource)
  }

  private mutating func addApplicators(
    _ reader: KeywordReader, _ keywords: inout [Keyword]
  ) throws(JSONSchemaError) {
    let all = try list("allOf", reader)
    if let all { keywords.append(.all(all)) }
    if let any = try list("anyOf", reader) { keywords.append(.any(any)) }
    if let one = try list("oneOf", reader) { keywords.append(.one(one)) }
    if let inner = try single("not", reader) { keywords.append(.not(inner)) }
    let (then, otherwise) = (try single("then", reader), try single("else", reader))
    if let condition = try single("if", reader) {
      keywords.append(.conditional(condition, then: then, else: otherwise))
    }
    let prefix = try list("prefixItems", reader) ?? []
    if !prefix.isEmpty { keywords.append(.prefixItems(prefix)) }
    if let items = try single("items", reader) {
      keywords.append(.items(items, from: prefix.count))
    }
    if let inner = try single("contains", reader) {
      keywords.append(
        .contains(
          inner, least: try reader.count("minContains") ?? 1,
          most: try reader.count("maxContains")))
    }
    var rules = MemberRules()
    for (name, inner) in try map("properties", reader) { rules.named[name] = inner }
    for (text, inner) in try map("patternProperties", reader) {
      rules.patterns.append((try reader.pattern(text), inner))
    }
    rules.others = try single("additionalProperties", reader)
    if !rules.named.isEmpty || !rules.patterns.isEmpty || rules.others != nil {
      keywords.append(.members(rules))
    }
    if let inner = try single("propertyNames", reader) { keywords.append(.memberNames(inner)) }
    let dependent = try map("dependentSchemas", reader)
    if !dependent.isEmpty { keywords.append(.dependentSchemas(dependent)) }
    if let inner = try single("unevaluatedItems", reader) {
      keywords.append(.unevaluatedItems(inner))
      needsAnnotations = true
    }
    if let inner = try single("unevaluatedProperties", reader) {
      keywords.append(.unevaluatedMembers(inner))
      needsAnnotations = true
    }
  }

  private mutating func single(
    _ key: String, _ reader: KeywordReader
  ) throws(JSONSchemaError) -> Int? {
    reader.members.contains(key) ? try number(at: reader.place + [key]) : nil
  }

  private mutating func list(
    _ key: String, _ reader: KeywordReader
  ) throws(JSONSchemaError) -> [Int]? {
    guard let value = reader.members[key] else { return nil }
    guard case .array(let values) = value, !values.isEmpty else {
      throw reader.bad(key, "a list of schemas")
    }
    var numbers: [Int] = []
    for i in values.indices { numbers.append(try number(at: reader.place + [key, "\(i)"])) }
    return numbers
  }

  private mutating func map(
    _ key: String, _ reader: KeywordReader
  ) throws(JSONSchemaError) -> [(String, Int)] {
    guard let value = reader.members[key] else { return [] }
    guard case .object(let members) = value else { throw reader.bad(key, "schemas by name") }
    var found: [(String, Int)] = []
    for name in members.keys { found.append((name, try number(at: reader.place + [key, name]))) }
    return found
  }
}
