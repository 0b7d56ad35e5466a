import RowcastTabular

/// Where a table begins, by the records below.
extension SampleTable {
  /// How many lines stand before the names that are wider than all records, as the environment of a logger,
  /// an address, or filters; 0 where there are none.
  ///
  ///     Smith, 12 Main St, Springfield, IL
  ///     id,name
  ///     1,Ann
  ///
  /// What is below them are names over values, each with as many fields as the records. A header with
  /// names for columns that no record has is wider, too, but has records below it.
  func widerLines(than width: Int) -> Int {
    guard width > 1, let widest = rows.prefix(20).lastIndex(where: { $0.width > width }),
      widest + 3 < rows.count, rows[...widest].allSatisfy({ $0.width != width }),
      // Wider records under names of their own are a table, and more than what stands below.
      firstTable(from: 0).map({ $0 > widest }) ?? true
    else { return 0 }
    let lead = widest + 1
    let body = rows[lead...]
    guard rows[lead].width == width,
      body.count(where: { $0.width == width }) * 10 >= body.count * 9,
      isNoHeader(rows[widest], over: width), areNames(rows[lead])
    else { return 0 }
    let rule = HeaderRule(
      rows: Array(headRows(lead + HeaderRule.rowLimit(width: width)).dropFirst(lead)))
    let found = rule.find(starts: 1)
    return found.headerCount > 0 && found.evidence.namesOverValues > 0 ? lead : 0
  }

  /// Whether a wider line is none of names: it is wider by more than one, or has values or blanks.
  private func isNoHeader(_ row: Row, over width: Int) -> Bool {
    row.width > width + 1 || row.fields.contains { kind($0).isTyped || kind($0) == .empty }
  }

  /// Whether a row is none of names, as all records are shorter, and it has values of several kinds among its
  /// fields: an account with its day and balance, say.
  func isBeyondRecords(_ row: Int) -> Bool {
    let records = rows[(row + 1)...]
    let kinds = Set(rows[row].fields.map { kind($0) }.filter(\.isTyped))
    return records.count >= 2 && kinds.count >= 2
      && records.allSatisfy { $0.width < rows[row].width }
  }

  /// Whether a record has a text of its own for each column.
  private func areNames(_ row: Row) -> Bool {
    row.fields.allSatisfy { kind($0) == .text }
      && Set(row.fields.map { raw($0) }).count == row.width
  }

  /// Rows of one width that have a text for each column, two or three of them, of which the first, whose
  /// texts are all different, says one again in the next: names, and then what they mean, as surveys have
  /// them.
  func namesTwice(from first: Int) -> Range<Int>? {
    guard first + 1 < rows.count, areNames(rows[first]) else { return nil }
    let others = rows[(first + 1)...].prefix(2).prefix { row in
      row.width == rows[first].width && row.fields.allSatisfy { kind($0) == .text }
    }
    guard !others.isEmpty,
      zip(rows[first].fields, rows[first + 1].fields).contains(where: { raw($0) == raw($1) })
    else { return nil }
    return first..<(first + 1 + others.count)
  }

  /// The first row of names over records of its width, as far as these are many beside what follows: a
  /// table, whatever stands below it.
  func firstTable(from lead: Int) -> Int? {
    var start = lead
    while start < rows.count {
      guard rows[start].width > 1, areNames(rows[start]) else {
        start += 1
        continue
      }
      let records = records(below: start, upTo: rows.count)
      if records.count >= 3, haveValues(records), records.count * 10 >= rows.count - start {
        return start
      }
      start += max(1, records.count)
    }
    return nil
  }

  /// The tables among the rows before the one that is read: the rows of their names, and how many
  /// records each has.
  func tables(before end: Int) -> [(row: Int, records: Int)] {
    var found: [(row: Int, records: Int)] = []
    var start = 0
    while start < end {
      let records = records(below: start, upTo: end)
      let isTable =
        rows[start].width > 1 && records.count >= (rows[start].width > 2 ? 2 : 3)
        && areNames(withoutEmptyEnd(rows[start])) && haveValues(records)
        // What ends in a colon is said of the table below.
        && !text(rows[start].fields.lowerBound).hasSuffix(":")
      if isTable { found.append((start, records.count)) }
      start += isTable ? records.count + 1 : 1
    }
    return found
  }

  /// The rows of the same width below a row.
  private func records(below start: Int, upTo end: Int) -> ArraySlice<Row> {
    rows[(start + 1)..<end].prefix { $0.width == rows[start].width }
  }

  /// Whether a column of some records has values in all of them.
  private func haveValues(_ records: ArraySlice<Row>) -> Bool {
    guard let width = records.first?.width else { return false }
    return (0..<width).contains { column in
      let found = Set(records.map { kinds($0.fields.lowerBound + column).rawValue })
      // Keys and values are two columns, too, but those are of many kinds.
      return records.allSatisfy { kind($0.fields.lowerBound + column).isTyped }
        && (width > 2 || found.count == 1)
    }
  }

  /// A row without what a delimiter at its end adds.
  private func withoutEmptyEnd(_ row: Row) -> Row {
    var row = row
    if row.width > 2, kind(row.fields.upperBound - 1) == .empty {
      row.fields = row.fields.lowerBound..<(row.fields.upperBound - 1)
    }
    return row
  }
}
