import RowcastLinearAlgebra
import RowcastTabular
import Testing

@testable import RowcastFeatures

@Suite struct WarningTests {
  /// A table whose classes are told by nothing but the columns that are added.
  static func table(rows: Int = 600, _ more: (Int, Bool) -> [(String, String)]) -> Table {
    var generator = SeededGenerator(seed: 5)
    var columns: [String: [String]] = [:]
    var order: [String] = []
    var x: [Double] = []
    var y: [String] = []
    for row in 0..<rows {
      let isPositive = generator.uniform() < 0.45
      x.append(generator.uniform() + (isPositive ? 0.2 : 0))
      y.append(isPositive ? "PASS" : "FAIL")
      for (name, value) in more(row, isPositive) {
        if columns[name] == nil { order.append(name) }
        columns[name, default: []].append(value)
      }
    }
    return Table(
      columns: [RoleTests.numbers("x", x)]
        + order.map { RoleTests.texts($0, columns[$0] ?? []) } + [RoleTests.texts("y", y)],
      rowCount: rows)
  }

  static func review(_ table: Table) throws -> DataReview {
    DataReview(
      of: table, roles: RoleInference.roles(of: table, chosen: ["y": .target]),
      labels: try LabelRecipe(column: "y").fitted(to: table))
  }

  @Test func columnsThatRewriteTheTargetAreSuspect() throws {
    let review = try Self.review(
      Self.table { row, isPositive in
        [
          (
            "test",
            isPositive ? ["ok", "ok-disagree"][row % 2] : ["nowomen", "notalk", "men"][row % 3]
          ),
          ("code", "\(1970 + row % 40)\(isPositive ? "PASS" : "FAIL")"),
          ("color", ["red", "green", "blue"][row % 3]),
        ]
      })
    #expect(Set(review.suspects) == ["test", "code"])
    let leaks = review.warnings.filter { $0.kind == .leak }
    #expect(leaks.count == 2 && leaks.allSatisfy { $0.isSerious && ($0.figure ?? 0) > 0.75 })
    guard case .leak("test", "y", _, let next?)? = leaks.first?.finding else {
      Issue.record("\(leaks)")
      return
    }
    #expect(next.column == "x")
  }

  @Test func `leaks in company do not hide each other`() {
    func strengths(_ values: Double...) -> [ColumnStrength] {
      values.enumerated().map { ColumnStrength(column: "c\($0)", strength: $1) }
    }
    #expect(LeakRule.suspects(among: strengths(0.99, 0.97, 0.7)).suspects.count == 2)
    #expect(LeakRule.suspects(among: strengths(0.99, 0.97)).suspects.count == 2)
    #expect(LeakRule.suspects(among: strengths(0.9, 0.7)).suspects.isEmpty)
  }

  @Test func `whom rows belong to is kept together, not asked about`() throws {
    let review = try Self.review(
      Self.table { row, isPositive in [("patient", "P\(row % 40)\(isPositive ? "a" : "b")")] })
    let found = review.warnings.filter { $0.column == "patient" }.map(\.finding)
    guard case .groups("patient", _, 80)? = found.first else {
      Issue.record("\(found)")
      return
    }
  }

