import RowcastTabular
import Testing

@Suite struct `Calendar days` {
  @Test func `every day of a thousand years is the day after the one before`() {
    var expected = CivilDate(year: 1599, month: 12, day: 31)
    var weekday = expected.weekday
    for number in expected.daysSinceEpoch...CivilDate(year: 2600, month: 1, day: 1).daysSinceEpoch {
      let date = CivilDate(daysSinceEpoch: number)
      guard date == expected, date.daysSinceEpoch == number, date.isValid,
        date.weekday == weekday
      else {
        Issue.record("day \(number) is \(date)")
        return
      }
      weekday = (weekday + 1) % 7
      expected.day += 1
      if !expected.isValid { (expected.month, expected.day) = (expected.month + 1, 1) }
      if !expected.isValid { (expected.year, expected.month) = (expected.year + 1, 1) }
    }
  }

  @Test(arguments: [
    (1970, 1, 1, 0, 3), (1969, 12, 31, -1, 2), (2000, 2, 29, 11_016, 1), (2024, 3, 1, 19_783, 4),
    (1899, 12, 30, -25_569, 5), (9999, 12, 31, 2_932_896, 4), (1, 1, 1, -719_162, 0),
    (0, 3, 1, -719_468, 2), (-1, 12, 31, -719_529, 4),
  ])
  func `known days have known numbers`(
    year: Int, month: Int, day: Int, number: Int, weekday: Int
  ) {
    let date = CivilDate(year: year, month: month, day: day)
    #expect(date.daysSinceEpoch == number)
    #expect(CivilDate(daysSinceEpoch: number) == date)
    #expect(date.weekday == weekday)
  }

  @Test(arguments: [
    (2023, 2, 29), (1900, 2, 29), (2100, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 13, 1),
    (2024, 0, 1), (2024, 1, 0), (2024, 1, 32),
  ])
  func `days that never were are not valid`(year: Int, month: Int, day: Int) {
    #expect(!CivilDate(year: year, month: month, day: day).isValid)
  }
}
