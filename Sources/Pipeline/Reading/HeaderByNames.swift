import RowcastDelimitedText
import RowcastFileIO
import RowcastShaping
import RowcastTabular

/// Finds a header that looks like the records below it by the names that are asked for.
extension ReadOptions {
  /// The columns that are asked for, by their names in the file.
  private var wantedNames: Set<String> {
    let named = columns + conditions.flatMap(Self.columnNames) + Array(columnKinds.keys)
    return neededColumns.union(named.map(sourceName)).union(renamings.map(\.from))
  }

  /// Whether delimited text seems to have no header, and its first record has all the names that are
  /// asked for.
  func areNamesInFirstRecord(of bytes: DecompressedBytes) -> Bool {
    guard header == .automatic, skipRows == nil else { return false }
    let wanted = wantedNames
    guard !wanted.isEmpty else { return false }
    var plain = self
    (plain.columns, plain.conditions, plain.renamings) = ([], [], [])
    (plain.columnKinds, plain.dateFormats, plain.validation) = ([:], [], nil)
    // What cannot be read is told when its records are.
    guard let options = try? plain.delimited(),
      let source = try? DelimitedSource(bytes, options: options, isExact: false),
      source.dialect.headerRows == 0,
      let head = try? source.head(of: source.schema, rows: 1)
    else { return false }
    let first = head.columns.compactMap { column -> String? in
      guard case .texts(let codes, let dictionary) = column.values, let code = codes.first else {
        return nil
      }
      return dictionary[Int(code)]
    }
    return wanted.isSubset(of: first)
  }

  /// What is told of it.
  static let headerByNames = Diagnostic(
    kind: .headerByTarget, message: "taken for the header, as it has the names that are asked for",
    location: RowcastLocation(row: 1))
}
