public import Tabular

/// The rows of one batch, ready to be appended to a sheet.
public struct SheetRows: Sendable {
  let bytes: ByteChunk
  /// The number of rows.
  public let rowCount: Int
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

  init(file: WorkbookFile, schema: Schema, options: WrittenSheetOptions) {
    func index(_ pattern: String) -> Int32 { file.index(of: CellStyle(numberFormat: pattern)) }
    date = index("yyyy\\-mm\\-dd")
    dateTime = index("yyyy\\-mm\\-dd\\ hh:mm:ss")
    dateTimeMilliseconds = index("yyyy\\-mm\\-dd\\ hh:mm:ss.000")
    time = index("hh:mm:ss")
    timeMilliseconds = index("hh:mm:ss.000")
    duration = index("[h]:mm:ss")
    numbers = schema.columns.indices.map { options.numberFormats[$0].map(index) ?? 0 }
  }
}
