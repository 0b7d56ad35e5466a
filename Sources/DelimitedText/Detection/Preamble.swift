/// Finds the lines before a table: titles, notes, padding of a report's heading.
///
/// The table begins with the first record that is about as wide and as full as the table is. What
/// stands before it must not look like data: no record with two or more typed values is passed
/// over, so that nothing is lost when a table only grows wider.
enum Preamble {
  private static let limit = 25

  /// The number of records before the table.
  static func recordCount(_ table: SampleTable, width: Int) -> Int {
    guard width > 1 else { return 0 }
    let full = table.rows.filter { $0.width == width }.map { fill(table, $0) }
      .filter { $0 >= 2 }.sorted()
    guard !full.isEmpty else { return 0 }
    let median = full[full.count / 2]
    for (i, row) in table.rows.prefix(limit).enumerated() {
      let isWide =
        row.width >= width
        || (width >= 3 && row.width == width - 1 && !isFollowedByHeader(table, i, width: width))
      if isWide, fill(table, row) * 2 > median, !isComment(table, row, width: width) {
        return i
      }
      if typedCount(table, row) >= 2, !isComment(table, row, width: width) { return 0 }
    }
    return 0
  }

  static func isComment(_ table: SampleTable, _ row: SampleTable.Row, width: Int) -> Bool {
    guard row.width != width, let first = row.fields.first else { return false }
    let field = table.fields[first]
    return field.start < field.end && table.bytes[field.start] == UInt8(ascii: "#")
      && field.traits.isEmpty
  }

  static func fill(_ table: SampleTable, _ row: SampleTable.Row) -> Int {
    row.fields.reduce(0) { $0 + (table.fields[$1].start < table.fields[$1].end ? 1 : 0) }
  }

  /// Whether the record behind this one is as wide as the table and all names, and values follow.
  private static func isFollowedByHeader(_ table: SampleTable, _ row: Int, width: Int) -> Bool {
    guard row + 2 < table.rows.count, table.rows[row + 1].width == width,
      typedCount(table, table.rows[row + 1]) == 0
    else { return false }
    return typedCount(table, table.rows[row + 2]) > 0
  }

  private static func typedCount(_ table: SampleTable, _ row: SampleTable.Row) -> Int {
    row.fields.reduce(0) { $0 + (table.kind($1).isTyped ? 1 : 0) }
  }
}
