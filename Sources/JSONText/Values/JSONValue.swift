public import RowcastTabular

/// A JSON document in memory: objects keep their order, numbers the text they were written with.
public enum JSONValue: Sendable, Hashable {
  /// JSON's `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A number with the text it was written with.
  case number(ExactNumber)
  /// A text, its escapes undone.
  case string(String)
  /// Values in their order.
  case array([JSONValue])
  /// Members in their order.
  case object(JSONObject)

  /// A whole number.
  public static func number(_ value: Int) -> JSONValue { .number(ExactNumber(value)) }

  /// A number, or for a double that is not finite the text `nan`, `inf` or `-inf`.
  public static func number(_ value: Double) -> JSONValue {
    ExactNumber(value).map { .number($0) } ?? .string(value.description)
  }

  /// An object with the given members, in their order.
  public static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(JSONObject(members.map { ($0.key, $0.value) }))
  }

  /// Whether the value is there but `null`.
  public var isNull: Bool { self == .null }

  /// The text; nil for other kinds.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The truth value; nil for other kinds.
  public var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }

  /// The nearest double, also of the texts `nan`, `inf` and `-inf`.
  public var double: Double? {
    switch self {
    case .number(let number): number.double
    case .string("nan"): .nan
    case .string("inf"): .infinity
    case .string("-inf"): -.infinity
    default: nil
    }
  }

  /// The whole number, if it is one.
  public var integer: Int? { if case .number(let number) = self { number.integer() } else { nil } }

  /// The elements; nil for other kinds.
  public var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

  /// The members; nil for other kinds.
  public var object: JSONObject? { if case .object(let object) = self { object } else { nil } }

  /// A member of an object; setting makes an object of whatever was here before.
  public subscript(key: String) -> JSONValue? {
    get { object?[key] }
    set {
      var object = self.object ?? JSONObject()
      self = .null
      object[key] = newValue
      self = .object(object)
    }
  }

  /// An element of an array.
  public subscript(index: Int) -> JSONValue? {
    guard case .array(let values) = self, values.indices.contains(index) else { return nil }
    return values[index]
  }

  /// What kind of value this is, in words.
  var kindName: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a text"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(value) }
  /// A number; a text where it is not finite.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// An array of these elements.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object of these members; of two with the same key the last one counts.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements))
  }
  /// JSON's `null`.
  public init(nilLiteral: ()) { self = .null }
}
