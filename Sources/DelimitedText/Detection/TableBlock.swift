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

  /// The longest such block; nil where the text begins with it, or is not mostly such a table behind its
  /// preamble.
  init?(_ table: SampleTable) {
    var best: Range<Int>?
    var start = 0
    for end in 1...max(1, table.rows.count) where !table.rows.isEmpty {
      if end < table.rows.count, table.rows[end].width == table.rows[start].width { continue }
      if end - start > best?.count ?? 1, table.rows[start].width > 1 { best = start..<end }
      start = end
    }
    guard let best, best.lowerBound > 1, let width = table.rows[best].first?.width,
      // What is behind it is shorter, and little.
      table.rows[best.upperBound...].allSatisfy({ $0.width < width }),
      table.rows.count - best.upperBound <= 2 * best.count
    else { return nil }
    let hasGap =
      table.rows[best.lowerBound].line > table.rows[best.lowerBound - 1].line + 1
    // The narrower a table is, and the less parts it from what is before, the more records show it.
    let least = max(1, 3 - (hasGap ? 1 : 0) - (width > 2 ? 1 : 0))
    let found = (1...Self.nameRows).contains { names in
      best.count - names >= least
        && (0..<width).contains { column in
          table.rows[best].dropFirst(names).allSatisfy {
            table.kind($0.fields.lowerBound + column).isTyped
          }
            && table.rows[best].prefix(names).allSatisfy {
              !table.kind($0.fields.lowerBound + column).isTyped
            }
        }
    }
    guard found else { return nil }
    rows = best
  }
}
