/// Why a pattern is not read, and where in it.
public struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What stands in the way.
  public enum Reason: Sendable, Hashable {
    /// The pattern ends where something must follow.
    case unexpectedEnd
    /// What cannot stand here.
    case unexpected(String)
    /// An escape that the language does not have.
    case badEscape(String)
    /// Bounds or a range whose first number is the greater one.
    case badRange
    /// What no matcher of linear time has: look-around, back references; its name.
    case unsupported(String)
    /// A property of characters that is not known here.
    case unknownProperty(String)
    /// More states than are affordable.
    case tooLarge(limit: Int)
    /// More groups inside each other than are read.
    case tooDeep(limit: Int)
  }

  /// What stands in the way.
  public let reason: Reason
  /// In Unicode scalars from 0.
  public let offset: Int

  public var description: String {
    let what =
      switch reason {
      case .unexpectedEnd: "it ends too early"
      case .unexpected(let text): "\"\(text)\" cannot stand there"
      case .badEscape(let text): "\"\(text)\" is no escape"
      case .badRange: "a range goes from the greater to the less"
      case .unsupported(let name): "\(name) is not read"
      case .unknownProperty(let name): "the property \"\(name)\" is not known"
      case .tooLarge(let limit): "it has more than \(limit) states"
      case .tooDeep(let limit): "it has more than \(limit) groups inside each other"
      }
    return "\(what) (character \(offset + 1))"
  }
}
