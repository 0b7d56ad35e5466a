/// Decides whether the first record names the columns.
///
/// It does when some column's first field does not fit the type of the fields below, or when the
/// whole table is text; it does not when a first field is a value like those below it.
enum HeaderDetector {
  static func hasHeader(_ table: SampleTable, from start: Int) -> (has: Bool, reason: String) {
    guard start < table.rows.count else { return (false, "no records") }
    let first = table.rows[start]
    let below = table.rows.dropFirst(start + 1).prefix(1000)
    let head = first.fields.map { table.kinds($0) }
    if below.isEmpty {
      let isText = head.allSatisfy { $0 == .text || $0 == .empty }
      return (isText, isText ? "a single record of texts" : "a single record with values")
    }
    var typedColumns = 0
    var named = 0
    for column in 0..<first.width {
      var kinds: ValueKinds = []
      for row in below where column < row.width {
        kinds.formUnion(table.kinds(row.fields.lowerBound + column))
      }
      let values = kinds.intersection(.values)
      guard !values.isEmpty, !values.contains(.text) else { continue }
      typedColumns += 1
      if head[column] == .text || head[column] == .empty { named += 1 }
    }
    if typedColumns == 0 { return (true, "all columns are text") }
    if named * 2 >= typedColumns {
      return (true, "\(named) of \(typedColumns) typed columns begin with a name")
    }
    return (false, "the first record has values where the others have them")
  }
}
