public import RowcastTabular
internal import RowcastZipArchive

/// The rows of one batch, ready to be appended to a sheet.
public struct SheetRows: Sendable {
  /// The rows; nil when there was no memory to deflate them.
  let run: DeflatedRun?
  /// The number of rows.
  public let rowCount: Int
  /// The row of the sheet, from 1, of the first one.
  let firstRow: Int
  let mark: TableMark
  /// The number of bytes that the rows have as XML.
  public var byteCount: Int { run?.count ?? 0 }
  /// About how many bytes a row has without its cells.
  public static let recordBytes = 32
  /// The columns that the rows reach.
  let columnCount: Int
  /// How wide the values are, in characters; empty but for the first batch.
  let widths: [Int]
  /// What a worksheet could not hold as it was.
  public let diagnostics: DiagnosticLog
}

/// The style numbers of a sheet's values, as the workbook knows them.
struct SheetStyles: Sendable {
  var date: Int32 = 0
  var dateTime: Int32 = 0
  var dateTimeMilliseconds: Int32 = 0
  var time: Int32 = 0
  var timeMilliseconds: Int32 = 0
  var duration: Int32 = 0
  /// For numbers, by column; 0 is the general format.
  var numbers: [Int32] = []
  /// For cells by their style in the source; what it does not say is left to the others.
  private var sources: [SourceStyle] = []
  /// The styles of marked cells, by those they have without; empty where none are marked.
  private var marks: [Int32: Int32] = [:]

  private struct SourceStyle {
    var index: Int32 = 0
    var showsTimes = false
    var showsNumbers = false
  }

  init(file: WorkbookFile, schema: Schema, options: WrittenSheetOptions) {
    var marks: [Int32: Int32] = [:]
    func index(of style: CellStyle) -> Int32 {
      let index = file.index(of: style)
      if let color = options.markColor {
        var marked = style
        marked.background = color
        marks[index] = file.index(of: marked)
      }
      return index
    }
    func index(_ pattern: String) -> Int32 { index(of: CellStyle(numberFormat: pattern)) }
    if options.markColor != nil { _ = index(of: CellStyle()) }
    date = index(of: .date)
    dateTime = index(of: .dateTime)
    dateTimeMilliseconds = index("yyyy\\-mm\\-dd\\ hh:mm:ss.000")
    time = index("hh:mm:ss")
    timeMilliseconds = index("hh:mm:ss.000")
    duration = index("[h]:mm:ss")
    numbers = schema.columns.indices.map { options.numberFormats[$0].map(index) ?? 0 }
    sources = options.cellFormats.map { format in
      guard format != BuiltInFormats.general, format.code.utf8.count <= WorkbookFile.formatLimit
      else { return SourceStyle() }
      var style = CellStyle(numberFormat: format.builtIn == nil ? format.code : nil)
      style.builtInFormat = format.builtIn
      return SourceStyle(
        index: index(of: style), showsTimes: format.showsTimes,
        showsNumbers: format.showsNumbers)
    }
    self.marks = marks
  }

  /// The style of a cell by the one it has unmarked.
  @inline(__always)
  func style(_ style: Int32, of cell: Cell) -> Int32 {
    cell.flags.contains(.marked) ? marks[style] ?? style : style
  }

  /// The style that a number or text had where it comes from; 0 for none.
  func ofNumber(_ style: UInt16) -> Int32 {
    guard Int(style) < sources.count, sources[Int(style)].showsNumbers else { return 0 }
    return sources[Int(style)].index
  }

  /// The style that a day or time had where it comes from; 0 for none.
  func ofTime(_ style: UInt16) -> Int32 {
    guard Int(style) < sources.count, sources[Int(style)].showsTimes else { return 0 }
    return sources[Int(style)].index
  }
}
