public import RowcastTabular

/// In what a value is not as its schema says, and where in it.
public struct SchemaViolation: Sendable, Hashable {
  /// A step into a value.
  public enum Step: Sendable, Hashable {
    /// The member of an object.
    case key(String)
    /// The element of an array.
    case index(Int)
  }

  /// What the schema asks for.
  public enum Reason: Sendable, Hashable {
    /// The schema is false: nothing may be here.
    case forbidden
    /// Another type; those that may be, and the one that is.
    case type(allowed: [String], found: String)
    /// The only value, or the only ones, as JSON.
    case value(allowed: [String])
    /// A number below or above its bound.
    case bound(ExactNumber, isLower: Bool, isExclusive: Bool)
    /// A number that is no multiple.
    case multiple(ExactNumber)
    /// Too few or too many characters, elements, members, or elements of a kind.
    case count(Counted, limit: Int, isLeast: Bool, found: Int)
    /// A text without the pattern.
    case pattern(String)
    /// A text that is not written as a format asks.
    case format(String)
    /// Equal elements.
    case repeatedItems
    /// A member that must be there is not.
    case missing(String)
    /// None, or more than one, of the alternatives fits; the keyword.
    case alternatives(String, fitting: Int)
    /// What must not fit does.
    case negated
  }

  /// What is counted.
  public enum Counted: String, Sendable, Hashable {
    /// Of a text, an array, an object; and elements that `contains` asks for.
    case characters, items, members, matches
  }

  /// The way from the whole value to the part that is wrong.
  public var path: [Step]
  /// What the schema asks for.
  public var reason: Reason

  /// A violation at the end of a path.
  public init(path: [Step], reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// The path as a JSON pointer.
  public var pointer: String {
    path.map { step in
      switch step {
      case .key(let name): "/" + Pointer.escaped(name)
      case .index(let index): "/\(index)"
      }
    }.joined()
  }
}
