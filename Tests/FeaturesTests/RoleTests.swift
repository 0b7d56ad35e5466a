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
    #expect(found.reason.contains("points part thousands"))
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
