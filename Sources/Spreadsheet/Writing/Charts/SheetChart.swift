/// A chart of a sheet, drawn by the spreadsheet program from cells of the workbook.
public struct SheetChart: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case column, bar, line
    /// Points with straight lines between them.
    case scatterLine
    case scatter
  }

  /// Cells below each other on one sheet; rows and column from 0.
  public struct Cells: Sendable, Hashable {
    public var sheet: String
    public var column: Int
    public var rows: ClosedRange<Int>

    public init(sheet: String, column: Int, rows: ClosedRange<Int>) {
      self.sheet = sheet
      self.column = column
      self.rows = rows
    }
  }

  public struct Series: Sendable, Hashable {
    public var name: String
    /// The names under columns, or the x of points. Without them, columns are numbered, points
    /// take the x of another series, and if there is none they are left out.
    public var categories: Cells?
    public var values: Cells
    /// The color as 0xRRGGBB; nil lets the program choose.
    public var color: UInt32?
    /// Dashed lines, for what is there to compare with.
    public var isDashed: Bool

    public init(
      name: String, categories: Cells?, values: Cells, color: UInt32? = nil, isDashed: Bool = false
    ) {
      self.name = name
      self.categories = categories
      self.values = values
      self.color = color
      self.isDashed = isDashed
    }
  }

  public struct Axis: Sendable, Hashable {
    public var name: String?
    public var minimum: Double?
    public var maximum: Double?
    public var numberFormat: String?

    public init(
      name: String? = nil, minimum: Double? = nil, maximum: Double? = nil,
      numberFormat: String? = nil
    ) {
      self.name = name
      self.minimum = minimum
      self.maximum = maximum
      self.numberFormat = numberFormat
    }
  }

  public var kind: Kind
  public var title: String
  public var series: [Series]
  public var x: Axis
  public var y: Axis
  /// The size in pixels.
  public var width: Double
  public var height: Double

  public init(
    kind: Kind, title: String, series: [Series], x: Axis = Axis(), y: Axis = Axis(),
    width: Double = 560, height: Double = 340
  ) {
    self.kind = kind
    self.title = title
    self.series = series
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}
