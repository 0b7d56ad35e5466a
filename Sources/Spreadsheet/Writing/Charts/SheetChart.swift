/// A chart of a sheet, drawn by the spreadsheet program from cells of the workbook.
public struct SheetChart: Sendable, Hashable {
  /// How the points are drawn.
  public enum Kind: Sendable, Hashable {
    /// Upright columns, lying bars, and a line, over categories.
    case column, bar, line
    /// Points with straight lines between them.
    case scatterLine
    /// Points alone.
    case scatter
  }

  /// Cells below each other on one sheet; rows and column from 0.
  public struct Cells: Sendable, Hashable {
    /// The name of the sheet.
    public var sheet: String
    /// The column, from 0.
    public var column: Int
    /// The rows, from 0, both ends included.
    public var rows: ClosedRange<Int>

    /// Rows and column count from 0.
    public init(sheet: String, column: Int, rows: ClosedRange<Int>) {
      self.sheet = sheet
      self.column = column
      self.rows = rows
    }
  }

  /// Values that are drawn in one color, under one name of the legend.
  public struct Series: Sendable, Hashable {
    /// The name in the legend.
    public var name: String
    /// The names under columns, or the x of points. Without them, columns are numbered, points
    /// take the x of another series, and if there is none they are left out.
    public var categories: Cells?
    /// The heights of columns and lines, or the y of points.
    public var values: Cells
    /// The color as 0xRRGGBB; nil lets the program choose.
    public var color: UInt32?
    /// Dashed lines, for what is there to compare with.
    public var isDashed: Bool

    /// Without a color the spreadsheet program chooses one.
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

  /// What stands along an edge of the chart; what is nil is left to the spreadsheet program.
  public struct Axis: Sendable, Hashable {
    /// The title beside the axis.
    public var name: String?
    /// Where the axis begins, in the unit of the values.
    public var minimum: Double?
    /// Where the axis ends, in the unit of the values.
    public var maximum: Double?
    /// How the numbers beside it are shown: `0.0%`.
    public var numberFormat: String?

    /// By default the spreadsheet program decides about everything.
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

  /// How the points are drawn.
  public var kind: Kind
  /// The line above the chart.
  public var title: String
  /// The series in the order of drawing and of the legend.
  public var series: [Series]
  /// The axis of categories, or of the x of points.
  public var x: Axis
  /// The axis of values.
  public var y: Axis
  /// The size in pixels.
  public var width: Double
  /// The size in pixels.
  public var height: Double

  /// By default 560 by 340 pixels.
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
