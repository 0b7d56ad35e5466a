import RowcastTabular
import Testing

/// What tells names from values where both look alike, and rows around the header that are no records.
@Suite struct `Evidence for a header` {
  /// Rows of texts as a reader of delimited text would give them; nil is blank.
  private func find(_ rows: [[String?]]) -> HeaderRule.Finding {
    HeaderRule(rows: heads(rows)).find()
  }

  private func heads(_ rows: [[String?]], gapsBehind gaps: Set<Int> = []) -> [HeadRow] {
    rows.enumerated().map { index, texts in
      HeadRow(
        cells: texts.enumerated().compactMap { column, text in
          text.map { HeadCell(column: column, text: $0, kind: kind($0)) }
        }, width: texts.count, isBeforeGap: gaps.contains(index))
    }
  }

  private func kind(_ text: String) -> HeadKind {
    if Double(text) != nil { return .number }
    if text.contains("-"), text.count == 10, text.hasPrefix("20") { return .date }
    let bytes = Array(text.utf8)
    return HeadKind(words: bytes.span)
  }

  @Test(arguments: [
    [["Kim", "Oslo", "41"], ["Lars", "Bergen", "36"], ["Mona", "Moss", "52"]],
    [["Kim", "kim@a.no"], ["Lars", "lars@b.no"], ["Mona", "mona@c.no"]],
    [["Kim", "2021-05-04"], ["Lars", "2021-06-01"], ["Mona", "2021-06-09"]],
    [["All", "310.50"], ["K1", "200.25"], ["K2", "60.00"], ["K3", "50.25"], ["K4", "10.00"]],
    [["Sum", "310"], ["K 1", "200"], ["K 2", "60"], ["K 3", "50"], ["K 4", "10"]],
  ])
  func `one value over values of its kind is no name`(rows: [[String]]) {
    #expect(find(rows).headerCount == 0)
    let named = [["who", "where", "what"].suffix(rows[0].count).map { $0 }] + rows
    #expect(find(named).headerCount == 1)
  }

  @Test(arguments: [
    [[nil, "1", "2", "3"], ["A", "0.25", "0.75", "0.5"], ["B", "0.125", "0.5", "0.25"]],
    [
      ["0", "1", "2"], ["0.25", "-1.5", "0.5"], ["0.75", "0.5", "-2.25"], ["1.5", "0.5", "0.25"],
    ],
    [
      ["dose", "10", "20", "50", "100"], ["a", "31", "8", "64", "17"],
      ["b", "77", "93", "12", "46"],
    ],
    [["site", "0.1", "0.2", "0.5"], ["a", "31", "8", "64"], ["b", "77", "93", "12"]],
    [["site", "0.1", "0.2", "0.5"], ["a", "8", "31", "64"], ["b", "12", "77", "93"]],
    [
      ["land", "2020", "2021", "2022"], ["a", "1987", "2011", "1964"],
      ["b", "2003", "1978", "2040"],
    ],
  ])
  func `numbers in order over other numbers are names`(rows: [[String?]]) {
    #expect(find(rows).headerCount == 1)
    #expect(find(Array(rows.dropFirst())).headerCount == 0)
  }

  @Test(arguments: [
    [["a", "1", "3", "4"], ["b", "2", "4", "9"], ["c", "3", "5", "7"], ["d", "1", "2", "8"]],
    [["x", "1.5", "2.5", "9.5"], ["y", "0.5", "3.5", "4.5"], ["z", "2.5", "4.5", "8.5"]],
  ])
  func `numbers in order over numbers in order are a record`(rows: [[String]]) {
    #expect(find(rows).headerCount == 0)
  }

  private static let records: [[String?]] = [
    ["p", "5", "7", "1", "2"], ["q", "6", "3", "9", "8"], ["r", "4", "8", "3", "7"],
    ["s", "5", "1", "6", "4"],
  ]

