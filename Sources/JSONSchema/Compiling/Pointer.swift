import RowcastJSONText

/// JSON pointers (RFC 6901).
enum Pointer {
  static func escaped(_ token: String) -> String {
    token.contains("~") || token.contains("/")
      ? token.replacing("~", with: "~0").replacing("/", with: "~1") : token
  }

  /// The steps of a pointer: empty for the whole document; nil when it is none.
  static func tokens(_ pointer: String) -> [String]? {
    if pointer.isEmpty { return [] }
    guard pointer.hasPrefix("/") else { return nil }
    return pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
      String($0).replacing("~1", with: "/").replacing("~0", with: "~")
    }
  }

  static func step(_ value: JSONValue, _ token: String) -> JSONValue? {
    switch value {
    case .object(let members): members[token]
    case .array: Int(token).flatMap { String($0) == token ? value[$0] : nil }
    default: nil
    }
  }
}
