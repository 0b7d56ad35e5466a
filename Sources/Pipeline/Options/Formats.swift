/// The kinds of file that records are read from and written to.
public enum FileFormat: String, Sendable, Hashable, Codable, CaseIterable {
  case xlsx, csv, tsv, json, ndjson

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
    default: return nil
    }
  }
}

/// What a JSON document of records looks like.
public enum RecordShape: String, Sendable, Hashable, Codable, CaseIterable {
  case records, columns, split, values, cells
}

/// Which sheet, or sheets, of a workbook.
public enum SheetChoice: Sendable, Hashable {
  /// The first visible sheet that has data.
  case automatic
  case name(String)
  /// From 1.
  case number(Int)
  case all
}

/// Where the header is.
public enum HeaderChoice: Sendable, Hashable {
  case automatic
  case none
  /// Rows of the sheet or file, from 1; several rows are joined by a space.
  case rows(ClosedRange<Int>)
}

public enum HiddenChoice: String, Sendable, Hashable, CaseIterable { case keep, skip }
public enum MergedChoice: String, Sendable, Hashable, CaseIterable { case first, fill }
public enum ErrorChoice: String, Sendable, Hashable, CaseIterable { case null, text, fail }
public enum EmptyChoice: String, Sendable, Hashable, CaseIterable { case null, omit, text }
public enum TypeChoice: String, Sendable, Hashable, CaseIterable { case auto, text }
public enum DateChoice: String, Sendable, Hashable, CaseIterable { case iso, serial }
public enum NumberChoice: String, Sendable, Hashable, CaseIterable { case exact, double }
public enum RaggedChoice: String, Sendable, Hashable, CaseIterable { case pad, keep, error }
public enum NestedChoice: String, Sendable, Hashable, CaseIterable { case flatten, error }
