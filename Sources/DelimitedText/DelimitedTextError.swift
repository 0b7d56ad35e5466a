public import RowcastFileIO
public import RowcastTabular

/// Why delimited text could not be read, and where.
public struct DelimitedTextError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What stands in the way, with the offending value.
  public enum Reason: Sendable, Hashable {
    /// The bytes could not be read.
    case file(FileError)
    /// Nothing is in the file but perhaps line ends.
    case empty
    /// Rows that were asked for as the header end behind the file.
    case noHeaderRow
    /// The bytes are something else than text; a sentence that says what.
    case foreignFormat(String)
    /// Control characters are among the bytes, so that they are hardly text.
    case binary
    /// A quoted field begins here and is never closed.
    case unclosedQuote
    /// Bytes that are no text in the encoding; the encoding and the bytes.
    case malformedText(encoding: String, bytes: [UInt8])
    /// No encoding of that name.
    case unknownEncoding(String)
    /// A record has another number of fields than the header, and that was asked to be an error.
    case fieldCount(expected: Int, found: Int)
    /// A quote inside an unquoted field (only when RFC 4180 is enforced).
    case bareQuote
    /// Text behind a closing quote (only when RFC 4180 is enforced).
    case textAfterQuote
    /// A value does not have the type that was asked for; and why, where that is not plain.
    case badValue(column: String, value: String, type: String, why: String? = nil)
    /// A limit was met: what exceeds it, its value, and what keeps from meeting it.
    case limit(what: String, limit: Int, remedy: Remedy)
    /// A column that was named but is not there, and names like it.
    case noSuchColumn(String, available: [String])
    /// An option that makes no sense.
    case badOption(String)
    /// Reading was ended by an error of another kind; its words.
    case interrupted(String)
  }

  /// What is wrong.
  public var reason: Reason
  /// The file and the line, as far as they are known.
  public var location: RowcastLocation

  /// Without a place the error is about the whole text.
  public init(_ reason: Reason, at location: RowcastLocation = RowcastLocation()) {
    self.reason = reason
    self.location = location
  }

  /// An error of this module or of the bytes' source as it is; any other by its words.
  init(wrapping error: any Error) {
    switch error {
    case let error as DelimitedTextError: self = error
    case let error as FileError: self.init(.file(error))
    default: self.init(.interrupted("\(error)"))
    }
  }

  public var description: String {
    if case .file(let error) = reason { return error.description }
    let place = location.description
    return place.isEmpty ? message : "\(place): \(message)"
  }

  /// The message without the place.
  public var message: String {
    switch reason {
    case .file(let error): error.message
    case .empty: "the file holds no records"
    case .noHeaderRow: "there is no such row for the header"
    case .foreignFormat(let sentence): sentence
    case .binary: "the bytes are not text (control characters)"
    case .unclosedQuote: "a quoted field opens here and is never closed"
    case .malformedText(let encoding, let bytes):
      "the bytes \(Self.hex(bytes)) are not \(encoding)"
    case .unknownEncoding(let name): "there is no encoding named \"\(name)\""
    case .fieldCount(let expected, let found):
      "\(found) field\(found == 1 ? "" : "s") instead of \(expected)"
    case .bareQuote: "a quote inside an unquoted field"
    case .textAfterQuote: "text behind a closing quote"
    case .badValue(let column, let value, let type, let why):
      "column \"\(column)\": \"\(value)\" is not a value of type \(type)"
        + (why.map { ": \($0)" } ?? "")
    case .limit(let what, let limit, _): "\(what) exceeds \(limit)"
    case .noSuchColumn(let name, let available):
      "there is no column \"\(name)\"; there are "
        + available.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
        + (available.count > 8 ? " and \(available.count - 8) more" : "")
    case .badOption(let what): what
    case .interrupted(let words): "reading ended early: \(words)"
    }
  }

  /// What can be set so that the text is read.
  public var remedy: Remedy? {
    switch reason {
    case .binary: Remedy(.encoding, "utf-8")
    case .malformedText: Remedy(.encoding)
    case .badValue(_, _, ColumnKind.boolean.rawValue, _): Remedy(.truthWords)
    case .limit(_, _, let remedy): remedy
    default: nil
    }
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.prefix(4).map {
      let text = String($0, radix: 16, uppercase: true)
      return text.count == 1 ? "0\(text)" : text
    }.joined(separator: " ")
  }
}
