import RowcastTabular

/// Records of one width among lines that are none: a table behind a preamble, and perhaps before notes.
///
///     Report A
///     Made by Ann
///
///     Well,Sample,CT
///     A1,s1,21.5
///
///     End of run
///
/// Its first rows have names, and a column has values in all others.
struct TableBlock {
  /// Its rows, names included.
  let rows: Range<Int>

  /// So many rows of names may stand over the values.
  private static let nameRows = 3

  /// The block at the end of the text, or else the longest one; nil where the text begins with it, or is
  /// not mostly such a table behind its preamble.
  init?(_ table: SampleTable) {
    var longest: Range<Int>?
    var last: Range<Int>?
    var start = 0
    for end in 1...max(1, table.rows.count) where !table.rows.isEmpty {
      if end < table.rows.count, table.rows[end].width == table.rows[start].width { continue }
      if end - start > 1, table.rows[start].width > 1 {
        if end - start > longest?.count ?? 1 { longest = start..<end }
        last = end == table.rows.count ? start..<end : nil
      }
      start = end
    }
    let found = [last, longest].compactMap(\.self).first { Self.isTable($0, in: table) }
    guard let found else { return nil }
    rows = found
  }

  private static func isTable(_ block: Range<Int>, in table: SampleTable) -> Bool {
    guard block.lowerBound > 1, let width = table.rows[block].first?.width,
      // What is behind it is shorter, and little.
      table.rows[block.upperBound...].allSatisfy({ $0.width < width }),
      table.rows.count - block.upperBound <= 2 * block.count
    else { return false }
    let hasGap =
      table.rows[block.lowerBound].line > table.rows[block.lowerBound - 1].line + 1
    let isLast = block.upperBound == table.rows.count
    // The narrower a table is, and the less parts it from what is before, the more records show it.
    let least = max(1, 3 - (hasGap ? 1 : 0) - (width > 2 ? 1 : 0))
    return (1...nameRows).contains { names in
      block.count - names >= least
        && (0..<width).contains { column in
          table.rows[block].dropFirst(names).allSatisfy {
            table.kind($0.fields.lowerBound + column).isTyped
          }
            // At the end of the text values may stand without names.
            && (isLast
              || table.rows[block].prefix(names).allSatisfy {
                !table.kind($0.fields.lowerBound + column).isTyped
              })
        }
    }
  }
}
