import RowcastTabular
import Testing

@testable import RowcastFeatures

@Suite struct RoleTests {
  static func texts(_ name: String, _ values: [String?]) -> TypedColumn {
    var interner = StringInterner()
    let codes = values.map { $0.map { interner.intern($0) } ?? TypedColumn.missingCode }
    return TypedColumn(
      name: name, kind: .text, values: .texts(codes: codes, dictionary: interner.dictionary()))
  }

  static func numbers(_ name: String, _ values: [Double]) -> TypedColumn {
    TypedColumn(name: name, kind: .decimal, values: .numbers(values))
  }

  static func role(_ column: TypedColumn) -> ColumnRole { RoleInference.role(of: column).role }

  @Test func whatColumnsAre() {
    let rows = 200
    func each(_ value: (Int) -> String?) -> [String?] { (0..<rows).map(value) }
    #expect(Self.role(Self.numbers("x", (0..<rows).map { Double($0 % 7) })) == .numeric)
    #expect(Self.role(Self.numbers("Id", (0..<rows).map { Double($0 + 1) })) == .identifier)
    #expect(Self.role(Self.numbers("year", (0..<rows).map { Double($0 + 1800) })) == .numeric)
    #expect(Self.role(Self.numbers("x", Array(repeating: 3, count: rows))) == .constant)
    #expect(Self.role(Self.numbers("x", Array(repeating: .nan, count: rows))) == .constant)
    #expect(Self.role(Self.texts("c", each { "level \($0 % 9)" })) == .category)
    #expect(Self.role(Self.texts("c", each { "tt\($0 * 7919)" })) == .identifier)
    #expect(Self.role(Self.texts("c", each { "a\($0)@example.org" })) == .identifier)
    #expect(Self.role(Self.texts("c", each { $0 % 2 == 0 ? "yes" : "No" })) == .boolean)
    #expect(Self.role(Self.texts("c", each { _ in "one" })) == .constant)
    #expect(Self.role(Self.texts("c", each { $0 % 3 == 0 ? nil : "one" })) == .category)
    #expect(
      Self.role(Self.texts("c", each { "call me at \($0) about the \($0 % 5) thing" })) == .text)
  }

  @Test func `Codes and names of people are identifiers though their pieces recur`() {
    let rows = 400
    func each(_ value: (Int) -> String) -> [String] { (0..<rows).map(value) }
    let first = ["Ada", "Olga", "Yusuf", "Ines", "Noor", "Gita", "Omar"]
    let last = ["Novak", "O'Brien", "Kaya", "Torres", "Adeyemi"]
    func person(_ i: Int) -> String {
      "\(first[i % 7]) \(last[i / 7 % 5])" + (i >= 35 ? " \(last[i / 35 % 5])\(first[i % 6])" : "")
    }
    #expect(Self.role(Self.texts("customer_id", each { "C-\(10_000 + $0)" })) == .identifier)
    #expect(Self.role(Self.texts("number", each { "2024/\($0)-A" })) == .identifier)
    #expect(Self.role(Self.texts("name", each(person))) == .identifier)
    #expect(Self.role(Self.texts("Last Name", each(person))) == .identifier)
    #expect(Self.role(Self.texts("product name", each(person))) == .text)
    #expect(Self.role(Self.texts("remark", each(person))) == .text)
    // Codes that recur may tell something by their pieces.
    #expect(Self.role(Self.texts("cabin", each { "B/\($0 * 7 / 10)/P" })) == .text)
    #expect(Self.role(Self.texts("name", each { "\(person($0)), and \(person($0)) too" })) == .text)
  }

  @Test(arguments: [
    ("$1,234.50", 1234.5), ("45%", 45), ("(12)", -12), ("1'000", 1000), ("12-", -12),
    ("\u{20AC} 3,000,000", 3_000_000), ("1.5e3", 1500), ("-0.25", -0.25), ("+7", 7),
    ("12,34,567", 1_234_567), ("1 234 567", 1_234_567),
  ])
  func amountsAreNumbers(_ text: String, _ value: Double) {
    #expect(Self.amount(text, decimalComma: false) == value)
  }

  @Test(arguments: ["007", "1.2.3", "12a", "--1", "1,23", "(5", "5)", "$", "", "1e", "1-2", "0x1F"])
  func codesAreNot(_ text: String) { #expect(Self.amount(text, decimalComma: false) == nil) }

  @Test func decimalCommas() {
    #expect(Self.amount("1.234,5", decimalComma: true) == 1234.5)
    #expect(Self.amount("3,14", decimalComma: true) == 3.14)
  }

  static func amount(_ text: String, decimalComma: Bool) -> Double? {
    var text = text
    return text.withUTF8 { AmountSyntax.double($0.span, .learned(decimalComma: decimalComma)) }
  }

  @Test(arguments: [
    ("2007-11-11", DateOrder.yearMonthDay, 1_194_739_200_000.0),
    ("2007/11/11 10:00", .yearMonthDay, 1_194_775_200_000),
    ("3/14/2021", .monthDayYear, 1_615_680_000_000),
    ("14.3.2021", .dayMonthYear, 1_615_680_000_000),
    ("14-Mar-21", .dayMonthYear, 1_615_680_000_000),
    ("March 14, 2021 1:30 PM", .monthDayYear, 1_615_728_600_000),
  ])
  func dates(_ text: String, _ order: DateOrder, _ milliseconds: Double) {
    var text = text
    #expect(Self.moment(&text, order) == milliseconds)
  }

  @Test(arguments: ["14/3/2021", "2021-02-30", "12.5.3", "1-2", "2021-13-01", "hello there you"])
  func notDates(_ text: String) {
    var text = text
    #expect(Self.moment(&text, .monthDayYear) == nil)
  }

  static func moment(_ text: inout String, _ order: DateOrder) -> Double? {
    text.withUTF8 {
      LocalDateSyntax($0.span, accepting: .learned)?.value(in: order).map {
        Double($0.milliseconds)
      }
    }
  }

  @Test func `points part thousands of money beside whole amounts`() {
    let money = Self.texts(
      "price", ["87.422 \u{20AC}", "451 \u{20AC}", "1.924 \u{20AC}", "988 \u{20AC}"])
    let found = RoleInference.role(of: money)
    #expect(found.role == .numeric)
    #expect(money.numbers(found.reading) == [87_422, 451, 1924, 988])
    #expect(found.reason.remarks == [.pointsPartThousands])
    let cents = Self.texts("price", ["87.42 \u{20AC}", "451 \u{20AC}", "1.9 \u{20AC}"])
    #expect(cents.numbers(RoleInference.role(of: cents).reading) == [87.42, 451, 1.9])
  }

  @Test func `counts of one unit are numbers, of several they are not`() {
    let one = Self.texts("n", ["6\u{4EF6}", "12\u{4EF6}", "9\u{4EF6}"])
    #expect(one.numbers(RoleInference.role(of: one).reading) == [6, 12, 9])
    let two = Self.texts("n", ["6\u{4EF6}", "12\u{7BB1}", "9\u{4EF6}"])
    #expect(RoleInference.role(of: two).role == .category)
    let plus = Self.texts("n", ["0", "1", "3+", "2", "3+", "0"])
    #expect(RoleInference.role(of: plus).role == .category)
  }

  @Test func `times of day are numbers of milliseconds`() {
    let times = Self.texts("t", ["13:08", "9:05", "NA", "23:59"])
    let found = RoleInference.role(of: times)
    #expect(found.role == .numeric)
    #expect(found.reading.form == .times)
    let values = times.numbers(found.reading)
    #expect(values[0] == 47_280_000 && values[1] == 32_700_000 && values[2].isNaN)
  }

  @Test func `numbers that can be moments are told so`() {
    let days = Self.numbers("day", [20_230_103, 20_230_228, 20_231_231])
    #expect(RoleInference.role(of: days).remedy?.values == ["%Y%m%d"])
    let others = Self.numbers("day", [20_230_103, 20_230_229, 20_231_231])
    #expect(RoleInference.role(of: others).remedy == nil)
    let seconds = Self.numbers("created_at", [1_600_000_000, 1_700_000_001])
    #expect(RoleInference.role(of: seconds).remedy?.values == ["%s"])
  }

  /// Sentences of a few phrases, as languages without blanks write them.
  @Test(arguments: [
    ["味道很好", "送餐太慢", "包装破了", "下次再来", "价格便宜", "老板热情", "分量不足", "已经凉了"],
    ["とても美味しい", "配達が遅い", "量が少ない", "また頼みます", "値段が安い", "冷めていた"],
    ["อาหารอร่อยมาก", "ส่งช้าเกินไป", "ราคาไม่แพง", "บริการดีมาก", "ปริมาณน้อย"],
  ])
  func `sentences of scripts without blanks are text`(phrases: [String]) {
    let column = Self.texts(
      "review",
      (0..<120).map { row in
        (0..<4).map { phrases[(row * 7 + row / 5 * $0 + $0 * $0) % phrases.count] }.joined()
          + String(repeating: String(phrases[row % phrases.count].prefix(1)), count: 1 + row / 20)
      })
    #expect(RoleInference.role(of: column).role == .text)
  }

  @Test func `short names of such scripts are no text`() {
    let family = Array("王李张刘陈杨赵黄周吴"), given = Array("伟芳娜敏静丽强磊军洋勇艳")
    let names = (0..<200).map { row in
      "\(family[row % 10])\(given[row * 5 % 12])\(given[row / 7 % 12])"
    }
    #expect(RoleInference.role(of: Self.texts("c", names)).role != .text)
    let cities = (0..<200).map { ["北京", "上海", "广州", "成都"][$0 % 4] }
    #expect(RoleInference.role(of: Self.texts("c", cities)).role == .category)
  }

  @Test func `a few words in a column of numbers or dates count as missing, and are told`() {
    let rows = 300
    let numbers = Self.texts("n", (0..<rows).map { $0 % 12 == 5 ? "pending" : "\($0 * 3).5" })
    let number = RoleInference.role(of: numbers)
    #expect(number.role == .numeric)
    #expect(
      number.reason.remarks == [.unreadable(rows: 25, values: ["pending"], areMore: false)])
    let days = Self.texts("d", (0..<rows).map { $0 % 20 == 3 ? "open" : "\($0 % 28 + 1).03.2024" })
    #expect(RoleInference.role(of: days).role == .date)
    let mixed = Self.texts("m", (0..<rows).map { $0 % 12 == 5 ? "pending \($0)" : "\($0 * 3).5" })
    #expect(RoleInference.role(of: mixed).role != .numeric)
    let many = Self.texts("w", (0..<rows).map { $0 % 3 == 0 ? "pending" : "\($0 * 3).5" })
    #expect(RoleInference.role(of: many).role != .numeric)
  }

  @Test func `telephone numbers are no sentences`() {
    let calls = (0..<80).map { "+1 555 \(1_230_000 + $0 * 7_919)" }
    #expect(RoleInference.role(of: Self.texts("call", calls)).role == .identifier)
  }

  @Test func `digits with signs between are no telephone numbers when they are something else`() {
    func form(_ texts: [String]) -> RoleReason.Form? {
      guard
        case .texts(let form, _, _) = RoleInference.role(of: Self.texts("x", texts)).reason.finding
      else { return nil }
      return form
    }
    #expect(form((0..<80).map { "10.0.\($0 * 3).\(200 - $0)" }) == .addresses)
    #expect(form((0..<80).map { "\(100 + $0)-\(10 + $0)-\(1000 + $0 * 31)" }) == .rowCodes)
    #expect(form((0..<80).map { "030 123-\(4000 + $0 * 7)" }) == .phones)
    #expect(form((0..<80).map { "0171-\(40_000 + $0 * 7)" }) == .phones)
    #expect(form((0..<80).map { "555-\(4000 + $0 * 7)" }) == .phones)
    #expect(form((0..<80).map { "877-\(76_317 + $0 * 7)" }) == .rowCodes)
  }

  @Test func `dates with a time of day are told as such`() {
    func finding(_ text: (Int) -> String) -> RoleReason.Finding {
      RoleInference.role(of: Self.texts("x", (0..<20).map(text))).reason.finding
    }
    #expect(finding { "2020-01-\(10 + $0)" } == .writtenDates(.yearMonthDay))
    #expect(finding { "2020-01-\(10 + $0) 00:00:00" } == .writtenDates(.yearMonthDay))
    #expect(finding { "2020-01-\(10 + $0) 08:30:00" } == .writtenDateTimes(.yearMonthDay))
  }

  @Test func `what is as good as numbers and yet none is told`() {
    func remarks(_ text: (Int) -> String) -> [RoleReason.Remark] {
      RoleInference.role(of: Self.texts("x", (0..<120).map(text))).reason.remarks
    }
    #expect(remarks { "\(40 + $0 % 60)" + ($0 % 9 == 0 ? "" : " kg") } == [.unit("kg")])
    #expect(remarks { "\(40 + $0 % 60) \($0 % 9 == 0 ? "lb" : "kg")" } == [.units(["kg", "lb"])])
    #expect(remarks { "\(40 + $0 % 60)\($0 % 9 == 0 ? "A" : "B")" } == [])
    #expect(remarks { "\(1940 + $0 % 60)\($0 % 9 == 0 ? "FAIL" : "PASS")" } == [])
    #expect(
      remarks { "\(25 + $0 % 20):\(10 + $0 % 50)\($0 % 3 == 0 ? "" : ":30")" } == [.durations])
    #expect(
      remarks { $0 % 9 == 0 ? "<5" : $0 % 20 == 1 ? "x\($0)" : "\(5 + $0 % 50)" } == [.bounds])
    #expect(remarks { "\($0 % 9):\($0 % 7)" } == [])
    #expect(remarks { "\($0 % 30) of \($0)" } == [])
  }

  @Test func `numbers with one unit, and bounds, are numbers, and it is told`() throws {
    func found(_ text: (Int) -> String) -> RoleAssignment {
      RoleInference.role(of: Self.texts("x", (0..<120).map(text)))
    }
    let weight = found { "\(40 + $0 % 60).5 kg" }
    #expect(weight.role == .numeric && weight.reading.frame == NumberFrame(units: ["kg"]))
    #expect(weight.reason.remarks == [.unitRead(["kg"])])
    let column = Self.texts("x", ["7.5 kg", "8", "9 lb", "<3 kg", "1,200kg"])
    let read = column.numbers(weight.reading)
    #expect(read[0] == 7.5 && read[1] == 8 && read[2].isNaN && read[3].isNaN && read[4] == 1200)

    let age = found { "\($0 % 40 + 1) year\($0 % 40 == 0 ? "" : "s")" }
    #expect(age.role == .numeric && age.reading.frame?.units == ["year", "years"])
    let level = found { $0 % 9 == 0 ? "<5" : $0 % 10 == 3 ? "60+" : "\(5 + $0 % 50)" }
    #expect(level.role == .numeric && level.reading.frame == NumberFrame(readsBounds: true))
    #expect(
      level.reason.remarks == [.boundsRead(rows: 25, values: ["<5", "60+"], areMore: false)])
    let bounded = Self.texts("x", ["<5", "≥ 7", "60+", "8"]).numbers(level.reading)
    #expect(bounded == [5, 7, 60, 8])
    // Few of them may be names of classes, and what is no unit is none.
    #expect(found { "\(12 * ($0 % 4 + 1)) V" }.role == .category)
    #expect(found { "\($0 % 40)/x" }.role != .numeric)
  }

  @Test(arguments: [
    ("36:15", 130_500_000.0), ("1:02:03", 3_723_000), ("2d 3h", 183_600_000), ("PT2H", 7_200_000),
    ("1 hr 5 min", 3_900_000), ("2 days, 3:04:05", 183_845_000), ("1.5h", 5_400_000),
    ("100:00:00.5", 360_000_500),
  ])
  func `durations are milliseconds`(text: String, milliseconds: Double) {
    let bytes = Array(text.utf8)
    #expect(ColumnReading(form: .durations, kind: .text).number(bytes.span) == milliseconds)
  }

  @Test(arguments: ["36:75", "2:1", "3h 2d", "5", "5 kg", "3h 4h", "1:02:03:04", "h", "36:15 PM"])
  func `what is no duration is none`(text: String) {
    let bytes = Array(text.utf8)
    #expect(ColumnReading(form: .durations, kind: .text).number(bytes.span).isNaN)
  }

  @Test func `columns of durations of one spelling are numbers`() {
    func role(_ text: (Int) -> String) -> RoleAssignment {
      RoleInference.role(of: Self.texts("x", (0..<120).map(text)))
    }
    #expect(role { "\($0 * 7 % 60):\(10 + $0 % 50)" }.reading.form == .durations)
    #expect(role { "\(25 + $0 % 20):\(10 + $0 % 50):\(10 + $0 % 40)" }.reading.form == .durations)
    #expect(role { "\($0 % 9)d \($0 % 24)h" }.reason.finding == .writtenDurations)
    #expect(role { "PT\($0 % 24)H\($0 % 60)M" }.reading.form == .durations)
    #expect(role { "\($0 % 24):\(10 + $0 % 50)" }.reading.form == .times)
  }

  @Test func `what is left out for its looks names the option that takes it in`() {
    let codes = Self.texts("code", (0..<100).map { "A-\($0 * 37)" })
    let code = RoleInference.role(of: codes)
    #expect(code.role == .identifier && code.remedy == Remedy(.role, column: "code", "category"))
    let ids = Self.numbers("Id", (1...100).map(Double.init))
    #expect(RoleInference.role(of: ids).remedy == Remedy(.role, column: "Id", "numeric"))
    let phones = Self.numbers("phone", (0..<100).map { 13_800_000_000 + Double($0 * 7_919) })
    #expect(RoleInference.role(of: phones).role == .identifier)
  }

  @Test func numbersAmongMissingTokens() {
    let column = Self.texts("x", ["1", "NA", "-", " 2.5 ", nil, "#DIV/0!"])
    let found = RoleInference.role(of: column)
    #expect(found.role == .numeric)
    #expect(found.reading.missingTokens == ["#DIV/0!", "-", "NA"])
    let read = column.numbers(found.reading)
    #expect(read[0] == 1 && read[3] == 2.5)
    #expect(read[1].isNaN && read[2].isNaN && read[4].isNaN && read[5].isNaN)
  }

  @Test func equalColumnsAreDuplicates() {
    let table = Table(
      columns: [
        Self.texts("a", ["x", "y", "x", nil]), Self.texts("b", ["x", "y", "x", nil]),
        Self.texts("c", ["x", "y", "y", nil]),
      ], rowCount: 4)
    #expect(RoleInference.roles(of: table).map(\.role) == [.category, .duplicate, .category])
  }
}
