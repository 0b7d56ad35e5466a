/// The kinds of file that records are read from, or written to, or both.
public enum FileFormat: String, Sendable, Hashable, Codable, CaseIterable {
  /// Workbooks, comma-separated, tab-separated, one JSON document, and one JSON value a line.
  case xlsx, csv, tsv, json, ndjson
  /// Apache Parquet, a database of SQLite, a script of SQL; written only.
  case parquet, sqlite, sql

  static let all = Set(allCases)
  /// Those that can be read.
  static let readable = allCases.filter { !tables.contains($0) }
  /// Those with types, in which the text of an error is no value.
  static let typed: Set<FileFormat> = [.json, .ndjson, .parquet, .sqlite, .sql]
  /// Those of tables, each column of which has one type.
  static let tables: Set<FileFormat> = [.parquet, .sqlite, .sql]
  /// Those of delimited text.
  static let delimited: Set<FileFormat> = [.csv, .tsv]
  /// Those with JSON in them.
  static let jsons: Set<FileFormat> = [.json, .ndjson]

  /// Whether people can read it as it stands.
  public var isText: Bool { ![.xlsx, .parquet, .sqlite].contains(self) }

  /// The format that a file's name tells, if any.
  public init?(path: String) {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    var parts = name.split(separator: ".", omittingEmptySubsequences: false)
    if let last = parts.last, ["gz", "zst", "gzip", "zstd"].contains(last) { parts.removeLast() }
    guard parts.count > 1, let last = parts.last else { return nil }
    switch last {
    case "xlsx", "xlsm": self = .xlsx
    case "csv", "txt": self = .csv
    case "tsv", "tab": self = .tsv
    case "json": self = .json
    case "ndjson", "jsonl": self = .ndjson
    case "parquet": self = .parquet
    case "sqlite", "sqlite3", "db", "db3": self = .sqlite
    case "sql": self = .sql
    default: return nil
    }
  }

  /// As messages and help name it.
  var title: String {
    switch self {
    case .parquet: "Parquet"
    case .sqlite: "SQLite"
    default: rawValue.uppercased()
    }
  }

  /// What kind of input a file of this format is.
  var kind: InputKind {
    switch self {
    case .xlsx: .workbook
    case .csv, .tsv, .parquet, .sqlite, .sql: .delimited
    case .json, .ndjson: .json
    }
  }
}

/// The kinds of input that options tell apart.
enum InputKind: String, Sendable, Hashable, CaseIterable {
  case workbook, delimited, json

  static let all = Set(allCases)

  /// As messages and help name it.
  var name: String {
    switch self {
    case .workbook: "workbooks"
    case .delimited: "CSV"
    case .json: "JSON"
    }
  }
}
