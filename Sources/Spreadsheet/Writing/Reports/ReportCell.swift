/// A cell of a report.
public enum ReportCell: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral
{
  case blank
  case text(String)
  case bold(String)
  /// The name of a column: bold on gray.
  case header(String)
  /// A big line above a sheet.
  case title(String)
  /// A number, shown by a number format such as `0.000`; one that is not finite is written as text.
  case number(Double, format: String? = nil)
  /// A share from 0 to 1, shown as a percentage with one decimal.
  case percent(Double)
  case integer(Int)
  case boolean(Bool)

  public init(stringLiteral value: String) { self = .text(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }

  var style: CellStyle {
    switch self {
    case .bold: CellStyle(isBold: true)
    case .header: .header
    case .title: CellStyle(isBold: true, size: 16)
    case .number(_, let format): CellStyle(numberFormat: format)
    case .percent: CellStyle(numberFormat: "0.0%")
    case .integer: CellStyle(numberFormat: "#,##0")
    default: CellStyle()
    }
  }
}
