public import RowcastTabular

/// Why rows do not go into a Parquet file.
public struct ParquetError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What stands in the way.
  public enum Reason: Sendable, Hashable {
    /// A value that the type of its column does not hold. What a survey finds (`needs` of a source) makes
    /// columns of types that hold all.
    case unfitValue(column: String, type: String, value: String)
    /// The rows are those of another writer's encoder.
    case otherRows
    /// The file is complete already.
    case hasEnded
  }

  /// What is wrong.
  public var reason: Reason
  /// Where the value stands in the source.
  public var location: RowcastLocation

  /// Without a place the error is about all rows.
  public init(_ reason: Reason, at location: RowcastLocation = RowcastLocation()) {
    self.reason = reason
    self.location = location
  }

  public var description: String {
    [location.description, message].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  /// The message without the place.
  public var message: String {
    switch reason {
    case .unfitValue(let column, let type, let value):
      "\"\(value)\" does not fit the column \"\(column)\", which is \(type); "
        + "what needs() of the source finds makes a column that holds it"
    case .otherRows: "the rows were made for another Parquet file"
    case .hasEnded: "the Parquet file is complete already, and takes no more rows"
    }
  }
}
