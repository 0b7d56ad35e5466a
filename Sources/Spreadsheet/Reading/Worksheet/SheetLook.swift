/// How a sheet looks, for a copy that is to look the same.
public struct SheetLook: Sendable, Hashable {
  /// The number formats that `Cell/style` counts.
  public var formats: [NumberFormat]
  /// Widths in characters by source column, of columns that have one of their own.
  public var widths: [Int: Double]

  /// Without formats and widths the copy looks as a new sheet does.
  public init(formats: [NumberFormat] = [], widths: [Int: Double] = [:]) {
    self.formats = formats
    self.widths = widths
  }
}
