/// A cell to be written: its value and how it looks.
public struct SheetCell: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral
{
  /// What stands in a cell.
  public enum Value: Sendable, Hashable {
    /// A cell with nothing but its look.
    case blank
    /// A text, which is never taken for a formula or a number.
    case text(String)
    /// One that is not finite is written as text.
    case number(Double)
    /// A truth value.
    case boolean(Bool)
    /// A formula without its `=`, and the result that stands ready for who does not calculate.
    case formula(String, Result)
  }

  /// The ready result of a formula.
  public enum Result: Sendable, Hashable {
    /// The result is a text.
    case text(String)
    /// The result is a number.
    case number(Double)
  }

  /// What stands in the cell.
  public var value: Value
  /// How it looks.
  public var style: CellStyle

  /// By default in the look of the workbook's cells.
  public init(_ value: Value, _ style: CellStyle = CellStyle()) {
    self.value = value
    self.style = style
  }

  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }

  /// A cell that is left out.
  public static let blank = SheetCell(.blank)

  /// A text, by default in the look of the workbook's cells.
  public static func text(_ text: String, _ style: CellStyle = CellStyle()) -> SheetCell {
    SheetCell(.text(text), style)
  }

  /// A text in bold.
  public static func bold(_ text: String) -> SheetCell {
    SheetCell(.text(text), CellStyle(isBold: true))
  }

  /// The name of a column: bold on gray.
  public static func header(_ text: String) -> SheetCell { SheetCell(.text(text), .header) }

  /// A big line above a sheet.
  public static func title(_ text: String) -> SheetCell {
    SheetCell(.text(text), CellStyle(isBold: true, size: 16))
  }

  /// A number, shown by a number format such as `0.000`.
  public static func number(_ value: Double, format: String? = nil) -> SheetCell {
    SheetCell(.number(value), CellStyle(numberFormat: format))
  }

  /// A share from 0 to 1, shown as a percentage with one decimal.
  public static func percent(_ value: Double) -> SheetCell { .number(value, format: "0.0%") }

  /// A whole number with its thousands set apart.
  public static func integer(_ value: Int) -> SheetCell { .number(Double(value), format: "#,##0") }

  /// A truth value, shown as `TRUE` or `FALSE`.
  public static func boolean(_ value: Bool) -> SheetCell { SheetCell(.boolean(value)) }

  /// A day, with the time of day unless it is midnight; as text where workbooks have no such day.
  /// - Parameter milliseconds: since 1970-01-01.
  public static func date(_ milliseconds: Double) -> SheetCell {
    let whole = milliseconds.rounded()
    guard let moment = Int64(exactly: whole),
      let serial = SerialNumber.serial(milliseconds: moment)
    else { return .number(milliseconds) }
    return SheetCell(.number(serial), serial == serial.rounded() ? .date : .dateTime)
  }

  /// A formula without its `=`, with the result for programs that do not calculate.
  public static func formula(
    _ formula: String, _ result: Result, _ style: CellStyle = CellStyle()
  ) -> SheetCell {
    SheetCell(.formula(formula, result), style)
  }

  /// Whether it holds a number.
  var isNumber: Bool { if case .number = value { true } else { false } }
}
