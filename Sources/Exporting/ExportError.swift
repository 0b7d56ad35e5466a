public import RowcastSpreadsheet

/// Why a model could not be exported, and the column or the layer that stands in the way.
public struct ExportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public var reason: Reason
  /// The column of the table, when one is to blame.
  public var column: String?
  /// The layer of a network, counted from 1, when one is to blame.
  public var layer: Int?

  /// What stands in the way, with what was found and what the target holds.
  public enum Reason: Sendable, Hashable {
    /// The target has no way to say this.
    case inexpressible(target: String, what: String, why: String)
    /// The parts of the model do not fit each other.
    case mismatch(what: String, found: Int, expected: Int)
    /// More than the target holds.
    case tooLarge(target: String, what: String, count: Int, limit: Int)
    /// The workbook could not be written.
    case workbook(WorkbookWritingError)
  }

  /// Column and layer are nil when none is to blame.
  public init(_ reason: Reason, column: String? = nil, layer: Int? = nil) {
    self.reason = reason
    self.column = column
    self.layer = layer
  }

  public var description: String {
    let place =
      column.map { "column \"\($0)\": " } ?? layer.map { "layer \($0): " } ?? ""
    switch reason {
    case .inexpressible(let target, let what, let why):
      return "\(place)\(what) cannot be exported to \(target): \(why)"
    case .mismatch(let what, let found, let expected):
      return
        "\(place)the model has another number of \(what) (found \(found), expected \(expected))"
    case .tooLarge(let target, let what, let count, let limit):
      return "\(place)\(count) \(what) are more than \(target) holds (at most \(limit))"
    case .workbook(let error): return error.description
    }
  }
}
