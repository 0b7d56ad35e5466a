import RowcastExplaining
import RowcastFeatures
import RowcastModeling
import RowcastTabular
import Testing

@testable import RowcastReporting

@Suite struct WordsTests {
  @Test(
    arguments: [
      (0, 0, "0"), (1234.5678, 2, "1,234.57"), (-0.001, 2, "0.00"), (-1234567, 0, "−1,234,567"),
      (0.5, 0, "1"), (999.999, 2, "1,000.00"), (.nan, 2, "–"), (.infinity, 0, "∞"),
    ] as [(Double, Int, String)])
  func `fixed places group digits and keep a real minus`(value: Double, places: Int, text: String) {
    #expect(NumberWords.fixed(value, places) == text)
  }

  @Test(
    arguments: [
      (0, "0"), (0.001234, "0.00123"), (12.3456, "12.3"), (1234.5, "1,235"), (100, "100"),
      (0.5, "0.5"), (99.99, "100"), (-2, "−2"), (1e-12, "1e-12"), (1e20, "1e+20"),
    ] as [(Double, String)])
  func `short numbers have as many places as matter`(value: Double, text: String) {
    #expect(NumberWords.short(value) == text)
  }

  @Test func `percentages, signs, durations and counts`() {
    #expect(NumberWords.percent(0.8523) == "85.2%")
    #expect(NumberWords.signed(1.3) == "+1.30")
    #expect(NumberWords.signed(0.001) == "0.00")
    #expect(NumberWords.signed(-1.3) == "−1.30")
    #expect(NumberWords.duration(0.0421) == "42 ms")
    #expect(NumberWords.duration(12.34) == "12.3 s")
    #expect(NumberWords.duration(185) == "3 min 5 s")
    #expect(NumberWords.number(1, "row") == "1 row")
    #expect(NumberWords.number(1200, "class", "classes") == "1,200 classes")
  }

  @Test(
    arguments: [
      ("tenure_months", .low, 1.3, "tenure_months low (+1.3)"),
      ("contract", .text("two-year"), -0.9, "contract = two-year (-0.9)"),
      ("since", .day(19_783), 0.054, "since = 2024-03-01 (+0.05)"),
      ("a*b", .several(of: [.truth(true), .missing]), 2, "a*b (= yes, missing) (+2.0)"),
    ] as [(String, PredictionReason.Value, Double, String)])
  func `reasons are a column, its value and what it adds`(
    column: String, value: PredictionReason.Value, contribution: Double, words: String
  ) {
    let reason = PredictionReason(column: column, value: value, contribution: contribution)
    #expect(reason.words == words)
  }

