import RowcastTabular
import TestSupport
import Testing

@Suite struct `Dates and times in texts` {
  func parts(
    _ text: String, _ accepts: TemporalSyntax.Tolerance = []
  ) -> TemporalSyntax.Parts? {
    var text = text
    return text.withUTF8 { TemporalSyntax.parts(of: $0.span, accepting: accepts) }
  }

  func local(_ text: String, _ order: DateOrder, learned: Bool = false) -> String? {
    var text = text
    let value = text.withUTF8 {
      LocalDateSyntax($0.span, accepting: learned ? .learned : [])?.value(in: order)
    }
    return value.map {
      TemporalText.string($0.hasTime ? .dateTime : .date, milliseconds: $0.milliseconds)
    }
  }

  @Test func `an offset is taken off, where it is accepted`() throws {
    #expect(parts("2024-01-02T03:04:05+01:00") == nil)
    for text in ["2024-01-02T03:04:05Z", "2024-01-02T04:04:05+01:00", "2024-01-01T22:34:05-0430"] {
      let found = try #require(parts(text, .zone))
      #expect(TemporalText.string(.dateTime, milliseconds: found.value) == "2024-01-02T03:04:05")
      #expect(!found.isCanonical)
    }
    #expect(parts("03:04:05Z", .zone) == nil)
  }

  @Test(arguments: [
    ("2024-01-02", true), ("2024-01-02T03:04:05", true), ("2024-01-02T03:04:05.125", true),
    ("03:04:05", true), ("03:04", false), ("2024-01-02 03:04:05", false),
    ("2024-01-02T03:04:05.5", false), ("2024-01-02T03:04:05.000", false),
    ("2024-01-02T03:04", false),
  ])
  func `what is canonical is written as it is spelled`(text: String, isCanonical: Bool) throws {
    let found = try #require(parts(text))
    #expect(found.isCanonical == isCanonical)
    #expect((TemporalText.string(found.kind, milliseconds: found.value) == text) == isCanonical)
  }

  @Test func `digits behind milliseconds are told, and to which side they round`() throws {
    let up = try #require(parts("00:00:01.0015"))
    #expect(up.milliseconds == 1001 && up.isCut && up.roundsUp)
    let down = try #require(parts("00:00:01.0014"))
    #expect(down.isCut && !down.roundsUp)
    #expect(parts("00:00:01.001000").map { $0.isCut } == false)
    #expect(parts("PT1.5H", [.durations, .anyFraction])?.value == 5_400_000)
    #expect(parts("PT1.5H", .durations) == nil)
    #expect(parts("PT1.5S") == nil)
    #expect(parts("-PT0.0005S", .durations).map { $0.value } == -1)
  }

  @Test func `local dates are read in one order`() {
    #expect(local("31/12/2024", .dayMonthYear) == "2024-12-31")
    #expect(local("31/12/2024", .monthDayYear) == nil)
    #expect(local("12/31/2024 5:30 PM", .monthDayYear) == "2024-12-31T17:30:00")
    #expect(local("Tuesday, January 03, 2023", .monthDayYear) == "2023-01-03")
    #expect(local("3 Jan 2023", .dayMonthYear) == "2023-01-03")
    #expect(local("2024年1月3日", .yearMonthDay) == "2024-01-03")
    #expect(local("2024年1月3日 10:20", .yearMonthDay) == "2024-01-03T10:20:00")
    #expect(local("2024년 1월 3일", .yearMonthDay) == "2024-01-03")
    #expect(local("2024年13月3日", .yearMonthDay) == nil)
    #expect(local("2024年1月", .yearMonthDay) == nil)
    #expect(local("31/12-2024", .dayMonthYear) == nil)
    #expect(local("31.12.24", .dayMonthYear) == nil)
    #expect(local("Marching 3, 2024", .monthDayYear) == nil)
  }

  @Test func `learning reads more spellings`() {
    #expect(local("31.12.24", .dayMonthYear, learned: true) == "2024-12-31")
    #expect(local("31. 12/1999", .dayMonthYear, learned: true) == "1999-12-31")
    #expect(
      local("2024-12-31T10:20:30.5+02:00", .yearMonthDay, learned: true)
        == "2024-12-31T08:20:30.500")
  }

  @Test func `times of day are read as people write them`() {
    func time(_ text: String) -> Int64? {
      var text = text
      return text.withUTF8 { TimeOfDay.milliseconds($0.span) }
    }
    #expect(time("13:08") == 47_280_000)
    #expect(time("9:05") == 32_700_000)
    #expect(time("1:08 PM") == 47_280_000)
    #expect(time("12:00 am") == 0)
    #expect(time("13:08 PM") == nil)
    #expect(time("24:00") == nil)
    #expect(time("1:2") == nil)
  }

  @Test func `no text makes a reader run past its end`() {
    var generator = FixedGenerator(seed: 14)
    let pieces = [
      "2", "0", "24", "-", ":", "T", "P", "D", "S", ".", ",", " ", "Z", "+", "年", "月", "日", "Jan",
      "Mon", "PM", "/", "1",
    ]
    var wrong: [String] = []
    for _ in 0..<8000 {
      let text = (0..<Int.random(in: 0...9, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
      let found = parts(text, [.durations, .anyFraction, .comma, .zone])
      if found.map({ $0.kind == .text }) == true { wrong.append(text) }
      for order in DateOrder.allCases { _ = local(text, order, learned: true) }
      var copy = text
      _ = copy.withUTF8 { DateFormat("%s")?.value($0.span) ?? DateFormat("%Y年%m")?.value($0.span) }
    }
    #expect(wrong == [])
  }

  @Test func `a format reads seconds since 1970, by itself only`() throws {
    let format = try #require(DateFormat("%s"))
    #expect(format.kind == .dateTime)
    #expect(format.value(Array("1700000000".utf8).span) == 1_700_000_000_000)
    #expect(format.value(Array("17000000x0".utf8).span) == nil)
    #expect(DateFormat("%s %Y") == nil)
  }
}
