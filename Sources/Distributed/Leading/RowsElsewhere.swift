/// Rows that may be anywhere, and as many: who has them can pass over all of them.
public protocol RowsElsewhere: Sendable {
  /// The number of lines, where it is known before the first pass.
  var lineCount: Int? { get }
  /// What a pass finds in all rows, the results of parts merged in any order.
  /// - Throws: ``PartError``, or an error of whatever has the rows.
  func result(of pass: PartPass) throws -> PartResult
}