  @Test func `findings of one kind name each column once`() {
    #expect(
      DataFinding.moreCollinear(columns: ["a", "a", "b", "a"], count: 4).words
        == "4 more findings of the same kind, about \"a\", \"b\"")
    #expect(
      DataFinding.moreCollinear(columns: ["a", "b", "c", "d", "e", "e", "f"], count: 7).words
        == "7 more findings of the same kind, about \"a\", \"b\", \"c\", \"d\", \"e\" and others")
  }

  @Test func `cases of several rows and levels of one are told with what to do or to expect`() {
    #expect(
      DataFinding.groups(column: "mom", strength: 0.83, count: 390).words
        == "\"mom\" tells the class (strength 0.83), as 390 of its values have several rows each, "
        + "some of them learned from and others judged: --group mom keeps them together")
    #expect(
      DataFinding.unseenLevels(column: "job", levels: 3126, single: 2439, rows: 6097).words
        == "2,439 of the 3,126 levels of \"job\" stand in one row alone: about 40.0% of new rows "
        + "will have a level that training has not seen")
  }

  @Test(
    arguments: [
      (
        .pooledLevels(column: "name", kept: 194, of: 244),
        "with curves only the 194 most frequent levels of \"name\" have weights of their own, and "
          + "without curves 244"
      ),
      (
        .noCurvesOfColumns(64, classes: 10),
        "no curves: 64 columns of numbers are too many for those of 10 classes"
      ),
      (
        .noNetworkOfRows(26_049),
        "no multilayer perceptron was tried, as it takes long on 26,049 rows: --model mlp fits one"
      ),
      (.noHinges(columns: 0, rows: 9), "no hinges: there is no column of numbers"),
    ] as [(ComparisonRemark, String)])
  func `what a comparison left out is a sentence`(remark: ComparisonRemark, words: String) {
    #expect(remark.words == words)
  }

  @Test func `the role of a column is told with what was chosen and what is not read`() {
    let column = RoleReason(
      .numbers(from: 0.5, to: 12),
      remarks: [.unreadable(rows: 3, values: ["open", "?"], areMore: true)], ownRole: .numeric)
    #expect(
      column.words == "chosen; by itself: numeric, numbers from 0.5 to 12; "
        + "3 values cannot be read and count as missing (\"open\", \"?\" and others)")
    #expect(
      RoleReason(
        .writtenDateTimes(.yearMonthDay),
        remarks: [.unreadable(rows: 1, values: ["9.12"], areMore: false)]
      ).words == "dates with a time of day, written as year, month, day; "
        + "1 value cannot be read and counts as missing (\"9.12\")")
    func unread(_ rows: Int, _ form: ColumnReading.Form) -> String {
      DriftFinding.unread(column: "a", rows: rows, of: 9, texts: ["60"], as: form).words
    }
    #expect(
      unread(1, .booleans)
        == "\"a\": 1 value of 9 is neither yes nor no and counts as missing: \"60\"")
    #expect(
      unread(2, .booleans)
        == "\"a\": 2 values of 9 are neither yes nor no and count as missing: \"60\"")
    #expect(unread(2, .dates) == "\"a\": 2 values of 9 are no dates and count as missing: \"60\"")
    #expect(unread(1, .numbers) == "\"a\": 1 value of 9 is no number and counts as missing: \"60\"")
    #expect(
      RoleReason(.texts(.codes, distinct: 40, rows: 50)).words == "codes, 40 distinct in 50 rows")
    #expect(
      RoleReason(.words(perValue: 4.25, distinct: 40, rows: 50)).words
        == "4.3 words a value, 40 distinct in 50 rows")
  }

  @Test(
    arguments: [
      (0.0, 1.0, [0, 0.2, 0.4, 0.6, 0.8, 1]), (-1.3, 2.1, [-1, 0, 1, 2]), (0, 72, [0, 20, 40, 60]),
      (18.25, 118.75, [20, 40, 60, 80, 100]), (0, 0.0007, [0, 0.0002, 0.0004, 0.0006]),
    ] as [(Double, Double, [Double])])
  func `ticks are round numbers inside the domain`(low: Double, high: Double, ticks: [Double]) {
    let found = Scale.roundValues(in: low...high, count: 5).values
    #expect(found.count == ticks.count)
    #expect(zip(found, ticks).allSatisfy { ($0 - $1).magnitude < 1e-12 })
  }

  @Test func `ticks of every domain are finite, few and ascending`() {
    for power in -12...14 {
      for factor in [1.0, 1.7, 2.3, 4.9, 9.99] {
        let size = (0..<power.magnitude).reduce(factor) { value, _ in
          power < 0 ? value / 10 : value * 10
        }
        let ticks = Scale.widened((-size / 3)...size, from: 0, to: 100).ticks
        #expect(ticks.count >= 2 && ticks.count <= 12)
        #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value })
        #expect(Set(ticks.map(\.label)).count == ticks.count || size > 1e9 || size < 1e-8)
      }
    }
    #expect(Scale.domain([.nan, .infinity]) == 0...1)
    #expect(Scale.domain([3, 3, .nan]).lowerBound == 3)
  }

  @Test func `dates are labeled by what their span needs`() {
    #expect(Scale.dateText(1_714_608_000_000) == "2024-05-02")
    #expect(Scale.dateText(1_714_608_000_000, span: 86_400_000 * 400) == "2024-05")
    #expect(Scale.dateText(1_714_608_000_000, span: 86_400_000 * 4000) == "2024")
    #expect(Scale.dateText(.nan) == "–")
  }

  @Test func `what is interpolated as text cannot become markup`() {
    let text = "<b onclick='x'>\"&\u{1}</b>"
    let markup: Markup = "<p title=\"\(text)\">\(text)</p>"
    #expect(
      markup.text
        == "<p title=\"&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;\u{FFFD}&lt;/b&gt;\">"
        + "&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;\u{FFFD}&lt;/b&gt;</p>")
    #expect(
      (["\(1.005)", "\(-0.5)", "\(3.0)", "\(0.07)", "\(Double.nan)"] as [Markup]).map(\.text)
        == ["1", "-0.5", "3", "0.07", "0"])
  }

  @Test func `a terminal obeys nothing that comes from the data`() {
    #expect(TerminalText.clean("a\u{1B}[31mb\nc\u{9B}") == "a\u{FFFD}[31mb c\u{FFFD}")
    #expect(TerminalText.width(of: "ab中文") == 6)
    #expect(TerminalText.bar(0.5, cells: 4) == "██░░")
    #expect(TerminalText.bar(7, cells: 2) == "██")
  }

  @Test func `what helps is said as the option that does it, quoted for a shell`() {
    let day = Remedy(.dateFormat, column: "my day", "%Y%m%d")
    #expect(day.words == "--date-format 'my day=%Y%m%d' reads it")
    #expect(
      Remedy(.dateFormat, "%d/%m/%Y", "%m/%d/%Y").words
        == "--date-format %d/%m/%Y or --date-format %m/%d/%Y reads them")
    #expect(Remedy(.limit, "columns").words == "--max columns=N raises it")
    #expect(Remedy(.header, values: ["4", "5"]).words == "--header 4,5 takes both")
    #expect(Remedy(.header, values: ["4", "9"]).words == "--header 4,9 takes all of them")
    let note = Diagnostic(
      kind: .passedSheet, message: "passed over", location: RowcastLocation(sheet: "Cover"))
    #expect(note.advice == "Cover: passed over; --sheet chooses another")
  }

  @Test func `no Markdown comes out of the data`() {
    #expect(
      MarkdownText.escaped("a|b*c_d`<e>\n[f](g)") == "a\\|b\\*c\\_d\\`&lt;e&gt; \\[f\\]\\(g\\)")
  }
}
