/// Columns of equal length: a source gathered for learning.
public struct Table: Sendable {
  /// The columns, each with ``rowCount`` values.
  public package(set) var columns: [TypedColumn]
  /// The number of values of each column.
  public let rowCount: Int

  /// Columns that are known to have `rowCount` values each.
  package init(columns: [TypedColumn], rowCount: Int) {
    assert(columns.allSatisfy { $0.count == rowCount })
    self.columns = columns
    self.rowCount = rowCount
  }

  /// A table of columns with as many rows as the first one.
  /// - Throws: ``TableError`` for a column of another length.
  public init(columns: [TypedColumn]) throws(TableError) {
    let rowCount = columns.first?.count ?? 0
    if let other = columns.first(where: { $0.count != rowCount }) {
      throw TableError(.rowCount(other.count, expected: rowCount), column: other.name)
    }
    self.init(columns: columns, rowCount: rowCount)
  }

  /// The names of the columns.
  public var names: [String] { columns.map(\.name) }

  /// The first column of that name.
  public subscript(name: String) -> TypedColumn? { columns.first { $0.name == name } }

  /// The given rows, from 0, in that order; a row may come more than once.
  /// - Throws: ``TableError`` for a row that the table does not have.
  public func rows(at rows: [Int]) throws(TableError) -> Table {
    if let row = rows.first(where: { $0 < 0 || $0 >= rowCount }) {
      throw TableError(.noRow(row, of: rowCount), column: columns.first?.name ?? "")
    }
    return selecting(rows)
  }

  /// The first rows, at most so many.
  package func first(_ count: Int) -> Table {
    rowCount > count ? selecting(Array(0..<count)) : self
  }

  /// Rows that are known to be there.
  package func selecting(_ rows: [Int]) -> Table {
    Table(columns: columns.map { $0.selecting(rows) }, rowCount: rows.count)
  }
}

/// Why columns are no table.
public struct TableError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What does not fit.
  public enum Reason: Sendable, Hashable {
    /// A column has another number of rows than the first one.
    case rowCount(Int, expected: Int)
    /// A code is not among the texts of the dictionary, which has so many.
    case badCode(UInt32, of: Int)
    /// There is no such row, from 0; there are so many.
    case noRow(Int, of: Int)
  }

  /// What is wrong.
  public var reason: Reason
  /// The name of the column.
  public var column: String
  /// The row, from 0, where one is to blame.
  public var row: Int?

  init(_ reason: Reason, column: String, row: Int? = nil) {
    self.reason = reason
    self.column = column
    self.row = row
  }

  public var description: String {
    let place = "column \"\(column)\"" + (row.map { ", row \($0)" } ?? "")
    return switch reason {
    case .rowCount(let found, let expected):
      "\(place): \(found) rows instead of \(expected)"
    case .badCode(let code, let count): "\(place): code \(code) of a dictionary of \(count) texts"
    case .noRow(let row, let count): "\(place): row \(row) of \(count) rows"
    }
  }
}
