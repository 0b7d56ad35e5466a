import RowcastJSONText

/// Where the schemas of a document are that have names: identifiers and anchors.
struct SchemaIndex {
  /// A schema with an identifier, or the whole document.
  struct Resource: Sendable {
    var base: Reference
    var place: [String]
    /// The places of anchors.
    var anchors: [String: [String]] = [:]
    /// Those of them that are dynamic.
    var dynamicAnchors: Set<String> = []
  }

  private(set) var resources: [Resource] = []
  private var byIdentifier: [String: Int] = [:]
  private var byPlace: [[String]: Int] = [:]
  /// Keywords that are nowhere defined; their values are not looked at.
  private(set) var unknownKeywords: Set<String> = []

  private static let maps: Set = [
    "$defs", "definitions", "properties", "patternProperties", "dependentSchemas",
  ]
  private static let lists: Set = ["allOf", "anyOf", "oneOf", "prefixItems"]
  private static let singles: Set = [
    "items", "contains", "additionalProperties", "propertyNames", "unevaluatedItems",
    "unevaluatedProperties", "not", "if", "then", "else", "contentSchema",
  ]
  private static let others: Set = [
    "$schema", "$id", "$anchor", "$dynamicAnchor", "$ref", "$dynamicRef", "$comment", "$vocabulary",
    "type", "const", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    "multipleOf", "minLength", "maxLength", "pattern", "format", "minItems", "maxItems",
    "uniqueItems", "minContains", "maxContains", "minProperties", "maxProperties", "required",
    "dependentRequired", "title", "description", "default", "examples", "deprecated", "readOnly",
    "writeOnly", "contentEncoding", "contentMediaType",
  ]

  init(_ document: JSONValue) throws(JSONSchemaError) {
    var open: [(value: JSONValue, place: [String], resource: Int)] = [(document, [], -1)]
    while let (value, place, outer) = open.popLast() {
      guard case .object(let members) = value else {
        if outer < 0 { try add(Resource(base: Reference(""), place: place)) }
        continue
      }
      var resource = outer
      let identifier = members["$id"]?.string
      if identifier != nil || outer < 0 {
        let base = outer < 0 ? Reference("") : resources[outer].base
        var own = Reference(identifier ?? "").resolved(against: base)
        own.fragment = nil
        resource = resources.count
        try add(Resource(base: own, place: place))
      }
      try addAnchors(of: members, at: place, in: resource)
      for (key, value) in members.members {
        let inner = place + [key]
        switch value {
        case .object(let map) where Self.maps.contains(key):
          for (name, schema) in map.members { open.append((schema, inner + [name], resource)) }
        case .array(let list) where Self.lists.contains(key):
          for (i, schema) in list.enumerated() { open.append((schema, inner + ["\(i)"], resource)) }
        case _ where Self.singles.contains(key): open.append((value, inner, resource))
        case _ where !Self.isKnown(key) && !key.hasPrefix("x-"): unknownKeywords.insert(key)
        default: break
        }
      }
    }
  }

  private static func isKnown(_ key: String) -> Bool {
    others.contains(key) || maps.contains(key) || lists.contains(key)
  }

  private mutating func add(_ resource: Resource) throws(JSONSchemaError) {
    let name = resource.base.whole
    guard byIdentifier.updateValue(resources.count, forKey: name) == nil else {
      throw JSONSchemaError(.repeatedName(name), at: pointer(resource.place))
    }
    byPlace[resource.place] = resources.count
    resources.append(resource)
  }

  private mutating func addAnchors(
    of members: JSONObject, at place: [String], in resource: Int
  ) throws(JSONSchemaError) {
    for key in ["$anchor", "$dynamicAnchor"] {
      guard let name = members[key]?.string else { continue }
      if let known = resources[resource].anchors[name], known != place {
        throw JSONSchemaError(.repeatedName(name), at: pointer(place))
      }
      resources[resource].anchors[name] = place
      if key == "$dynamicAnchor" { resources[resource].dynamicAnchors.insert(name) }
    }
  }

  /// The resource that a place lies in.
  func resource(at place: [String]) -> Int {
    var place = place
    while true {
      if let found = byPlace[place] { return found }
      if place.isEmpty { return 0 }
      place.removeLast()
    }
  }

  /// The place that a reference in a resource points to; nil where nothing is known of it.
  func target(of reference: Reference, from resource: Int) -> (place: [String], resource: Int)? {
    let whole = reference.resolved(against: resources[resource].base)
    guard let found = byIdentifier[whole.whole] else { return nil }
    let fragment = whole.fragment ?? ""
    if let tokens = Pointer.tokens(fragment) { return (resources[found].place + tokens, found) }
    return resources[found].anchors[fragment].map { ($0, found) }
  }

  /// Whether a document has this identifier.
  func hasDocument(_ reference: Reference, from resource: Int) -> Bool {
    byIdentifier[reference.resolved(against: resources[resource].base).whole] != nil
  }
}

/// A place as a JSON pointer.
func pointer(_ place: [String]) -> String { place.map { "/" + Pointer.escaped($0) }.joined() }
