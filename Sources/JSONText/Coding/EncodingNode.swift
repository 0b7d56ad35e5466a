/// A JSON value in the making: what containers of an encoder write into.
///
/// A class, because containers that are handed out later must still reach it.
final class EncodingNode {
  private var single: JSONValue?
  private var elements: [Element]?
  private var members: [String: Int]?
  private var keys: [String] = []

  private enum Element {
    case value(JSONValue)
    case node(EncodingNode)

    var value: JSONValue {
      switch self {
      case .value(let value): value
      case .node(let node): node.value
      }
    }
  }

  var count: Int { elements?.count ?? 0 }

  func set(_ value: JSONValue) { single = value }

  func becomeArray() { if elements == nil { elements = [] } }

  func becomeObject() {
    if elements == nil { elements = [] }
    if members == nil { members = [:] }
  }

  func append(_ value: JSONValue) { elements?.append(.value(value)) }
  func append(_ node: EncodingNode) { elements?.append(.node(node)) }
  func set(_ key: String, _ value: JSONValue) { set(key, .value(value)) }
  func set(_ key: String, _ node: EncodingNode) { set(key, .node(node)) }

  /// The node of a key that is already there.
  func node(_ key: String) -> EncodingNode? {
    guard let place = members?[key], case .node(let node)? = elements?[place] else { return nil }
    return node
  }

  private func set(_ key: String, _ element: Element) {
    if let place = members?[key] {
      elements?[place] = element
    } else {
      members?[key] = keys.count
      keys.append(key)
      elements?.append(element)
    }
  }

  /// The finished value; an object when nothing was written.
  var value: JSONValue {
    if let single { return single }
    guard let elements else { return .object(JSONObject()) }
    if members == nil { return .array(elements.map(\.value)) }
    return .object(JSONObject(zip(keys, elements).map { ($0, $1.value) }))
  }

  /// Encodes any value; dictionaries and sets get an order.
  static func encode<T: Encodable>(_ value: T, path: [any CodingKey]) throws -> EncodingNode {
    let node = EncodingNode()
    if let value = value as? JSONValue {
      node.set(value)
      return node
    }
    try value.encode(to: ValueEncoder(node: node, codingPath: path))
    if value is any Unordered {
      node.set(Self.ordered(node.value, inPairs: value is any UnorderedPairs))
    }
    return node
  }

  /// The same content in an order that does not depend on hash values.
  private static func ordered(_ value: JSONValue, inPairs: Bool) -> JSONValue {
    switch value {
    case .object(let object): return .object(object.sorted())
    case .array(let values):
      let step = inPairs && values.count % 2 == 0 ? 2 : 1
      let groups = stride(from: 0, to: values.count, by: step).map {
        (text: values[$0].text(), values: Array(values[$0..<($0 + step)]))
      }
      return .array(groups.sorted { $0.text < $1.text }.flatMap(\.values))
    default: return value
    }
  }
}

/// Collections without an order of their own.
private protocol Unordered {}
/// Those whose keys and values follow each other when keys are not texts.
private protocol UnorderedPairs: Unordered {}
extension Dictionary: UnorderedPairs {}
extension Set: Unordered {}
