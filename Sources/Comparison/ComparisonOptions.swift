public import RowcastTabular

/// How two tables are compared.
public struct ComparisonOptions: Sendable, Hashable {
  /// The columns by which rows are taken for the same, by their old or new names; empty to find them.
  public var key: [String] = []
  /// About how many bytes of rows are kept in memory at once; the others wait in temporary files, which
  /// have no name and go with the process.
  public var memory = 256 << 20

  /// By a key that is found.
  public init() {}

  /// By a given key.
  public init(key: [String]) { self.key = key }
}

/// What a comparison tells while it works.
public enum ComparisonStep: Sendable {
  /// So many rows of a table were read to get to know its columns; what was odd in the last of them is
  /// told once.
  case read(isNew: Bool, rows: Int, DiagnosticLog)
  /// So many rows of a table were read to match them.
  case matched(rows: Int)
}