  @Test(
    arguments: [
      (
        [["item", "spring", nil, "autumn", nil], [nil, "in", "out", "in", "out"]], 2,
        [1...2, 3...4]
      ),
      ([["item", "kept", "kept", "sold", "sold"], [nil, "low", "high", "low", "high"]], 2, []),
      ([["item", "site", "load", nil, nil], [nil, nil, "min", "mean", "max"]], 1, [2...4]),
      ([[nil, "a", "b", "c", "d"], ["item", nil, nil, nil, nil]], 2, []),
      ([[nil, "points", nil, nil, nil], ["item", "1", "2", "3", "4"]], 1, [1...4]),
    ] as [([[String?]], Int, [ClosedRange<Int>])])
  func `groups that nobody merged name their columns together with the names below`(
    header: [[String?]], many: Int, spans: [ClosedRange<Int>]
  ) {
    let found = find(header + Self.records)
    #expect(found.start == 0)
    #expect(found.headerCount == 2)
    #expect(found.isJoined)
    #expect(found.groups.map(\.columns) == spans)
  }

  @Test func `a title is no group, and a record below names no name`() {
    let titled: [[String?]] = [
      ["Stock of the week", nil, nil, nil, nil], ["item", "in", "out", "kept", "sold"],
    ]
    #expect(find(titled + Self.records).headerCount == 1)
    let words = find([
      ["who", "tag", "tag"], ["Ann", "red", "blue"], ["Bob", "green", "black"],
      ["Cy", "white", "grey"],
    ])
    #expect(words.start == 0)
    #expect(words.headerCount == 1)
  }

  @Test func `words over columns of values below the names are passed over`() {
    let units = find([
      ["t", "heat", "wind"], ["s", "degC", "m/s"], ["0", "20.5", "3"], ["1", "20.0", "4"],
      ["2", "19.5", "4"],
    ])
    #expect(units.headerCount == 1)
    #expect(units.passedCount == 1)
    let sparse = find([
      ["who", "where", "heat"], [nil, nil, "degC"], ["Ann", "Ulm", "20.5"], ["Bob", "Ulm", "20.0"],
    ])
    #expect(sparse.headerCount == 1)
    #expect(sparse.passedCount == 1)
    // A record that lacks its values says so by one word.
    let record = find([
      ["who", "heat", "wind"], ["Ann", "none", "none"], ["Bob", "20.0", "4"], ["Cy", "19.5", "4"],
    ])
    #expect(record.passedCount == 0)
    let numbered = find([
      ["1", "2", "3"], ["who", "heat", "wind"], ["Ann", "21.0", "5"], ["Bob", "20.0", "4"],
      ["Cy", "19.5", "4"],
    ])
    #expect(numbered.start == 1)
    #expect(numbered.headerCount == 1)
  }

  @Test(arguments: [
    [
      ["T-1", "Rent", "open", "on demand"], ["T-2", "Heat", "5", "0.5"],
      ["T-3", "Light", "7", "0.25"],
    ],
    [["Ann", "late", "ill", "away"], ["Bob", "1.5", "2", "3"], ["Cy", "2.5", "3", "4"]],
    [["Empty", "n.a.", "<0.1", "trace"], ["P1", "7.5", "2", "3"], ["P2", "7.25", "3", "4"]],
  ])
  func `a record of words keeps its place below the names, where its key is like the others`(
    records: [[String]]
  ) {
    let rule = HeaderRule(rows: heads([["key", "a", "b", "c"]] + records))
    let found = rule.find(allowsDoubt: false)
    #expect(found.start == 0 && found.headerCount == 1 && found.passedCount == 0)
    for remark in [
      ["unit", "kg", "m/s", "%"], ["(text)", "(a)", "(b)", "(c)"], ["str", "int", "float", "int"],
      ["what it is", "how many of them are there", "how fast do they move", "how many are left"],
    ] {
      let rows = [["key", "a", "b", "c"], remark] + records.dropFirst()
      #expect(HeaderRule(rows: heads(rows)).find(allowsDoubt: false).passedCount == 1, "\(remark)")
    }
  }

  @Test(arguments: [
    ["Sum", "n/a", "-"], ["Sum", "late", "open"], ["Sum", "..", ".."],
    ["Sum", "$4.50", "1.234,50"],
    ["Sum", "n/a", "3"],
  ])
  func `names behind a blank corner are not lost to a record of other forms`(record: [String]) {
    let others = (1...4).map { ["k\($0)x", "\($0).5", "\($0 * 7)"] }
    for title in [[], [["What was sold in the year", nil, nil]]] as [[[String?]]] {
      let found = find(title + [[nil, "plan", "real"], record] + others)
      #expect(found.start == title.count && found.headerCount == 1, "\(title)")
    }
  }

