/// Why numbers do not make a matrix.
public struct MatrixError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    /// There are more or fewer of something than the shape needs.
    case count(of: String, found: Int, expected: Int)
    /// A row offset that is below the one before or beyond the entries.
    case offset(Int)
    /// An entry's column outside its block.
    case column(Int, width: Int)
    /// A row that was asked for, counted from 0, and how many there are.
    case noRow(Int, of: Int)
    /// A number that is not finite.
    case value(Double)
  }

  /// What is wrong, with the offending value.
  public let reason: Reason
  /// The row, counted from 0, when one row is to blame.
  public let row: Int?

  /// The row counts from 0; nil when no single row is to blame.
  public init(_ reason: Reason, row: Int? = nil) {
    self.reason = reason
    self.row = row
  }

  public var description: String {
    let place = row.map { "row \($0 + 1): " } ?? ""
    return switch reason {
    case .count(let what, let found, let expected):
      "\(place)wrong number of \(what) (found \(found), expected \(expected))"
    case .offset(let offset): "\(place)its entries cannot end at \(offset)"
    case .column(let column, let width):
      "\(place)column outside the block (found \(column), expected 0 to \(width - 1))"
    case .noRow(let row, let count): "there is no row \(row) (rows are 0 to \(count - 1))"
    case .value(let value): "\(place)a number is \(value), which cannot be used"
    }
  }
}
