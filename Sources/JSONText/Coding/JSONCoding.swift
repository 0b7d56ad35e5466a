/// `Codable` types as JSON values, without Foundation and without losing a bit of a double.
///
/// Doubles are written as their shortest exact text, those that are not finite as the texts `nan`,
/// `inf` and `-inf`. Dictionaries and sets, which have no order of their own, are written in the
/// order of their keys and elements: equal values give equal bytes.
public enum JSONCoding {
  /// The value as JSON.
  /// - Throws: what the type's own `encode(to:)` throws, as `JSONError`.
  public static func encode(_ value: some Encodable) throws(JSONError) -> JSONValue {
    do {
      return try EncodingNode.encode(value, path: []).value
    } catch let error as JSONError {
      throw error
    } catch let error as EncodingError {
      throw JSONError(.invalid("cannot be written as JSON: \(error)"))
    } catch {
      throw JSONError(.invalid("\(error)"))
    }
  }

  /// A value of the type from JSON.
  /// - Throws: `JSONError` with the path of keys to what does not fit.
  public static func decode<T: Decodable>(
    _ type: T.Type, from value: JSONValue
  ) throws(JSONError) -> T {
    do {
      return try ValueDecoder(value: value, codingPath: []).decoded(type)
    } catch let error as JSONError {
      throw error
    } catch let error as DecodingError {
      throw JSONError(error)
    } catch {
      throw JSONError(.invalid("\(error)"))
    }
  }
}

extension JSONError {
  init(_ error: DecodingError) {
    switch error {
    case .typeMismatch(_, let context), .dataCorrupted(let context):
      self.init(.invalid(context.debugDescription), path: Self.path(context.codingPath))
    case .valueNotFound(_, let context):
      self.init(.invalid(context.debugDescription), path: Self.path(context.codingPath))
    case .keyNotFound(let key, let context):
      self.init(.missingKey(key.stringValue), path: Self.path(context.codingPath))
    @unknown default: self.init(.invalid("\(error)"))
    }
  }

  /// `model.weights[3]`.
  static func path(_ keys: [any CodingKey]) -> String {
    keys.reduce(into: "") { path, key in
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += (path.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }
}

/// A key that is a name or an index.
struct AnyKey: CodingKey {
  var stringValue: String
  var intValue: Int?
  init(stringValue: String) { self.stringValue = stringValue }
  init(intValue: Int) {
    stringValue = String(intValue)
    self.intValue = intValue
  }
  static let parent = AnyKey(stringValue: "super")
}
