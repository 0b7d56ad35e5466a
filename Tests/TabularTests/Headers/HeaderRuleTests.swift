import RowcastTabular
import Testing

/// Tables that are made up from a seed, with what stands before them and what names their columns.
struct MadeTable {
  var rows: [HeadRow] = []
  var start = 0
  var headerCount = 1

  enum Style: CaseIterable { case plain, words, titled, keyed, years, hours, nameless }

  private var random: UInt64

  init(_ style: Style, seed: Int) {
    random = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    let width = 3 + below(5)
    let count = style == .nameless ? 4 + below(20) : 2 + below(30)
    let columns = (0..<width).map { column in
      style == .words ? below(2) : style == .plain ? below(5) : column == 0 ? 0 : 2 + below(2)
    }
    switch style {
    case .titled: add([("Overview of all the stock in March", .text)], gap: below(2) == 0)
    case .keyed:
      for _ in 0...below(3) { add([("Account:", .text), ("\(100 + below(900))", .number)]) }
    default: break
    }
    start = rows.count
    let words = ["Region", "Größe", "总额", "Owner", "Unit price", "Ville", "Stock", "Note"]
    let first = below(60)
    switch style {
    case .nameless: headerCount = 0
    case .years, .hours:
      let names = (1..<width).map { style == .years ? "\(1960 + first + $0)" : "0\($0):00" }
      add([(words[0], .text)] + names.map { ($0, style == .years ? .number : .time) })
    default: add((0..<width).map { (words[$0], .text) })
    }
    for _ in 0..<count { add(columns.map { value($0, isLoose: style != .nameless) }) }
  }

  private mutating func add(_ cells: [(String, HeadKind)], gap: Bool = false) {
    rows.append(
      HeadRow(
        cells: cells.enumerated().filter { $0.element.1 != .empty }.map {
          HeadCell(column: $0.offset, text: $0.element.0, kind: $0.element.1)
        }, isBeforeGap: gap))
  }

  private mutating func value(_ column: Int, isLoose: Bool) -> (String, HeadKind) {
    if isLoose, below(25) == 0 { return ("", .empty) }
    let pick = below(900)
    return switch column {
    case 0: (["north", "south", "Ann Lee", "pump", "Köln", "上海"][pick % 6], .text)
    case 1: ("item of kind \(["a", "b", "c"][pick % 3]), see below", .text)
    case 2: ("\(pick)", .number)
    case 3: ("\(pick).5", .number)
    default: ("2024-0\(1 + pick % 9)-11", .date)
    }
  }

  private mutating func below(_ limit: Int) -> Int {
    random ^= random << 13
    random ^= random >> 7
    random ^= random << 17
    return Int(random >> 33) % limit
  }
}

@Suite struct `The rule for headers` {
  @Test(arguments: MadeTable.Style.allCases)
  func `finds the beginning and the names of made-up tables`(style: MadeTable.Style) {
    let right = (1...200).count { seed in
      let table = MadeTable(style, seed: seed)
      let found = HeaderRule(rows: table.rows).find()
      return found.start == table.start && found.headerCount == table.headerCount
    }
    #expect(right >= 196, "\(style): \(right) of 200")
  }

  private func row(_ texts: [String?], _ kind: HeadKind = .text) -> HeadRow {
    HeadRow(
      cells: texts.enumerated().compactMap { column, text in
        text.map { HeadCell(column: column, text: $0, kind: Int($0) == nil ? kind : .number) }
      })
  }

  @Test func `groups that are merged over their columns belong to the header`() {
    let rows = [
      row(["Id", "Score", nil, "Cost", nil]), row([nil, "Math", "Art", "Plan", "Real"]),
      row(["1", "90", "80", "5", "6"]), row(["2", "70", "60", "7", "8"]),
    ]
    let merges = [
      HeadMerge(rows: 0...1, columns: 0...0), HeadMerge(rows: 0...0, columns: 1...2),
      HeadMerge(rows: 0...0, columns: 3...4),
    ]
    let found = HeaderRule(rows: rows, merges: merges).find()
    #expect(found.start == 0)
    #expect(found.headerCount == 2)
  }

  @Test func `a first row of names stays the header, however odd the second row of a small table`()
  {
    for rows in [
      [["when", "amount"], ["tbd", "n/a"], ["3 Jan 2024", "12k"], ["3 Jan 2024", "12k"]],
      [["t", "v", "note"], ["s", "V", "-"], ["a-1", "b-2", "c-3"], ["a-4", "b-5", "c-6"]],
    ] {
      let found = HeaderRule(rows: rows.map { row($0) }).find()
      #expect(found.start == 0)
      #expect(found.headerCount == 1)
    }
  }