  @Test func `values that recur and share their class are whose rows they are, numbers too`() throws
  {
    var generator = SeededGenerator(seed: 8)
    let owner = (0..<600).map { _ in generator.below(60) }
    let isIll = (0..<60).map { _ in generator.uniform() < 0.5 }
    let classes = RoleTests.texts("y", owner.map { isIll[$0] ? "PASS" : "FAIL" })
    func found(_ column: TypedColumn, _ y: TypedColumn = classes) throws -> [DataFinding] {
      try Self.review(Table(columns: [column, y], rowCount: 600)).warnings
        .filter { $0.kind == .leak }.map(\.finding)
    }
    let texts = RoleTests.texts("ward", owner.map { "W\($0)" })
    let numbers = RoleTests.numbers("ward", owner.map { Double(1000 + 7 * $0) })
    for column in [texts, numbers] {
      guard case .groups("ward", let agreement, 60)? = try found(column).first else {
        Issue.record("\(try found(column))")
        continue
      }
      #expect(agreement > 0.9)
    }
    // Of a quantity neighbours share their class; of chance no value does.
    let ages = RoleTests.texts("y", owner.map { $0 > 30 ? "PASS" : "FAIL" })
    for finding in try found(RoleTests.numbers("age", owner.map { Double(20 + $0) }), ages) {
      guard case .leak = finding else { Issue.record("\(finding)"); continue }
    }
    let chance = RoleTests.texts(
      "y", owner.map { _ in generator.uniform() < 0.5 ? "PASS" : "FAIL" })
    for column in [texts, numbers] { #expect(try found(column, chance).isEmpty) }
  }

  @Test func `cases of few rows are found by their time and by numbers that mostly recur`() throws {
    var generator = SeededGenerator(seed: 9)
    // Most cases have one row or two, all of one class.
    let owner = (0..<600).map { _ in generator.below(420) }
    let isIll = (0..<420).map { _ in generator.uniform() < 0.5 }
    let classes = RoleTests.texts("y", owner.map { isIll[$0] ? "PASS" : "FAIL" })
    let chance = RoleTests.texts(
      "y", owner.map { _ in generator.uniform() < 0.5 ? "PASS" : "FAIL" })
    func found(_ column: TypedColumn, _ y: TypedColumn) throws -> [DataFinding] {
      try Self.review(Table(columns: [column, y], rowCount: 600)).warnings
        .filter { $0.kind == .leak }.map(\.finding)
    }
    func time(_ case: Int) -> Double { 1.4e12 + Double(`case` * 7_919 % 420) * 3_600_000 }
    let times = TypedColumn(name: "call", kind: .dateTime, values: .numbers(owner.map(time)))
    let written = RoleTests.texts(
      "call",
      owner.map { "2020-\(10 + $0 % 3)-\(10 + $0 / 21)T\(10 + $0 % 12):\(10 + $0 / 7 % 50):00" })
    let numbers = RoleTests.numbers("mother", owner.map { Double(1000 + 7 * $0) })
    for column in [times, written, numbers] {
      guard case .groups(column.name, let agreement, let count)? = try found(column, classes).first
      else {
        Issue.record("\(column.name): \(try found(column, classes))")
        continue
      }
      #expect(agreement > 0.9 && count > 100 && count < 420)
      #expect(try found(column, chance).isEmpty)
    }
    // Some rows that stand twice are no cases.
    let twice = RoleTests.numbers("amount", (0..<600).map { Double($0 < 540 ? $0 : $0 - 60) })
    let copied = RoleTests.texts(
      "y", (0..<600).map { isIll[($0 < 540 ? $0 : $0 - 60) % 420] ? "PASS" : "FAIL" })
    #expect(try found(twice, copied).isEmpty)
  }

  @Test func `levels of one row each are told to come anew, others are not`() {
    func found(_ level: (Int) -> String) -> [DataFinding] {
      let column = RoleTests.texts("job", (0..<200).map(level))
      return DecidedRoles(
        Table(columns: [column], rowCount: 200), chosen: ["job": .category]
      ).unseenLevels.map(\.finding)
    }
    #expect(
      found { $0 < 80 ? "own \($0)" : "shared \($0 % 10)" }
        == [.unseenLevels(column: "job", levels: 90, single: 80, rows: 200)])
    #expect(found { $0 < 8 ? "own \($0)" : "shared \($0 % 10)" } == [])
  }

  @Test func `a mean of few rows is not told as one`() throws {
    let table = Table(
      columns: [RoleTests.numbers("x", (0..<200).map { $0 < 195 ? Double($0 % 7) : 300 })],
      rowCount: 200)
    let features = try FeatureRecipe().fitted(to: table)
    let transformer = FeatureTransformer(features)
    func findings(_ rows: Int) -> [DriftFinding] {
      let part = Table(
        columns: [RoleTests.numbers("x", (0..<rows).map { _ in 290 })], rowCount: rows)
      return DriftReport(transformer.tally(part), features: features).findings
    }
    #expect(findings(1) == [] && findings(5) == [])
    guard case .shift("x", _)? = findings(20).first else {
      Issue.record("\(findings(20))")
      return
    }
  }

  @Test func `a text that gives the class away is suspect, one that tells something is not`() throws
  {
    func review(_ isTold: @escaping (Int) -> Bool) throws -> DataReview {
      let words = ["red", "green", "blue", "grey", "pink", "brown", "black", "white"]
      return try Self.review(
        Self.table { row, isPositive in
          let end = isTold(row) ? (isPositive ? "cancelled" : "kept") : "met"
          let (one, two) = (words[row % 8], words[row / 8 % 8])
          return [("note", "the customer \(end) contract \(row) of \(one) and \(two) goods")]
        })
    }
    let all = try review { _ in true }
    #expect(all.suspects == ["note"])
    #expect(all.strengths.first?.column == "note" && (all.strengths.first?.strength ?? 0) > 0.95)
    let some = try review { $0 % 3 != 0 }
    #expect(some.suspects.isEmpty)
    #expect((some.strengths.first { $0.column == "note" }?.strength ?? 0) > 0.3)
    let none = try review { _ in false }
    #expect((none.strengths.first { $0.column == "note" }?.strength ?? 1) < 0.1)
  }

