public import RowcastTabular

/// A rectangle of cells, both corners included.
public struct CellRange: Sendable, Hashable, CustomStringConvertible {
  /// The upper left corner.
  public var first: CellReference
  /// The lower right corner.
  public var last: CellReference

  /// The rectangle between two corners, in whatever order they come.
  public init(first: CellReference, last: CellReference) {
    self.first = CellReference(
      row: min(first.row, last.row), column: min(first.column, last.column))
    self.last = CellReference(
      row: max(first.row, last.row), column: max(first.column, last.column))
  }

  /// All cells of a sheet.
  public static let sheet = CellRange(
    first: CellReference(row: 0, column: 0),
    last: CellReference(row: CellReference.rowLimit - 1, column: CellReference.columnLimit - 1))

  /// Reads `B2:F100`, `$B$2:$F$100`, `B2`, `B:F` and `2:100`.
  public init?(_ text: some StringProtocol) {
    let corners = text.split(separator: ":", omittingEmptySubsequences: false)
    guard corners.count == 1 || corners.count == 2,
      let a = Corner(corners[0]), let b = Corner(corners[corners.count - 1])
    else { return nil }
    if corners.count == 1, a.row == nil || a.column == nil { return nil }
    guard (a.row == nil) == (b.row == nil), (a.column == nil) == (b.column == nil) else {
      return nil
    }
    self.init(
      first: CellReference(row: a.row ?? 0, column: a.column ?? 0),
      last: CellReference(
        row: b.row ?? CellReference.rowLimit - 1,
        column: b.column ?? CellReference.columnLimit - 1))
  }

  private struct Corner {
    var row: Int?
    var column: Int?

    init?(_ text: some StringProtocol) {
      var letters = 0
      var digits = 0
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "$"): continue
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
          guard digits == 0, letters < 100_000 else { return nil }
          letters = letters * 26 + Int(byte & 0x1F)
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          guard digits < 100_000_000 else { return nil }
          digits = digits * 10 + Int(byte - UInt8(ascii: "0"))
        default: return nil
        }
      }
      if letters > 0 {
        guard letters <= CellReference.columnLimit else { return nil }
        column = letters - 1
      }
      if digits > 0 {
        guard digits <= CellReference.rowLimit else { return nil }
        row = digits - 1
      }
      if row == nil, column == nil { return nil }
    }
  }

  /// Whether the cell lies in the rectangle, borders included.
  public func contains(_ cell: CellReference) -> Bool {
    cell.row >= first.row && cell.row <= last.row && cell.column >= first.column
      && cell.column <= last.column
  }

  public var description: String {
    first == last ? first.description : "\(first):\(last)"
  }
}
