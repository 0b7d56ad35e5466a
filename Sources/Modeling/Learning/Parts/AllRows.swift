import RowcastClassification
package import RowcastFeatures

/// All rows of a table that is elsewhere: what is known of them, and a way to pass over them. The plan
/// is made, and judged, by some of them that are here.
package struct AllRows: Sendable {
  /// What the loss of all rows is asked of.
  package struct Question: Sendable {
    package var features: FittedFeatures
    package var target: FittedLabels
    /// What a row of each class counts; nil when each counts one.
    package var factors: [Double]?
    /// The weights feature by feature, and last the intercepts.
    package var point: [Double]
  }

  /// Rows that have a class, and those that have none.
  package var rows: Int
  package var dropped: Int
  /// Rows of each class.
  package var classes: [String: Int]
  /// What was counted of columns.
  package var columns: [String: CountedColumn]
  /// Whether the rows that are here are all of them.
  package var isWhole: Bool
  /// The sum of the losses, and its gradient.
  package var loss: @Sendable (Question) throws -> (sum: Double, gradient: [Double])

  package init(
    rows: Int, dropped: Int, classes: [String: Int], columns: [String: CountedColumn],
    isWhole: Bool, loss: @escaping @Sendable (Question) throws -> (sum: Double, gradient: [Double])
  ) {
    self.rows = rows
    self.dropped = dropped
    self.classes = classes
    self.columns = columns
    self.isWhole = isWhole
    self.loss = loss
  }
}
