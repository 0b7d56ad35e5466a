import RowcastTabular
import TestSupport
import Testing

@Suite struct `Dates and times as text` {
  func text(_ kind: Cell.Kind, _ milliseconds: Int64) -> String {
    var buffer = OutputBytes(capacity: 64)
    TemporalText.append(kind, milliseconds: milliseconds, to: &buffer)
    return buffer.string
  }

  func parsed(_ text: String) -> (kind: Cell.Kind, milliseconds: Int64)? {
    TemporalText.parse(Array(text.utf8).span)
  }

  static let known: [(Cell.Kind, Int64, String)] = [
    (.date, 0, "1970-01-01"), (.date, 19_783 * 86_400_000, "2024-03-01"),
    (.date, -86_400_000, "1969-12-31"), (.date, -719_162 * 86_400_000, "0001-01-01"),
    (.dateTime, 1709_288_430_000, "2024-03-01T10:20:30"),
    (.dateTime, -1, "1969-12-31T23:59:59.999"), (.dateTime, 0, "1970-01-01T00:00:00"),
    (.time, 37_230_000, "10:20:30"), (.time, 5, "00:00:00.005"),
    (.time, 86_399_999, "23:59:59.999"),
    (.duration, 93_780_000, "PT26H3M"), (.duration, 0, "PT0S"), (.duration, -1500, "-PT1.500S"),
    (.duration, 3_600_000, "PT1H"), (.duration, 61_001, "PT1M1.001S"),
  ]

  @Test(arguments: known)
  func `values have their ISO 8601 texts, and back`(
    kind: Cell.Kind, milliseconds: Int64, text: String
  ) {
    #expect(self.text(kind, milliseconds) == text)
    #expect(parsed(text)?.kind == kind)
    #expect(parsed(text)?.milliseconds == milliseconds)
  }

  @Test func `random moments survive the way there and back`() {
    var generator = FixedGenerator(seed: 5)
    for _ in 0..<6000 {
      // From year 0 to year 9999.
      let milliseconds = Int64(generator.next() % 315_537_897_600_000) - 62_135_596_800_000
      for kind in [Cell.Kind.dateTime, .duration] {
        let back = parsed(text(kind, milliseconds))
        guard back?.kind == kind, back?.milliseconds == milliseconds else {
          Issue.record("\(kind) \(milliseconds): \(text(kind, milliseconds))")
          return
        }
      }
    }
  }

  @Test(arguments: [
    ("2024-03-01 10:20", Cell.Kind.dateTime, 1_709_288_400_000), ("10:20", .time, 37_200_000),
    ("P1DT2H", .duration, 93_600_000), ("10:20:30.5", .time, 37_230_500),
    ("10:20:30.500000", .time, 37_230_500),
  ])
  func `other ISO forms are read`(text: String, kind: Cell.Kind, milliseconds: Int64) {
    #expect(parsed(text)?.kind == kind)
    #expect(parsed(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "2024", "2024-3-1", "2024-02-30", "2024-13-01", "24-03-01", "01.03.2024", "2024-03-01T",
    "2024-03-01T25:00", "2024-03-01T10:20:30Z", "2024-03-01T10:20:30+01:00", "10:60", "24:00:00",
    "10:20:61", "10:20:30.", "10:20:30.0005", "P", "PT", "PT1", "P1", "PT1M1H", "1-1-19",
    "20240301", "PT1.5H", "PTS", "-2024-03-01", "PT99999999999999999H", "abc",
  ])
  func `what is no date, time or duration is none`(text: String) {
    #expect(parsed(text) == nil)
  }
}