  /// A header, sparse rows under it, and full ones: what sensors and countries without cases yet give.
  private func sparse(
    _ header: [String?], filled: Int, rows: Int, above: [[String?]] = [], isWords: Bool = false
  ) -> [HeadRow] {
    let records = (0..<(rows + 40)).map { number -> [String?] in
      header.indices.map { column in
        if number < rows, column >= filled { return nil }
        if column == 0 { return "k\(number)" }
        return isWords ? ["red", "green", "blue"][number * column % 3] : "\(number * (column + 3))"
      }
    }
    return (above + [header] + records).map { row($0) }
  }

  @Test(arguments: [1, 2, 3, 10, 60, 200], [4, 5, 8, 12, 20])
  func `sparse rows under a full header are records, however many there are`(rows: Int, width: Int)
  {
    let names = (0..<width).map { String?.some("name \($0)") }
    for filled in [1, width / 4, width / 2] where filled > 0 {
      for isWords in [false, true] {
        let table = sparse(names, filled: filled, rows: rows, isWords: isWords)
        let found = HeaderRule(rows: table).find()
        #expect(found.start == 0 && found.headerCount == 1, "\(filled) \(isWords)")
        // A title above changes nothing, nor does a cell that strays.
        var titled = sparse(names, filled: filled, rows: rows, above: [["What was measured"]])
        titled[rows + 9].cells.append(HeadCell(column: width + 4, text: "?", kind: .text))
        let below = HeaderRule(rows: titled).find()
        #expect(below.start == 1 && below.headerCount == 1, "\(filled)")
      }
    }
    // The first column may have no name, and years may be names.
    let unnamed = HeaderRule(
      rows: sparse([nil] + names.dropFirst(), filled: 1, rows: rows)
    ).find()
    #expect(unnamed.start == 0 && unnamed.headerCount == 1)
    let years = ["country"] + (1..<width).map { String?.some("\(1990 + $0)") }
    let found = HeaderRule(rows: sparse(years, filled: 1, rows: rows)).find()
    #expect(found.start == 0 && found.headerCount == 1)
  }

  @Test func `a full line above a header that is as full and stands over values is passed over`() {
    let table = sparse(["date", "rain", "wind"], filled: 3, rows: 0)
    let station = [row(["Station", "Berlin", "Germany"]), row(["Height"])] + table
    #expect(HeaderRule(rows: station).find().start == 2)
  }

  @Test func `a title merged over the whole width is no header`() {
    let rows = [
      row(["Staff of the house", nil]), row(["name", "age"]), row(["Ann", "3"]), row(["Bob", "4"]),
    ]
    let found = HeaderRule(
      rows: rows, merges: [HeadMerge(rows: 0...0, columns: 0...1)]
    ).find()
    #expect(found.start == 1)
    #expect(found.headerCount == 1)
  }

  @Test func `a title merged over a table beside blank columns is no header`() {
    let rows = [
      row([nil, nil, "Staff of the house", nil]), row([nil, nil, "name", "age"]),
      row([nil, nil, "Ann", "3"]), row([nil, nil, "Bob", "4"]),
    ]
    let found = HeaderRule(
      rows: rows, merges: [HeadMerge(rows: 0...0, columns: 2...3)]
    ).find()
    #expect(found.start == 1)
    #expect(found.headerCount == 1)
  }

  private static let series: [[String]] = [
    (1990..<2010).map { "\($0)" }, (1...20).map { "\($0)" }, (0..<24).map { "\($0)" },
    ["0.1", "0.25", "0.5", "1.0"], ["100", "75", "50", "20", "5"],
  ]

  @Test(arguments: series)
  func `long series and growing numbers name columns of few rows`(names: [String]) {
    let values = (0..<3).map { (row: Int) -> [String] in
      let others = names.indices.map { (column: Int) -> String in
        "\((column * column * 5 + column * row * 7 + 3) * 131 % 1009).25"
      }
      return ["\(row * 37 % 11).5"] + others
    }
    func cells(_ texts: [String]) -> HeadRow {
      HeadRow(
        cells: texts.enumerated().map {
          HeadCell(
            column: $0.offset, text: $0.element,
            kind: Double($0.element) == nil ? .text : .number)
        })
    }
    let table = [cells(["depth"] + names)] + values.map(cells)
    let found = HeaderRule(rows: table).find()
    #expect(found.headerCount == 1)
    #expect(found.start == 0)
    // The same numbers among rows that grow as well are a record.
    let grown = (0..<9).map { (row: Int) -> HeadRow in
      cells(names.indices.map { (column: Int) -> String in "\(row + column * 3).5" })
    }
    #expect(HeaderRule(rows: grown).find().headerCount == 0)
  }

