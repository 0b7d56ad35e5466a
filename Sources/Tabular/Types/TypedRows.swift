/// The rows of a batch as an output takes them whose columns have types.
public protocol TypedRows: Sendable {
  /// The number of rows.
  var rowCount: Int { get }
  /// About how many bytes they are.
  var byteCount: Int { get }
  /// The columns with a value that their type does not hold; such rows are of no use.
  var misfits: [Int] { get }
  /// What could not be kept of their values.
  var diagnostics: DiagnosticLog { get }
}

/// Turns batches into rows for an output whose columns have types, on any thread.
public protocol TypedEncoder: Sendable {
  /// What is made of a batch.
  associatedtype Rows: TypedRows
  /// The types of the columns, in the order of the schema.
  var types: [DataType] { get }
  /// About how many bytes a row takes when all its values are missing.
  var recordBytes: Int { get }
  /// The rows of a batch.
  func encode(_ batch: RecordBatch) -> Rows
}

/// The place in a schema of each column of the source.
package struct ColumnPlaces: Sendable {
  private let places: [Int]

  package init(_ schema: Schema) {
    var places = [Int](repeating: -1, count: (schema.columns.map(\.source).max() ?? -1) + 1)
    for (i, column) in schema.columns.enumerated() { places[column.source] = i }
    self.places = places
  }

  /// The place of a cell that has a value and a column in the schema.
  @inline(__always)
  package func place(of cell: Cell) -> Int? {
    let source = Int(cell.column)
    guard source < places.count, places[source] >= 0, cell.hasValue else { return nil }
    return places[source]
  }
}
