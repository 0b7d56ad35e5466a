import RowcastTabular

/// A JSON value inside a `Codable` type. ``JSONCoding`` passes it as it is; other coders see
/// numbers as `Int` or `Double`.
extension JSONValue: Codable {
  public init(from decoder: any Decoder) throws {
    if let own = decoder as? ValueDecoder {
      self = own.value
    } else if let keyed = try? decoder.container(keyedBy: AnyKey.self) {
      self = .object(
        JSONObject(
          try keyed.allKeys.map { ($0.stringValue, try keyed.decode(JSONValue.self, forKey: $0)) }))
    } else if var list = try? decoder.unkeyedContainer() {
      var values: [JSONValue] = []
      while !list.isAtEnd { values.append(try list.decode(JSONValue.self)) }
      self = .array(values)
    } else {
      let single = try decoder.singleValueContainer()
      if single.decodeNil() {
        self = .null
      } else if let value = try? single.decode(Bool.self) {
        self = .boolean(value)
      } else if let value = try? single.decode(Int.self) {
        self = .number(value)
      } else if let value = try? single.decode(Double.self) {
        self = .number(value)
      } else {
        self = .string(try single.decode(String.self))
      }
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let object):
      var keyed = encoder.container(keyedBy: AnyKey.self)
      for (key, value) in object.members {
        try keyed.encode(value, forKey: AnyKey(stringValue: key))
      }
    case .array(let values):
      var list = encoder.unkeyedContainer()
      for value in values { try list.encode(value) }
    default:
      var single = encoder.singleValueContainer()
      switch self {
      case .boolean(let value): try single.encode(value)
      case .string(let text): try single.encode(text)
      case .number(let number):
        if let whole = number.integer(Int.self) {
          try single.encode(whole)
        } else {
          try single.encode(number.double)
        }
      default: try single.encodeNil()
      }
    }
  }
}
