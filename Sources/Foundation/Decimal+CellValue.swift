public import RowcastTabular

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Decimal: CellValue {
  /// `a number`, in messages.
  public static var expectation: String { "a number" }

  /// All digits of a number, as far as a decimal has room for them (38).
  public init?(_ value: Value) {
    guard let number = ExactNumber(value), let exact = Decimal(string: number.text) else {
      return nil
    }
    self = exact
  }

  /// All digits of the decimal; missing for one that is not a number.
  public var cellValue: Value { ExactNumber(description).map(Value.number) ?? .missing }
}
