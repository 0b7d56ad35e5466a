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

extension Schema {
  /// The place among all columns of each column of the source; -1 for none.
  package var places: [Int] { places(of: Array(columns.indices)) }

  /// The place among these columns of each column of the source; -1 for none.
  func places(of chosen: [Int]) -> [Int] {
    var places = [Int](repeating: -1, count: sourceCount)
    for (place, column) in chosen.enumerated() where places.indices.contains(columns[column].source)
    {
      places[columns[column].source] = place
    }
    return places
  }

  /// One more than the last source column that cells can have.
  package var sourceCount: Int { ColumnSchema.sourceCount(of: columns.lazy.map(\.source)) }
}

/// The place in a schema of each column of the source.
package struct ColumnPlaces: Sendable {
  private let places: [Int]

  /// - Parameter columns: the columns that have a place, in their order; nil for all.
  package init(_ schema: Schema, columns: [Int]? = nil) {
    places = schema.places(of: columns ?? Array(schema.columns.indices))
  }

  /// The place of a cell that has a value and a column in the schema.
  @inline(__always)
  package func place(of cell: Cell) -> Int? {
    let source = Int(cell.column)
    guard source < places.count, places[source] >= 0, cell.hasValue else { return nil }
    return places[source]
  }

  /// The places of cells; -1 for a cell without one.
  package func places(of cells: [Cell]) -> [Int32] {
    cells.map { Int32(truncatingIfNeeded: place(of: $0) ?? -1) }
  }
}

/// The table, sheet or file that rows were made for, which is told apart from others of the same name.
package final class TableMark: Sendable {
  /// What messages call it.
  package let name: String

  package init(_ name: String) { self.name = name }
}

/// A value that the type of its column does not hold.
package struct UnfitValue: Sendable, Hashable {
  package var value: String
  /// Row and column of the source.
  package var location: RowcastLocation

  package init(_ cell: Cell, of batch: RecordBatch, row: Int) {
    value = CellText.string(of: cell, in: batch)
    location = batch.place(row: row, column: Int(cell.column))
  }
}
