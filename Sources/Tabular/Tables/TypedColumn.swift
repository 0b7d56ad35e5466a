/// A column of a table: one value for each row, of one type.
public struct TypedColumn: Sendable {
  public var name: String
  public var kind: ColumnKind
  public var values: Values

  /// The values by how they are stored.
  public enum Values: Sendable {
    /// Numbers, booleans (0 and 1), dates and times (milliseconds, as in ``Cell``); NaN is missing.
    case numbers([Double])
    /// Texts as codes in a dictionary; ``Column/missingCode`` is missing.
    case texts(codes: [UInt32], dictionary: StringDictionary)
  }

  /// The code of a missing text.
  public static let missingCode = UInt32.max

  public init(name: String, kind: ColumnKind, values: Values) {
    self.name = name
    self.kind = kind
    self.values = values
  }

  /// The number of rows.
  public var count: Int {
    switch values {
    case .numbers(let values): values.count
    case .texts(let codes, _): codes.count
    }
  }

  /// The number of rows without a value.
  public var missingCount: Int {
    switch values {
    case .numbers(let values): values.reduce(0) { $0 + ($1.isNaN ? 1 : 0) }
    case .texts(let codes, _): codes.reduce(0) { $0 + ($1 == Self.missingCode ? 1 : 0) }
    }
  }

  /// The values at the given rows, in that order.
  public func selecting(_ rows: [Int]) -> TypedColumn {
    switch values {
    case .numbers(let values):
      TypedColumn(name: name, kind: kind, values: .numbers(Self.picked(rows, of: values)))
    case .texts(let codes, let dictionary):
      TypedColumn(
        name: name, kind: kind,
        values: .texts(codes: Self.picked(rows, of: codes), dictionary: dictionary))
    }
  }

  private static func picked<Value>(_ rows: [Int], of values: [Value]) -> [Value] {
    values.withUnsafeBufferPointer { values in rows.map { values[$0] } }
  }
}

/// Columns of equal length: a source gathered for learning.
public struct Table: Sendable {
  public var columns: [TypedColumn]
  public let rowCount: Int

  /// - Precondition: every column has `rowCount` values.
  public init(columns: [TypedColumn], rowCount: Int) {
    precondition(columns.allSatisfy { $0.count == rowCount })
    self.columns = columns
    self.rowCount = rowCount
  }

  public var names: [String] { columns.map(\.name) }

  /// The first column of that name.
  public subscript(name: String) -> TypedColumn? { columns.first { $0.name == name } }

  /// The given rows, in that order.
  public func selecting(_ rows: [Int]) -> Table {
    Table(columns: columns.map { $0.selecting(rows) }, rowCount: rows.count)
  }
}
