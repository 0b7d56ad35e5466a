internal import RowcastTabular

/// What a column is in a Parquet file (Apache Parquet, LogicalTypes.md).
extension DataType {
  /// The most digits of its decimals.
  static let parquetDigits = 38

  /// The number of the physical type in the format.
  var physical: Int32 {
    switch self {
    case .boolean: 0
    case .date, .time: 1
    case .integer, .timestamp, .preciseTimestamp: 2
    case .double: 5
    case .text: 6
    case .decimal: 7
    }
  }

  /// The bytes of each value of a type of fixed length.
  static let decimalBytes = 16

  /// The column's element of the schema.
  func describe(_ name: String, in thrift: inout ThriftWriter) {
    thrift.i32(1, physical)
    if case .decimal = self { thrift.i32(2, Int32(Self.decimalBytes)) }
    thrift.i32(3, 1)  // optional
    thrift.string(4, name)
    // The older of the two ways to name a type, for readers that know no other.
    switch self {
    case .text: thrift.i32(6, 0)
    case .decimal: thrift.i32(6, 5)
    case .date: thrift.i32(6, 6)
    case .boolean, .integer, .double, .time, .timestamp, .preciseTimestamp: break
    }
    if case .decimal(let digits, let scale) = self {
      thrift.i32(7, Int32(scale))
      thrift.i32(8, Int32(digits))
    }
    switch self {
    case .text: thrift.structure(10) { $0.structure(1) { _ in } }
    case .decimal(let digits, let scale):
      thrift.structure(10) { logical in
        logical.structure(5) {
          $0.i32(1, Int32(scale))
          $0.i32(2, Int32(digits))
        }
      }
    case .date: thrift.structure(10) { $0.structure(6) { _ in } }
    case .time, .timestamp, .preciseTimestamp:
      // A wall clock's milliseconds or microseconds, of no zone.
      let unit: Int16 = self == .preciseTimestamp ? 2 : 1
      thrift.structure(10) { logical in
        logical.structure(self == .time ? 7 : 8) { clock in
          clock.bool(1, false)
          clock.structure(2) { $0.structure(unit) { _ in } }
        }
      }
    case .boolean, .integer, .double: break
    }
  }
}
