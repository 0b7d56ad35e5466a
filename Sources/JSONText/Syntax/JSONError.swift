public import RowcastTabular

/// Why a text is not JSON, or not the JSON that was asked for, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, with the offending value.
  public enum Reason: Sendable, Hashable {
    /// The text ends inside a value.
    case unexpectedEnd
    /// A byte that cannot stand here, and what could.
    case unexpected(UInt8, expected: String)
    /// No value stands behind a comma, but the closing bracket.
    case idleComma
    /// Something follows a complete document.
    case trailing
    /// A number that is not formed as JSON asks: `01`, `1.`, `+1`.
    case badNumber
    /// A control character that must be written as an escape.
    case controlCharacter(UInt8)
    /// A backslash before a character that has no escape.
    case badEscape
    /// Half of a surrogate pair.
    case loneSurrogate
    /// Bytes that are not UTF-8.
    case badUTF8
    /// The key appears twice in one object.
    case duplicateKey(String)
    /// Arrays and objects are nested deeper than the limit.
    case tooDeep(limit: Int)
    /// A value is not of the shape that is read: what was expected, what was found.
    case mismatch(expected: String, found: String)
    /// A record that holds an object, when nested objects are refused.
    case nested(String)
    /// A value is larger than the limit.
    case tooLong(limit: Int)
    /// A type that is read needs a member that is not there.
    case missingKey(String)
    /// Several members hold records, and it was not said which are meant; their names.
    case severalTables([String])
    /// Any other complaint of a type that is read.
    case invalid(String)
  }

  /// What is wrong.
  public var reason: Reason
  /// File, line and column; `byte` is the offset in the text.
  public var location: RowcastLocation
  /// The path of keys to the value, when a value's shape is wrong: `model.weights[3]`.
  public var path: String

  /// The place and the path are empty where they are not known.
  public init(_ reason: Reason, at location: RowcastLocation = RowcastLocation(), path: String = "")
  {
    self.reason = reason
    self.location = location
    self.path = path
  }

  /// An error at a byte; ``located(in:)`` finds its line.
  init(_ reason: Reason, byte: Int) {
    self.init(reason, at: RowcastLocation(byte: byte))
  }

  /// A value, or no value at all, where a record should be that is like those before it.
  init(noRecord first: UInt8, insteadOf expected: String, byte: Int) {
    let found: String? =
      switch first {
      case UInt8(ascii: "{"): "an object"
      case UInt8(ascii: "["): "an array"
      case UInt8(ascii: "\""): "a text"
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): "a number"
      case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): "a lone word"
      default: nil
      }
    self.init(
      found.map { .mismatch(expected: "\(expected) as the records before it are", found: $0) }
        ?? .unexpected(first, expected: expected), byte: byte)
  }

  public var description: String {
    let place = location.description
    let where_ = [place, path].filter { !$0.isEmpty }.joined(separator: ": ")
    return where_.isEmpty ? message : "\(where_): \(message)"
  }

  /// The message without the place.
  public var message: String {
    switch reason {
    case .unexpectedEnd: "not JSON: the text ends inside a value"
    case .unexpected(let byte, let expected):
      "not JSON: expected \(expected), found "
        + (byte == UInt8(ascii: "\n") ? "the end of the line" : Self.name(of: byte))
    case .idleComma: "not JSON: a comma with no value behind it, before the closing bracket"
    case .trailing: "not JSON: something follows the end of the document"
    case .badNumber: "not JSON: a malformed number"
    case .controlCharacter(let byte):
      "not JSON: a raw control character (\(Self.name(of: byte))) in a text"
    case .badEscape: "not JSON: an unknown escape in a text"
    case .loneSurrogate: "not JSON: half of a surrogate pair in a text"
    case .badUTF8: "not JSON: bytes that are not UTF-8"
    case .duplicateKey(let key): "the key \"\(key)\" appears twice in one object"
    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    case .mismatch(let expected, let found): "expected \(expected), found \(found)"
    case .nested(let key): "the value of \"\(key)\" is an object"
    case .tooLong(let limit): "a single value is longer than \(limit) bytes"
    case .missingKey(let key): "the key \"\(key)\" is missing"
    case .severalTables(let names):
      "several members hold records: "
        + names.map { "\"\($0)\"" }.joined(separator: ", ")
    case .invalid(let what): what
    }
  }

  /// What can be set so that the text is read.
  public var remedy: Remedy? {
    switch reason {
    case .severalTables: Remedy(.sheet)
    case .badUTF8: Remedy(.encoding)
    default: nil
    }
  }

  /// This error with line and column worked out from the text it happened in.
  /// - Parameter line: the line, from 1, on which `text` starts.
  func located(in text: Span<UInt8>, line: Int = 1) -> JSONError {
    guard let byte = location.byte, location.row == nil else { return self }
    var row = line
    var start = 0
    for i in 0..<min(byte, text.count) where text[i] == UInt8(ascii: "\n") {
      row += 1
      start = i + 1
    }
    var column = 0
    for i in start..<max(start, min(byte, text.count)) where text[i] & 0xC0 != 0x80 { column += 1 }
    var result = self
    result.location.row = row
    result.location.column = column
    return result
  }

  /// This error within a file.
  public func within(_ outer: RowcastLocation) -> JSONError {
    var result = self
    result.location = location.within(outer)
    return result
  }

  private static func name(of byte: UInt8) -> String {
    if byte > 0x20, byte < 0x7F { return "'\(UnicodeScalar(byte))'" }
    let hex = String(byte, radix: 16, uppercase: true)
    return "byte 0x" + (hex.count < 2 ? "0" : "") + hex
  }
}