  @Test func `a stray cell far to the right changes nothing`() {
    var rows = [row(["count", "kind"])]
    rows += (0..<60).map { row(["\($0 % 7)", $0 % 2 == 0 ? "a" : "b"]) }
    rows[5].cells.append(HeadCell(column: 400, text: "1", kind: .number))
    let found = HeaderRule(rows: rows).find()
    #expect(found.start == 0)
    #expect(found.headerCount == 1)
  }

  @Test func `no rows, a blank row and a row of values have no header`() {
    #expect(HeaderRule(rows: []).find().headerCount == 0)
    #expect(HeaderRule(rows: [row([nil, nil])]).find().headerCount == 0)
    #expect(HeaderRule(rows: [row(["Ann", "5"])]).find().headerCount == 0)
    #expect(HeaderRule(rows: [row(["name", "age"])]).find().headerCount == 1)
    // Nor has a value over nothing.
    let column = [row(["1", nil, "300"]), row(["2"]), row(["3"])]
    #expect(HeaderRule(rows: column).find().headerCount == 0)
  }

  @Test func `rows of totals are told by their words`() {
    var batch = RecordBatch()
    for (row, name) in ["Ulm", "Subtotal:", "Bonn", "合计", "Bonn total", "Totality"].enumerated() {
      batch.append(name.utf8, column: 0)
      batch.cells.append(Cell(column: 1, kind: .integer, payload: 5))
      batch.endRow(number: row + 2)
    }
    #expect(TotalRows.rows(in: batch).map(\.number) == [3, 5, 6])
    // What is told before a text is made agrees with the words.
    for word in TotalRows.words {
      for text in [word, word.uppercased(), "\(word):", "North \(word)"] {
        let bytes = Array(text.utf8)
        let hasPart = TotalRows.hasPart(bytes.span)
        #expect(hasPart, "\(text)")
      }
    }
  }

  private func mixed(_ cells: [(String, HeadKind)?], gap: Bool = false) -> HeadRow {
    HeadRow(
      cells: cells.enumerated().compactMap { column, cell in
        cell.map { HeadCell(column: column, text: $0.0, kind: $0.1) }
      }, isBeforeGap: gap)
  }

  @Test func `names above a blank row are not lost to a record of mixed columns`() {
    let days: [(String, HeadKind)] = [("2024-05-06", .date), ("3", .number)]
    for day in days {
      for first in [("7", .number), ("foo", .text)] as [(String, HeadKind)] {
        let rows = [
          mixed([("id", .text), ("kind", .text)], gap: true), mixed([first, day]),
          mixed([("bold", .text), ("true", .boolean)]), mixed([nil, ("0.4", .number)]),
        ]
        let found = HeaderRule(rows: rows).find()
        #expect(found.start == 0 && found.headerCount == 1, "\(first) \(day)")
      }
    }
    // A title stays one over names.
    let titled =
      [mixed([("People", .text), ("in towns", .text)], gap: true), row(["town", "count"])]
      + (1...6).map { row(["t\($0)x", "\($0 * 37)"]) }
    #expect(HeaderRule(rows: titled).find().start == 1)
  }

  @Test func `a key and its value over the names are no names, where forms are looked for`() {
    let values: [(String, HeadKind)] = [
      ("3", .number), ("2024-05-06", .date), ("2024-Q1", .text), ("12:30", .time),
    ]
    for value in values {
      let rows = [
        mixed([("Version", .text), value]), row(["name", "amount"]), row(["pump", "120"]),
        row(["valve", "45"]),
      ]
      let found = HeaderRule(rows: rows).find(passesForms: true)
      #expect(found.start == 1 && found.headerCount == 1, "\(value)")
    }
    // Years, codes and words name columns; a record may lack its value.
    for name in ["2024", "PM10", "amount"] {
      let rows = [
        row(["name", name]), row(["a", "b"]), row(["pump", "120"]), row(["valve", "45"]),
      ]
      let found = HeaderRule(rows: rows).find(passesForms: true)
      #expect(found.start == 0 && found.headerCount == 1, "\(name)")
    }
  }

  @Test(arguments: [1, 3, 8, 40], [false, true])
  func `keys and values over a wider table are none of it, where forms are looked for`(
    count: Int, areCodes: Bool
  ) {
    let form = (0..<count).map { row(["key \($0)", areCodes ? "v\($0)" : "\($0 * 7)"]) }
    let table = [row(["t", "u", "v"])] + (1...5).map { row(["\($0)", "\($0 * 3)", "\($0 * 5)"]) }
    for gap in [false, true] {
      var rows = form + table
      rows[count - 1].isBeforeGap = gap
      let found = HeaderRule(rows: rows).find(passesForms: true)
      #expect(found.start == count && found.headerCount == 1, "\(gap)")
    }
  }
}
