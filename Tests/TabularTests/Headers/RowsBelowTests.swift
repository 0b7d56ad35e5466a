import RowcastTabular
import Testing

/// Rows that are read as records and look like none, and tables beside another one.
@Suite struct `What stands below and beside a table` {
  /// Rows with their numbers; an empty text is a blank cell, and no texts are a blank row.
  private func numbered(_ rows: [[String]]) -> [(number: Int, texts: [String])] {
    rows.enumerated().compactMap { $1.isEmpty ? nil : ($0 + 1, $1) }
  }

  private func heads(_ rows: [[String]]) -> [HeadRow] {
    let numbered = numbered(rows)
    return numbered.enumerated().map { index, row in
      HeadRow(
        cells: row.texts.enumerated().filter { !$1.isEmpty }.map { column, text in
          HeadCell(column: column, text: text, kind: Double(text) == nil ? .text : .number)
        },
        isBeforeGap: index + 1 < numbered.count && numbered[index + 1].number > row.number + 1)
    }
  }

  private func batch(_ rows: ArraySlice<(number: Int, texts: [String])>) -> RecordBatch {
    var batch = RecordBatch()
    for row in rows {
      for (column, text) in row.texts.enumerated() where !text.isEmpty {
        if let number = Double(text) {
          batch.cells.append(
            Cell(column: UInt32(column), kind: .double, payload: number.bitPattern))
        } else {
          batch.append(text.utf8, column: UInt32(column))
        }
      }
      batch.endRow(number: row.number)
    }
    return batch
  }

  /// What is found below a header in the first row, which is the same however the rows are cut.
  private func find(
    _ rows: [[String]], end: Int? = nil, isComplete: Bool = true
  ) throws -> [RowsBelow.Finding] {
    var below = try #require(RowsBelow(heads(rows), first: 1))
    below.end = end
    let records = numbered(rows).dropFirst()
    func findings(cutBehind count: Int) -> [RowsBelow.Finding] {
      var found = RowsBelow.Found(below)
      found.take(below.tally(batch(records.prefix(count))))
      found.take(below.tally(batch(records.dropFirst(count))))
      return found.findings(isComplete: isComplete)
    }
    let whole = findings(cutBehind: 0)
    for count in 1...records.count { #expect(findings(cutBehind: count) == whole) }
    return whole
  }

  private let table = [
    ["town", "code", "rain", "sun"], ["Ulm", "U", "7", "5"], ["Bonn", "B", "6", "3"],
    ["Kiel", "K", "9", "2"], ["Hof", "H", "4", "6"],
  ]

  @Test func `lone texts behind a blank row are notes, and such as read so without one`() throws {
    let notes = [["prepared by Ann"], ["2024"], []]
    #expect(
      try find(table + [[], ["see page 3"], ["Source: DWD"]])
        == [.notes(rows: 7...8, column: 0, lastRecord: 5)])
    for note in [
      "* preliminary", "1) with hail", "Source: DWD", "© the towns of the south in 2024",
    ] {
      #expect(try find(table + [[note]]) == [.notes(rows: 6...6, column: 0, lastRecord: 5)])
    }
    // A town that has no values yet is a record, and so are those under titles of groups.
    #expect(try find(table + [["Celle"]]) == [])
    #expect(try find(table + [[], ["South"], ["Lindau", "L", "8", "4"]]) == [])
    #expect(try find(table + [["South"], ["Lindau", "L", "8", "4"], [], ["North"]]) == [])
    // Who reads no further does not know the end.
    #expect(try find(table + [[]] + notes, isComplete: false) == [])
  }

  @Test func `gaps between records tell nothing of a last row`() throws {
    let rows = table.flatMap { [$0, []] }
    #expect(try find(rows + [["Celle"]]) == [])
    #expect(
      try find(rows + [["Source: DWD"]]) == [.notes(rows: 11...11, column: 0, lastRecord: 9)])
  }

  @Test func `names and rows of fewer columns below a gap are a second table`() throws {
    let codes = [["code", "state"], ["U", "Swabia"], ["B", "Rhine"]]
    let found = RowsBelow.Finding.narrowTable(row: 7, column: 0, lastRecord: 5)
    #expect(try find(table + [[]] + codes) == [found])
    #expect(
      try find(table + [[], ["states"]] + codes)
        == [.narrowTable(row: 8, column: 0, lastRecord: 5)])
    #expect(
      try find(table + [[]] + codes + [[], ["Source: DWD"]])
        == [found, .notes(rows: 11...11, column: 0, lastRecord: 5)])
    // Records that lack values are records; so are rows that fill all columns below a gap.
    #expect(try find(table + [[], ["Celle", "C"], ["Lindau", "L", "8", "4"]]) == [])
  }

  @Test func `rows below the stated end are counted and told once`() throws {
    #expect(
      try find(table + [["Celle", "C", "5", "5"], [], ["note"]], end: 5)
        == [.beyondEnd(rows: 6...8, count: 2)])
  }

  @Test func `totals are told by their words where they lack something, or by their sums`() throws {
    #expect(
      try find(table + [["Total", "", "26", "16"]]) == [.totals(count: 1, row: 6, column: 0)])
    let groups =
      table + [
        ["Total", "", "26", "16"], ["Ems", "E", "1", "1"], ["Grand total", "", "27", "17"],
      ]
    #expect(try find(groups) == [.totals(count: 2, row: 6, column: 0)])
    #expect(try find(table + [["Alle", "", "26", "16"]]) == [.totals(count: 1, row: 6, column: 0)])
    #expect(try find(table + [["Alle", "", "26", "17"]]) == [])
    // A name that is a word for a sum is none in the midst of records.
    #expect(try find(table + [["Total", "T", "1", "2"], ["Ems", "E", "1", "1"]]) == [])
    #expect(
      try find(table + [["Total", "T", "1", "2"]]) == [.totals(count: 1, row: 6, column: 0)])
  }

  @Test func `rows and cells that a source has in another order are told by both ends`() throws {
    let below = try #require(RowsBelow(heads(table), first: 1))
    var found = RowsBelow.Found(below)
    let records = numbered(table).dropFirst().map { (number: $0.number + 10, texts: $0.texts) }
    found.take(below.tally(batch(records[...])))
    var notes = RecordBatch()
    for (number, text) in [(9, "* preliminary"), (3, "Source: DWD")] {
      notes.append(text.utf8, column: 1)
      notes.append("".utf8, column: 0)
      notes.endRow(number: number)
    }
    found.take(below.tally(notes))
    #expect(
      found.findings(isComplete: true) == [.notes(rows: 3...9, column: 0, lastRecord: 15)])
  }

  @Test func `a table beside another one has rows of its own`() {
    let codes = [["code", "state"], ["U", "Swabia"]]
    func beside(_ rows: [[String]], from row: Int) -> [[String]] {
      table.enumerated().map { index, texts in
        let place = index - row
        return texts + [""] + (rows.indices.contains(place) ? rows[place] : ["", ""])
      }
    }
    func find(_ rows: [[String]]) -> [TablesBeside.Finding] {
      TablesBeside.find(in: heads(rows), from: 0)
    }
    for row in 0...2 {
      let found = find(beside(codes, from: row))
      #expect(found.map(\.row) == [row])
      #expect(found.map(\.column) == [5])
      #expect(found.map(\.besideColumns) == [0...3])
    }
    // Columns of one table may be parted by blank ones, and a remark is no table.
    let parted = table.enumerated().map { $1 + ["", "x\($0)", ""] }
    #expect(find(parted) == [])
    #expect(find(beside([["see below"]], from: 2)) == [])
  }
}