  @Test(arguments: [
    [["ann@a.no", "Ann"], ["bob@b.no", "Bob"]], [["n/a", "Ann"], ["5", "Bob"], ["6", "Cy"]],
    [["On:", "2024-01-02"], ["Sum:", "3.5"], ["Rate:", "0.5"]],
    [["In", "n/a", "110"], ["Out", "50", "60"], ["Left", "50", "50"]],
    [["+5.00", "a"], ["-6.00", "b"], ["+7.00", "c"]],
  ])
  func `addresses, keys of all rows, amounts and words for no value are no names`(
    rows: [[String]]
  ) {
    #expect(find(rows).headerCount == 0)
    #expect(
      find([["who", "what", "when"].suffix(rows[0].count).map { $0 }] + rows).headerCount == 1)
  }

  @Test func `days and years over amounts are names`() {
    for names in [["31.12.2023", "31.12.2022"], ["2023/24", "2022/23"], ["25%", "50%"]] {
      let found = find([["item"] + names, ["cash", "100", "250"], ["stock", "70", "30"]])
      #expect(found.headerCount == 1, "\(names)")
    }
  }

  @Test(arguments: [5, 9])
  func `a line that reaches beyond the table is none of its names`(width: Int) {
    let address = (0..<width).map { "part \($0 * $0)".filter { $0 != "0" } }
    let records = (1...4).map { ["\($0)", "x\($0)y", "\($0).5"] }
    let found = find([address, ["id", "name", "cost"]] + records)
    #expect(found.start == 1 && found.headerCount == 1)
    // A blank column of its own is no reason to pass over names.
    let sparse = find([["id", "name", "cost", "note"]] + records.map { $0 + [nil] })
    #expect(sparse.start == 0 && sparse.headerCount == 1)
  }

  @Test func `of several rows that could be the names the first are`() {
    let rows = [
      ["a", "b", "c"], ["the first", "the second", "the third"], ["{a}", "{b}", "{c}"],
      ["1", "2", "x"], ["3", "4", "y"], ["5", "6", "z"],
    ]
    #expect(find(rows).start == 0)
    #expect(find([["Overview of all", nil, nil]] + rows).start == 1)
  }

  @Test func `the options of a question name their columns with it`() {
    let found = find([
      ["id", "How old?", "Which of these?", nil, nil], [nil, "Answer", "Mail", "Phone", "Answer"],
      ["1", "18", "Mail", nil, "5"], ["2", "25", nil, "Phone", "4"],
    ])
    #expect(found.start == 0 && found.headerCount == 2 && found.isJoined)
  }

  @Test func `keys and values above two columns of values are none of them`() {
    let form = [["Model", "AB12"], ["Mode", "normal"], ["Points", "2500"], ["Step", "0.5"]]
    let values = (1...8).map { ["\($0).5", "0.\($0)"] }
    let found = find(form + [["time", "level"]] + values)
    #expect(found.start == form.count && found.headerCount == 1)
    // Two rows of words above values are names and their units.
    #expect(find([["time", "level"], ["s", "V"]] + values).start == 0)
    #expect(find(form + [["time", "level"]]).start == 0)
  }

  @Test func `names are a header also where most columns are empty`() {
    let names = (1...20).map { "field \($0)" }
    let people = [
      ("Nell", "nell@a.org"), ("Sam", "sam@b.org"), ("Kit", "kit@c.org"), ("Lou", "lou@d.org"),
    ]
    let records = people.map { name, address -> [String?] in
      [String?](repeating: nil, count: 13) + [name, address] + [String?](repeating: nil, count: 5)
    }
    let found = find([names] + records)
    #expect(found.start == 0 && found.headerCount == 1)
  }

  @Test func `names stand above records of nothing`() {
    let blank: [String?] = [nil, nil]
    #expect(find([["text", "none"]] + Array(repeating: blank, count: 30)).headerCount == 1)
  }

  @Test func `a name may be one of the values of its column, where these hardly recur`() {
    let fields = [
      ["field", "label"], ["id", "Identifier"], ["name", "Full name"], ["field", "Field of study"],
      ["city", "City"],
    ]
    #expect(find(fields).headerCount == 1)
    #expect(find([["status"], ["open"], ["closed"], ["status"]]).headerCount == 1)
    let colors = ["red", "blue", "green"]
    let records = ["Ann", "Bob", "Cid", "Dan", "Eve", "Fay", "Gil", "Hal", "Ida", "Jon"]
      .enumerated()
      .map { [colors[$0 % 3], $1] }
    #expect(find(records).headerCount == 0)
  }

  @Test func `letters over words are names like others`() {
    let found = find([["A", "B", "C"], ["d", "e", "f"], ["g", "h", "i"]])
    #expect(found.start == 0)
    #expect(found.headerCount == 1)
  }

  @Test func `the header again and the names of a second table are told`() {
    let rows = heads(
      [
        ["who", "age"], ["Ann", "41"], ["who", "age"], ["Bob", "36"], ["town", "rain"],
        ["Ulm", "7"],
      ], gapsBehind: [3])
    let found = LaterHeaders.find(in: rows, header: 0, first: 1)
    #expect(found.map(\.row) == [2, 4])
    #expect(found.map(\.kind) == [.repeatedHeader, .secondTable])
  }

  /// A crossed table with two columns of labels below a blank corner.
  private let crossed: [[String?]] = [
    [nil, nil, "shift", nil, "all"], [nil, nil, "day", "night"], ["ward", "A", "1", "2", "3"],
    [nil, "B", "4", "6", "10"], ["sum", nil, "5", "8", "13"],
  ]

  @Test func `names over a small crossed table are not lost to its first record`() {
    let found = find(crossed)
    #expect(found.start == 0)
    #expect(found.headerCount == 2)
    #expect(found.groups == [HeadMerge(rows: 0...0, columns: 2...3)])
    let merged = HeaderRule(
      rows: heads(crossed),
      merges: [
        HeadMerge(rows: 0...1, columns: 0...1), HeadMerge(rows: 0...0, columns: 2...3),
        HeadMerge(rows: 0...1, columns: 4...4),
      ]
    ).find()
    #expect(merged.start == 0)
    #expect(merged.headerCount == 2)
    // A title above changes nothing.
    let titled = find([["Patients by shift"], ["count"]] + crossed)
    #expect(titled.start == 2)
    #expect(titled.headerCount == 2)
    let plain = find([crossed[1] + ["all"]] + crossed.dropFirst(2))
    #expect(plain.start == 0)
    #expect(plain.headerCount == 1)
  }

  @Test
  func `one group behind a blank corner is joined, and a title above the first column is not`() {
    let records = [["A", "1", "2"], ["B", "4", "5"], ["all", "5", "7"]]
    let found = find([[nil, "shift", nil], [nil, "day", "night"]] + records)
    #expect(found.headerCount == 2)
    #expect(found.groups == [HeadMerge(rows: 0...0, columns: 1...2)])
    let titled = find([["shift", nil, nil], [nil, "day", "night"]] + records)
    #expect(titled.start == 1)
    #expect(titled.headerCount == 1)
  }

  @Test func `a row that names the labels alone belongs to the header`() {
    let rows: [[String?]] = [
      [nil, nil, "rain", "rain"], [nil, "year", "2022", "2023"], ["land", "town", nil, nil],
      ["north", "Kiel", "1", "2"], [nil, "Husum", "3", "4"], ["south", "Ulm", "5", "6"],
      [nil, "Hof", "7", "8"],
    ]
    let found = find(rows)
    #expect(found.start == 0)
    #expect(found.headerCount == 3)
    // A title of a group has one label.
    let sections: [[String?]] = [
      [nil, "2022", "2023"], ["north", nil, nil], ["Kiel", "1", "2"], ["Husum", "3", "4"],
    ]
    #expect(find(sections).headerCount == 1)
  }

  @Test func `numbers of all columns below their names are no record`() {
    let records = [
      ["Ulm", "U", "70", "50.5"], ["Bonn", "B", "60", "30.5"], ["Hof", "H", "9", "2"],
    ]
    let names = ["town", "code", "rain", "sun"]
    let found = find([names, ["1", "2", "3", "4"]] + records)
    #expect(found.headerCount == 1)
    #expect(found.passedCount == 1)
    #expect(find([names, ["1", "2", "4", "3"]] + records).passedCount == 0)
    // Where all columns hold numbers, they may be a record.
    let numbers = [["1", "2", "3"], ["5", "4", "9"], ["8", "8", "2"]]
    #expect(find([["x", "y", "z"]] + numbers).passedCount == 0)
  }
}