  @Test(arguments: [0.03, 0.2, 0.5])
  func `a number that decides the class is suspect however rare the class is`(share: Double) throws
  {
    var generator = SeededGenerator(seed: 6)
    let score = (0..<600).map { _ in generator.uniform() }
    let other = (0..<600).map { _ in generator.uniform() }
    let table = Table(
      columns: [
        RoleTests.numbers("score", score), RoleTests.numbers("other", other),
        RoleTests.texts("y", score.map { $0 < share ? "yes" : "no" }),
      ], rowCount: 600)
    #expect(try Self.review(table).suspects == ["score"])
    // One that is wrong on a tenth of the rare rows is honest.
    let noisy = RoleTests.texts(
      "y", score.indices.map { (score[$0] < share) != (other[$0] < share / 5) ? "yes" : "no" })
    #expect(
      try Self.review(Table(columns: Array(table.columns.prefix(2)) + [noisy], rowCount: 600))
        .strengths.allSatisfy { $0.strength < 0.95 })
  }

  @Test(arguments: [
    (-999.0, 20, 100.0, true), (9999, 7, 100, true), (-1, 30, 5, false), (99, 20, 100, false),
    (-999, 300, 100, false), (-998, 20, 100, false), (99_999, 20, 41_000, true),
  ])
  func `numbers that may stand for no value are told with their rows`(
    value: Double, every: Int, range: Double, isTold: Bool
  ) {
    let values = (0..<400).map { row in
      row % every == 3 ? value : Double(row * 37 % 101) / 101 * range
    }
    let table = Table(
      columns: [TypedColumn(name: "x", kind: .decimal, values: .numbers(values))], rowCount: 400)
    let found = DataReview.standIns(in: table, roles: RoleInference.roles(of: table))
    let rows = values.count { $0 == value }
    #expect(
      found.map(\.finding) == (isTold ? [.standIn(column: "x", values: [value], rows: rows)] : []))
  }

  @Test func `minus one stands for no value where all others are far above it`() {
    func found(_ least: Double) -> StandIn? {
      let values = (0..<200).map { $0 % 9 == 0 ? -1 : least + Double($0 % 40) }
      return StandIn(values, Moments(of: values))
    }
    #expect(found(20)?.values == [-1])
    #expect(found(0) == nil)
    #expect(found(-30) == nil)
  }

  @Test func `numbers beyond all bounds are told`() throws {
    let table = Self.table { _, _ in [] }
    var values = (0..<600).map(Double.init)
    (values[3], values[9]) = (.infinity, -.infinity)
    let wider = Table(
      columns: table.columns + [RoleTests.numbers("z", values)], rowCount: table.rowCount)
    #expect(
      try Self.review(wider).warnings.map(\.finding).contains(.infinite(column: "z", rows: 2)))
  }

  @Test func `many small classes are a few, and a line for the others`() {
    let labels = FittedLabels(
      column: "y", labels: (0..<9).map { "c\($0)" }, counts: [Int](repeating: 2, count: 9))
    let found = DataReview.classWarnings(labels).map(\.finding)
    #expect(found.count == 4 && found.last == .moreFewRows(column: "y", classes: 6))
  }

  @Test func `many findings of one kind are a few, and a line for the others`() {
    var generator = SeededGenerator(seed: 2)
    let a = (0..<100).map { _ in generator.uniform() }
    let found = Collinearity.ofNumbers(
      [("a", a)] + (1...9).map { i in ("b\(i)", a.map { Double(i) * $0 + 1 }) })
    #expect(found.count == 4)
    #expect(
      found.last?.finding == .moreCollinear(columns: (4...9).map { "b\($0)" }, count: 6))
  }

  @Test func honestColumnsAreNot() throws {
    let review = try Self.review(Self.table { row, _ in [("color", ["red", "blue"][row % 2])] })
    #expect(review.suspects.isEmpty)
    #expect(!review.warnings.contains { $0.kind == .leak })
  }

  /// Three classes in order, one number that knows them well but honestly, and the row's number.
  @Test func runningNumbersThatFollowTheClass() throws {
    var generator = SeededGenerator(seed: 3)
    let rows = 150
    let y = (0..<rows).map { ["a", "b", "c"][$0 / 50] }
    let width = (0..<rows).map { Double($0 / 50) + generator.uniform() * 1.4 }
    let length = (0..<rows).map { Double($0 / 50) + generator.uniform() * 2.2 }
    let table = Table(
      columns: [
        RoleTests.numbers("Id", (1...rows).map(Double.init)), RoleTests.numbers("width", width),
        RoleTests.numbers("length", length), RoleTests.texts("y", y),
      ], rowCount: rows)
    let review = try Self.review(table)
    #expect(review.suspects == ["Id"])
    var shuffled = Array(0..<rows)
    generator.shuffle(&shuffled)
    let mixed = Table(
      columns: [table.columns[0], table.columns[3].selecting(shuffled)]
        + table.columns[1...2].map { $0.selecting(shuffled) }, rowCount: rows)
    #expect(try Self.review(mixed).suspects.isEmpty)
  }

  @Test func whatTheClassesGiveReasonToSay() throws {
    let labels = FittedLabels(
      column: "y", labels: ["a", "b"], counts: [960, 3], missingCount: 7, positive: 1)
    let warnings = DataReview.classWarnings(labels)
    #expect(warnings.map(\.kind) == [.missingTarget, .fewRows, .imbalance])
    #expect(warnings.map(\.figure) == [7, 3, 960.0 / 963])
    #expect(warnings[2].finding == .imbalance(column: "y", label: "a", share: 960.0 / 963))
  }

  @Test func columnsThatFollowFromOthers() throws {
    let review = try Self.review(
      Self.table { row, _ in
        [
          ("net", ["DSL", "fiber", "none"][row % 3]),
          ("backup", row % 3 == 2 ? "no net" : ["yes!", "no!"][row % 2]),
          ("code", ["d", "f", "n"][row % 3]),
        ]
      })
    let found = review.warnings.map(\.finding)
    #expect(found.contains(.sameFact(column: "code", other: "net", rows: 600)))
    let levels = [("net", "none"), ("backup", "no net")]
      .map { DataFinding.Level(column: $0.0, level: $0.1) }
    #expect(found.contains(.sameRows(levels: levels, rows: 200)))
  }

  @Test func linearFunctionsOfOtherNumbers() {
    var generator = SeededGenerator(seed: 1)
    let a = (0..<200).map { _ in generator.uniform() }
    let b = (0..<200).map { _ in generator.uniform() }
    let sum = zip(a, b).map { 3 * $0 - 2 * $1 + 7 }
    let found = Collinearity.ofNumbers([
      ("a", a), ("b", b), ("scaled", a.map { 5 - 2 * $0 }), ("sum", sum),
      ("near", zip(a, b).map { $0 + 1e-4 * $1 * $1 }),
    ])
    #expect(found.map(\.column) == ["scaled", "sum"])
    #expect(found[0].finding == .linear(column: "scaled", of: "a", rows: 200))
  }

  @Test func driftIsCountedAndMerged() throws {
    let training = Table(
      columns: [
        RoleTests.numbers("n", (0..<100).map { Double($0 % 10) }),
        RoleTests.texts("c", (0..<100).map { ["a", "b"][$0 % 2] }),
        RoleTests.numbers("gone", (0..<100).map { Double($0 % 3) }),
      ], rowCount: 100)
    let features = try FeatureRecipe().fitted(to: training)
    let transformer = FeatureTransformer(features)
    let first = Table(
      columns: [
        RoleTests.numbers("n", [12, -1, .nan]), RoleTests.texts("c", ["z", "a", "z"]),
        RoleTests.texts("new", ["q", "q", "q"]),
      ], rowCount: 3)
    let second = Table(
      columns: [RoleTests.numbers("n", [11]), RoleTests.texts("c", ["y"])], rowCount: 1)
    var tally = DriftTally()
    for part in [first, second] { tally.merge(transformer.tally(part)) }
    let report = DriftReport(tally, features: features)
    #expect(report.rowCount == 4 && report.missingColumns == ["gone"])
    #expect(report.extraColumns == ["new"])
    #expect(report.columns[0].below == 1 && report.columns[0].above == 2)
    #expect(report.columns[0].missingShare == 0.25)
    let shift = try #require(report.columns[0].shift)
    #expect(abs(shift - (22.0 / 3 - 4.5) / 8.25.squareRoot()) < 1e-12)
    #expect(report.columns[1].unseenRows == 3)
    #expect(report.columns[1].unseenLevels.map(\.level) == ["z", "y"])
    // A mean of three numbers and one missing value may be chance; of 120 rows they are news.
    #expect(report.findings.count == 3)
    for _ in 0..<39 { for part in [first, second] { tally.merge(transformer.tally(part)) } }
    #expect(DriftReport(tally, features: features).findings.count == 5)
    let same = DriftReport(transformer.tally(training), features: features)
    #expect(same.findings.isEmpty)
  }

  @Test func `texts where the model reads numbers are told, not taken for missing ones`() throws {
    let training = Table(
      columns: [RoleTests.numbers("n", (0..<100).map { Double($0 % 10) })], rowCount: 100)
    let features = try FeatureRecipe().fitted(to: training)
    let table = Table(
      columns: [RoleTests.texts("n", ["5", "19 months", "n/a", "19 months", "7.5"])], rowCount: 5)
    let report = DriftReport(FeatureTransformer(features).tally(table), features: features)
    #expect(
      report.findings.first
        == .unread(column: "n", rows: 2, of: 5, texts: ["19 months"], as: .numbers))
  }

  @Test(arguments: [true, false])
  func `what is neither yes nor no in a column of these counts as missing, and is told`(
    asTexts: Bool
  ) throws {
    let training = Table(
      columns: [RoleTests.texts("told", (0..<100).map { $0 % 3 == 0 ? "yes" : "no" })],
      rowCount: 100)
    let features = try FeatureRecipe().fitted(to: training)
    let column =
      asTexts
      ? RoleTests.texts("told", ["Yes", "60", "maybe", "0.0", "60"])
      : RoleTests.numbers("told", [1, 60, -5, 0, 60])
    let report = DriftReport(
      FeatureTransformer(features).tally(Table(columns: [column], rowCount: 5)),
      features: features)
    #expect(
      report.findings.first
        == .unread(
          column: "told", rows: 3, of: 5, texts: ["60", asTexts ? "maybe" : "-5"], as: .booleans))
    #expect(report.columns[0].above == 0 && report.columns[0].missingShare == 0.6)
  }

  @Test func `a column of other numbers that is asked to be of yes and no says which are neither`()
    throws
  {
    let column = RoleTests.numbers("sex", (0..<90).map { [1, 2, 0][$0 % 3] })
    let table = Table(columns: [column], rowCount: 90)
    let role = try #require(RoleInference.roles(of: table, chosen: ["sex": .boolean]).first)
    #expect(role.reason.remarks == [.unreadable(rows: 30, values: ["2"], areMore: false)])
    var recipe = FeatureRecipe()
    recipe.set(.boolean, of: "sex")
    let moments = try recipe.fitted(to: table).columns[0].moments
    #expect(moments?.maximum == 1 && moments?.missing == 30)
  }

  @Test(arguments: [(DateOrder.monthDayYear, ["when"]), (.dayMonthYear, [])])
  func `dates in another order than that of training are known by the column as a whole`(
    order: DateOrder, columns: [String]
  ) throws {
    func table(_ order: DateOrder) -> Table {
      Self.table(rows: 300) { row, _ in
        let (day, month) = (row * 7 % 28 + 1, row % 12 + 1)
        let first = order == .dayMonthYear ? day : month
        return [("when", "\(first)/\(first == day ? month : day)/2023")]
      }
    }
    let training = table(.dayMonthYear)
    let features = try FeatureRecipe().fitted(to: training)
    let found = features.otherDateOrders(in: table(order))
    #expect(found.keys.sorted() == columns && found.values.allSatisfy { $0 == order })
  }

  @Test func `values of training in another unit are told with the factor`() throws {
    func table(_ unit: Double) -> Table {
      let values = (0..<200).map { Double($0 * 37 % 90 + 5) * unit }
      return Table(columns: [RoleTests.numbers("share", values)], rowCount: 200)
    }
    let features = try FeatureRecipe().fitted(to: table(1))
    func findings(_ unit: Double) -> [DriftFinding] {
      DriftReport(FeatureTransformer(features).tally(table(unit)), features: features).findings
    }
    #expect(findings(0.01).contains(.factor(column: "share", factor: 100)))
    #expect(findings(100).contains(.factor(column: "share", factor: 0.01)))
    #expect(
      findings(1).isEmpty && !findings(3).contains { if case .factor = $0 { true } else { false } })
  }
}
