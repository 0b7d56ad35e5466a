import Testing

@testable import RowcastOddRows
@testable import RowcastReporting

@Suite struct OddReasonWordsTests {
  private func words(_ finding: OddReason.Finding, _ columns: [String] = ["months", "plan"])
    -> String
  {
    OddReason(finding: finding, columns: columns, surprise: 5).words
  }

  @Test func `Pairs name what was counted, and quote texts alone`() {
    #expect(
      words(.pair(.between("0", "5"), .text("Two year"), rows: 12, expected: 150))
        == "months 0 to 5 with plan \"Two year\": rarely together (12 rows where 150 would be chance)"
    )
    #expect(
      words(.pair(.between(nil, "5"), .missing, rows: 1, expected: 7.25))
        == "months up to 5 with plan without a value: rarely together (1 row where 7.3 would be chance)"
    )
    #expect(
      words(.pair(.between("60", nil), .others(than: 40), rows: 0, expected: 9))
        == "months from 60 on with plan beyond its 40 most frequent values: rarely together (0 rows "
        + "where 9 would be chance)")
    #expect(
      words(.pair(.number("1"), .otherKind, rows: 2, expected: 30)).hasPrefix(
        "months 1 with plan not of its kind: "))
  }

  @Test func `An exception names what is nearly always so`() {
    #expect(
      words(
        .exception(
          .text("Ulm"), .text("Bavaria"), usual: .text("Swabia"), isOfFirst: true, rows: 998,
          of: 1000), ["city", "land"])
        == "city \"Ulm\" with land \"Bavaria\": of 1,000 rows with city \"Ulm\", 998 have land "
        + "\"Swabia\"")
    #expect(
      words(
        .exception(
          .text("Ulm"), .text("Bavaria"), usual: .text("Munich"), isOfFirst: false, rows: 99,
          of: 100), ["city", "land"]
      ).hasSuffix(
        ": of 100 rows with land \"Bavaria\", 99 have city \"Munich\""))
  }

  @Test func `A value at an end is not called far out`() {
    #expect(
      words(.atEnd("24.75", bound: "49.6", percent: 95, isLow: true), ["charges"])
        == "charges 24.75: at the low end; 95% are from 49.6 on")
    #expect(
      words(.atEnd("8040", bound: "6900", percent: 90, isLow: false), ["charges"])
        == "charges 8040: at the high end; 90% are up to 6900")
  }

  @Test func `Masked sides of a pair tell no value`() {
    let reason = OddReason(
      finding: .pair(.between("0", "5"), .missing, rows: 1, expected: 9),
      columns: ["months", "plan"], surprise: 5)
    #expect(
      reason.masked(as: "•••", among: ["months", "plan"]).finding
        == .pair(.text("•••"), .missing, rows: 1, expected: 9))
  }
}
