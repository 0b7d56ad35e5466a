/// How the columns of a row and the members of a `Codable` type find each other.
public struct RowCoding: Sendable {
  /// How the name of a column becomes the key of a member.
  public enum Keys: Sendable {
    /// The column of exactly that name; else the only one that is the same without regard to case,
    /// blanks and punctuation: `Order ID` and `order_id` are both found for `orderID`.
    case matching
    /// The column of exactly that name.
    case exact
    /// The column that this function names for a key.
    case custom(@Sendable (String) -> String)
  }

  /// How the name of a column becomes the key of a member.
  public var keys: Keys
  /// What the decoder hands to the types it decodes.
  public var userInfo: [CodingUserInfoKey: any Sendable]

  /// By default case, blanks and punctuation of names do not matter.
  public init(keys: Keys = .matching, userInfo: [CodingUserInfoKey: any Sendable] = [:]) {
    self.keys = keys
    self.userInfo = userInfo
  }
}

/// A row that is not what the type asked for, with its place.
public struct RowError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, with what was expected and found.
  public enum Reason: Sendable, Hashable {
    /// There is no column for this key.
    case noColumn(key: String)
    /// Several columns are the same as this key but for case and punctuation.
    case severalColumns(key: String, [String])
    /// The column has no value in this row.
    case missing(expected: String)
    /// The value is of another kind.
    case mismatch(expected: String, found: Value)
    /// What the type itself said.
    case refused(String)
  }

  /// What is wrong.
  public var reason: Reason
  /// Where the row stands; ``RowcastLocation/column`` is the source column.
  public var location: RowcastLocation
  /// The column's name.
  public var column: String?

  public var description: String {
    let what =
      switch reason {
      case .noColumn(let key): "there is no column \"\(key)\""
      case .severalColumns(let key, let names):
        "several columns may be \"\(key)\": \(names.joined(separator: ", "))"
      case .missing(let expected): "expected \(expected), found no value"
      case .mismatch(let expected, let found): "expected \(expected), found \"\(found)\""
      case .refused(let words): words
      }
    let place = [location.description, column.map { "column \"\($0)\"" } ?? ""]
    return (place.filter { !$0.isEmpty } + [what]).joined(separator: ": ")
  }
}

/// A type whose values are values of cells: it is read from one cell and written to one cell, whatever
/// its `Codable` form is.
public protocol CellValue {
  /// What is expected in a cell, for messages: `a date`.
  static var expectation: String { get }
  /// Nil when the value is of another kind.
  init?(_ value: Value)
  /// The value to write.
  var cellValue: Value { get }
}

extension Value: CellValue {
  /// `a value`: every one is accepted.
  public static var expectation: String { "a value" }
  /// The value as it is, a missing one too.
  public init?(_ value: Value) { self = value }
  /// The value as it is.
  public var cellValue: Value { self }
}

extension ExactNumber: CellValue {
  /// `a number`, in messages.
  public static var expectation: String { "a number" }
  /// A number with its digits, or an integer; nil for other kinds.
  public init?(_ value: Value) {
    switch value {
    case .number(let number): self = number
    case .integer(let integer): self.init(verbatim: String(integer))
    default: return nil
    }
  }
  /// The number with its digits.
  public var cellValue: Value { .number(self) }
}

extension CivilDate: CellValue {
  /// `a date`, in messages.
  public static var expectation: String { "a date" }
  /// The day of a date; nil for other kinds, dates with a time too.
  public init?(_ value: Value) {
    guard case .date(let date) = value else { return nil }
    self = date
  }
  /// A date without a time.
  public var cellValue: Value { .date(self) }
}

extension ClockTime: CellValue {
  /// `a time`, in messages.
  public static var expectation: String { "a time" }
  /// The time of day; nil for other kinds, dates with a time too.
  public init?(_ value: Value) {
    guard case .time(let time) = value else { return nil }
    self = time
  }
  /// A time of day.
  public var cellValue: Value { .time(self) }
}

extension Duration: CellValue {
  /// `a duration`, in messages.
  public static var expectation: String { "a duration" }
  /// The length of time; nil for other kinds.
  public init?(_ value: Value) {
    guard case .duration(let duration) = value else { return nil }
    self = duration
  }
  /// A length of time.
  public var cellValue: Value { .duration(self) }
}
