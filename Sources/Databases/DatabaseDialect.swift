internal import RowcastTabular

/// The databases that tables are written for: their types, names and limits.
public enum DatabaseDialect: String, Sendable, Hashable, CaseIterable {
  /// Rows by `COPY`; for psql.
  case postgres
  /// Rows by `INSERT`.
  case sqlite, duckdb

  /// A type as the database can keep it: decimals are text where it has none of so many digits.
  func kept(_ type: DataType) -> DataType {
    switch self {
    case .postgres: type.limited(digits: 131_072, scale: 16_383)
    // Texts are what SQLite keeps timestamps as.
    case .sqlite: type == .preciseTimestamp ? .text : type.limited(digits: 0)
    case .duckdb: type.limited(digits: 38)
    }
  }

  /// A type's name.
  func name(of type: DataType) -> String {
    switch (type, self) {
    case (.boolean, _): "BOOLEAN"
    case (.integer, .sqlite): "INTEGER"
    case (.integer, _): "BIGINT"
    case (.double, .postgres): "DOUBLE PRECISION"
    case (.double, .sqlite): "REAL"
    case (.double, .duckdb): "DOUBLE"
    case (.date, _): "DATE"
    case (.time, _): "TIME"
    case (.timestamp, _), (.preciseTimestamp, _): "TIMESTAMP"
    case (.text, .duckdb): "VARCHAR"
    case (.text, _): "TEXT"
    // PostgreSQL declares up to a thousand digits, and keeps more.
    case (.decimal(let digits, _), .postgres) where digits > 1000: "NUMERIC"
    case (.decimal(let digits, let scale), .postgres): "NUMERIC(\(digits),\(scale))"
    case (.decimal(let digits, let scale), _): "DECIMAL(\(digits),\(scale))"
    }
  }

  /// The most columns of a table; nil where none is known.
  var columnLimit: Int? {
    switch self {
    case .postgres: 1600
    case .sqlite: 2000
    case .duckdb: nil
    }
  }

  /// A name of a table or a column between quotes, those in it doubled (byte by byte: with a combining
  /// mark behind it, a quote is another `Character`).
  func quoted(_ name: String) -> String {
    let quote = UInt8(ascii: "\"")
    return "\""
      + String(decoding: name.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }, as: UTF8.self)
      + "\""
  }
}
