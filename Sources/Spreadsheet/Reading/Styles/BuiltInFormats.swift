/// The formats that have a number and no code in the workbook (ECMA-376 Part 1, 18.8.30, and the
/// East Asian and Thai ones that Excel adds).
enum BuiltInFormats {
  static let general = NumberFormat(code: "General", kind: .general)

  static func format(_ id: Int) -> NumberFormat {
    if let code = codes[id] { return NumberFormat(code, builtIn: id) }
    if let kind = kind(id) { return NumberFormat(code: "General", kind: kind, builtIn: id) }
    return general
  }

  private static let codes: [Int: String] = [
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "$#,##0;-$#,##0", 6: "$#,##0;[Red]-$#,##0",
    7: "$#,##0.00;-$#,##0.00", 8: "$#,##0.00;[Red]-$#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "m/d/yyyy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00", 41: "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
    42: "_($* #,##0_);_($* (#,##0);_($* \"-\"_);_(@_)",
    43: "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
    44: "_($* #,##0.00_);_($* (#,##0.00);_($* \"-\"??_);_(@_)", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
  ]

  private static func kind(_ id: Int) -> FormatKind? {
    switch id {
    case 27...31, 34...36, 50...58, 71...74, 81: .date
    case 32, 33, 75, 76, 78, 80: .time
    case 77: .dateTime
    case 79: .duration
    case 59...62, 67...70: .number
    default: nil
    }
  }
}
