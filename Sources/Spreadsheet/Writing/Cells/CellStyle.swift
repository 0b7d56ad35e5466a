/// How a cell looks.
public struct CellStyle: Sendable, Hashable {
  /// A number format such as `0.0%` or `yyyy-mm-dd`.
  public var numberFormat: String?
  /// The number of a format that every workbook has.
  var builtInFormat: Int?
  /// Whether the text is bold.
  public var isBold = false
  /// Whether long texts go on in further lines, from the top of the cell.
  public var isWrapped = false
  /// Whether a thin line stands below.
  public var isUnderlined = false
  /// Whether the value stands at the right edge whatever its kind.
  public var isRightAligned = false
  /// The size of the text in points; nil for that of the workbook.
  public var size: Double?
  /// The color of the text as 0xRRGGBB.
  public var color: UInt32?
  /// The color of the cell as 0xRRGGBB.
  public var background: UInt32?

  /// By default a cell looks as the workbook's cells do.
  public init(
    numberFormat: String? = nil, isBold: Bool = false, isWrapped: Bool = false,
    isUnderlined: Bool = false, isRightAligned: Bool = false, size: Double? = nil,
    color: UInt32? = nil, background: UInt32? = nil
  ) {
    self.numberFormat = numberFormat
    self.isBold = isBold
    self.isWrapped = isWrapped
    self.isUnderlined = isUnderlined
    self.isRightAligned = isRightAligned
    self.size = size
    self.color = color
    self.background = background
  }

  /// Days, as `yyyy-mm-dd`.
  public static let date = CellStyle(numberFormat: "yyyy\\-mm\\-dd")
  /// Days with a time to the second.
  public static let dateTime = CellStyle(numberFormat: "yyyy\\-mm\\-dd\\ hh:mm:ss")

  /// The names above columns.
  static let header = CellStyle(isBold: true, isUnderlined: true, background: 0xF2F2F2)
  /// The names above columns of numbers.
  static let numberHeader = CellStyle(
    isBold: true, isUnderlined: true, isRightAligned: true, background: 0xF2F2F2)
}
