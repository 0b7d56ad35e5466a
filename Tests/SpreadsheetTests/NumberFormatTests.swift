@testable import RowcastSpreadsheet
import Testing

@Suite struct NumberFormatTests {
  @Test(arguments: [
    ("General", FormatKind.general), ("0.00", .number), ("0%", .percent), ("@", .text),
    ("[$€-407] #,##0", .currency), ("$#,##0", .currency), ("0.00E+00", .scientific),
    ("# ??/??", .fraction), ("yyyy-mm-dd", .date), ("mmm", .date), ("h:mm", .time),
    ("mm:ss", .time), ("m/d/yy h:mm", .dateTime), ("[h]:mm", .duration), ("[s]", .duration),
    ("\"Day \"0", .number), ("[Red]0", .number), ("\\d0", .number), ("[$-F800]x", .date),
    ("[$-F400]x", .time), ("", .general), ("[", .general), ("\"", .general), ("\\", .general),
  ])
  func hasTheKind(_ code: String, _ kind: FormatKind) {
    #expect(NumberFormat(code).kind(for: 1) == kind)
  }

  @Test func theSectionIsChosenByTheValue() {
    let format = NumberFormat("[<1]h:mm;yyyy-mm-dd")
    #expect(format.kind(for: 0.5) == .time)
    #expect(format.kind(for: 45_000) == .date)
    #expect(format.constantKind == nil)
    #expect(NumberFormat("m/d/yy;@").constantKind == .date)
    #expect(NumberFormat("0;-0;yyyy;@").kind(for: 0) == .date)
  }

  @Test func leadingZerosAreCounted() {
    #expect(NumberFormat("00000").padding == 5)
    #expect(NumberFormat("0.00").padding == 0)
    #expect(NumberFormat("0").padding == 0)
  }
}
