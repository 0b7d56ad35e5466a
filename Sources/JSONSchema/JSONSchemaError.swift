/// Why a document cannot be used as a schema, or a value not be held against it, and where in the schema.
public struct JSONSchemaError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What stands in the way, with the offending value.
  public enum Reason: Sendable, Hashable {
    /// A schema is an object, true or false.
    case noSchema
    /// A keyword's value is none that it can have; what it takes.
    case badValue(keyword: String, takes: String)
    /// Another version of JSON Schema.
    case dialect(String)
    /// A reference to another document.
    case remote(String)
    /// Nothing is where a reference points.
    case noTarget(String)
    /// Two schemas have the same identifier or anchor.
    case repeatedName(String)
    /// A pattern that is not read; why.
    case pattern(String, PatternError)
    /// More schemas, or steps for one value, than are affordable.
    case limit(what: String, limit: Int)
  }

  /// What stands in the way.
  public let reason: Reason
  /// A JSON pointer into the schema; empty for all of it.
  public let pointer: String

  init(_ reason: Reason, at pointer: String = "") {
    self.reason = reason
    self.pointer = pointer
  }

  /// What is wrong, without the place.
  public var message: String {
    switch reason {
    case .noSchema: "a schema is an object, true or false"
    case .badValue(let keyword, let takes): "\"\(keyword)\" takes \(takes)"
    case .dialect(let name): "the schema is of \(name), and only draft 2020-12 is read"
    case .remote(let uri):
      "\"\(uri)\" is another document, and only references inside of one are followed"
    case .noTarget(let reference): "nothing is where the reference \"\(reference)\" points"
    case .repeatedName(let name): "two schemas have the name \"\(name)\""
    case .pattern(let pattern, let error):
      "the pattern \"\(pattern.prefix(80))\": \(error)"
    case .limit(let what, let limit): "limit met: more than \(limit) \(what)"
    }
  }

  public var description: String { (pointer.isEmpty ? "" : "#\(pointer): ") + message }
}
