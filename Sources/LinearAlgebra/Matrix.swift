/// A dense matrix of doubles, stored by rows.
public struct Matrix: Sendable, Hashable, Codable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// `rows * columns` values; row `i` begins at `i * columns`.
  public package(set) var values: [Double]

  /// A matrix of values by rows.
  /// - Throws: ``MatrixError`` when there are not `rows * columns` of them.
  public init(rows: Int, columns: Int, values: [Double]) throws(MatrixError) {
    let (count, overflows) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflows, values.count == count else {
      throw MatrixError(
        .count(of: "values", found: values.count, expected: overflows ? .max : max(0, count)))
    }
    self.init(trusted: rows, columns: columns, values: values)
  }

  /// A matrix of as many values as it needs.
  /// - Precondition: `values.count == rows * columns`.
  package init(trusted rows: Int, columns: Int, values: [Double]) {
    precondition(rows >= 0 && columns >= 0 && values.count == rows * columns)
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// A matrix of one value, 0 by default.
  /// - Precondition: neither count is negative.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.init(
      trusted: rows, columns: columns, values: Array(repeating: value, count: rows * columns))
  }

  /// The value at a row and a column, both from 0.
  /// - Precondition: both are within the matrix; only the place in ``values`` is checked.
  public subscript(row: Int, column: Int) -> Double {
    @inlinable get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  /// The values of one row.
  public func row(_ index: Int) -> ArraySlice<Double> {
    values[(index * columns)..<((index + 1) * columns)]
  }

  /// The given rows, in that order.
  /// - Throws: ``MatrixError`` for a row that is not there.
  public func selecting(_ indices: [Int]) throws(MatrixError) -> Matrix {
    for row in indices where row < 0 || row >= rows { throw MatrixError(.noRow(row, of: rows)) }
    return selecting(trusted: indices)
  }

  /// The given rows, in that order.
  /// - Precondition: all are there.
  package func selecting(trusted indices: [Int]) -> Matrix {
    var picked: [Double] = []
    picked.reserveCapacity(indices.count * columns)
    for index in indices { picked.append(contentsOf: row(index)) }
    return Matrix(trusted: indices.count, columns: columns, values: picked)
  }
}

extension Matrix {
  private enum CodingKeys: String, CodingKey { case rows, columns, values }

  /// - Throws: `DecodingError` when there are not `rows * columns` values.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let rows = try container.decode(Int.self, forKey: .rows)
    let columns = try container.decode(Int.self, forKey: .columns)
    let values = try container.decode([Double].self, forKey: .values)
    do throws(MatrixError) {
      try self.init(rows: rows, columns: columns, values: values)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .values, in: container,
        debugDescription: "\(values.count) values for \(rows) rows of \(columns)")
    }
  }
}
