public import RowcastTabular

/// Why a part of a training, or the whole of it, could not be done.
public struct PartError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What stands in the way.
  public enum Reason: Sendable, Hashable {
    /// A line cannot be read as a row: what is wrong with it, and how it begins.
    case badLine(String, text: String)
    /// The text is no instruction, or no result, of a part.
    case notAPart(String)
    /// It was written by another version of the program.
    case otherProgram(found: String)
    /// Two passes, or a pass and the engine, did not see the same number of rows.
    case otherRows(found: Int, expected: Int)
    /// The input cannot be read line by line: why.
    case notByLines(String)
    /// An option asks for what cannot be done in parts: which, and why not.
    case notInParts(String, why: String)
    /// A column that is needed has more levels than are counted.
    case tooManyLevels(column: String, limit: Int)
    /// A class has rows, but none among those that the plan is made by.
    case unseenClass(String, rows: Int)
    /// A column that is named is not there.
    case noSuchColumn(String, available: [String])
    /// There is no row.
    case noRows
    /// The one that passes over the rows ended: what it said.
    case abandoned(String)
  }

  /// What is wrong.
  public var reason: Reason
  /// The file and the line, as far as they are known.
  public var location: RowcastLocation

  /// Whether something was asked for that cannot be had.
  package var isWrongUsage: Bool { if case .notInParts = reason { true } else { false } }

  /// Without a place the error is about the whole.
  public init(_ reason: Reason, at location: RowcastLocation = RowcastLocation()) {
    self.reason = reason
    self.location = location
  }

  public var description: String {
    let place = location.description
    return place.isEmpty ? message : "\(place): \(message)"
  }

  /// The message without the place.
  public var message: String {
    switch reason {
    case .badLine(let what, let text): "\(what); the line begins: \(text)"
    case .notAPart(let what): "this is nothing that a part of a training takes: \(what)"
    case .otherProgram(let found):
      "written by Rowcast \(found), and this is Rowcast \(RowcastVersion.current): all parts of a "
        + "training must be done by one version"
    case .otherRows(let found, let expected):
      "\(found) rows were seen instead of \(expected): rows were lost or came twice, or the input "
        + "changes while it is read"
    case .notByLines(let why): "the input cannot be cut into lines: \(why)"
    case .notInParts(let option, let why): "\(option) cannot be done in parts: \(why)"
    case .tooManyLevels(let column, let limit):
      "column \"\(column)\" has more than \(limit) levels, which parts do not count: "
        + "--encode \(column)=hashing or --drop \(column)"
    case .unseenClass(let label, let rows):
      "class \"\(label)\" has \(rows) rows, none of them among those that the model is planned by"
    case .noSuchColumn(let name, let available):
      "there is no column \"\(name)\"; there are "
        + available.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
        + (available.count > 8 ? " and \(available.count - 8) more" : "")
    case .noRows: "there is no row to learn from"
    case .abandoned(let what): what
    }
  }
}
