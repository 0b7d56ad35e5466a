/// A cell of the first rows of a source, as far as it tells names from values.
package struct HeadCell: Sendable, Hashable {
  /// The zero-based column.
  package var column: Int
  /// What the cell shows, as a column name would have it.
  package var text: String
  package var kind: HeadKind
  /// Texts are looked at as far as this many bytes; no name is longer.
  package static let textLimit = 1024
  /// A number for the cell's number format, where the source has such formats.
  package var format: UInt16

  package init(column: Int, text: String, kind: HeadKind, format: UInt16 = 0) {
    self.column = column
    self.text = text
    self.kind = kind
    self.format = format
  }
}

/// One of the first rows of a source.
package struct HeadRow: Sendable {
  /// The cells that are not blank, by column.
  package var cells: [HeadCell]
  /// The number of fields, where records state one; cells beyond it are absent, not blank.
  package var width: Int?
  /// Whether blank rows follow.
  package var isBeforeGap: Bool

  package init(cells: [HeadCell], width: Int? = nil, isBeforeGap: Bool = false) {
    self.cells = cells
    self.width = width
    self.isBeforeGap = isBeforeGap
  }
}

/// Cells of the first rows that are shown as one; both ends belong to it.
package struct HeadMerge: Sendable, Hashable {
  /// Indices into the rows that are judged.
  package var rows: ClosedRange<Int>
  package var columns: ClosedRange<Int>

  package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }
}

/// How many rows have something in each column.
struct ColumnCounts {
  private var counts: [Int] = []

  subscript(_ column: Int) -> Int { column < counts.count ? counts[column] : 0 }

  /// The columns that have any.
  var columns: [Int] { counts.indices.filter { counts[$0] > 0 } }

  mutating func add(_ column: Int) {
    if column >= counts.count {
      counts += [Int](repeating: 0, count: column + 1 - counts.count)
    }
    counts[column] += 1
  }
}
