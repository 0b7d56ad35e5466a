import RowcastTabular
import RowcastXMLEvents

/// What stands before the rows of a sheet of OpenDocument: its columns.
struct OpenDocumentSheetHead: Sendable {
  /// Hidden and wide columns.
  var layout = SheetLayout()
  /// The number formats of columns' cells that have none of their own; no more than are stated.
  var columnFormats: [UInt16] = []
  /// The day that numbers of days count from, in days since 1970-01-01.
  var dayZero = SerialDate.epoch1900
  /// The scanner as it stands before the first row.
  var scanner: XMLScanner
  /// Where the first row begins in the document; nil when there is none.
  var firstRow: Int?
}

extension OpenDocumentSheetHead {
  /// Reads up to the first row.
  init(
    _ reader: PartReader, styles: OpenDocumentStyles, numbers: [String: UInt16]
  ) throws(SpreadsheetError) {
    let outside = reader.depth - 1
    self.init(scanner: reader.state)
    var column = 0
    while true {
      scanner = reader.state
      let event = try reader.next()
      if event == .finished || (event == .end && reader.depth == outside) { return }
      guard event == .start else { continue }
      func isNamed(_ name: StaticString) -> Bool {
        reader.isNamed(name, in: OpenDocumentNames.table)
      }
      if isNamed("table-column") {
        try readColumn(reader, &column, styles, numbers)
      } else if isNamed("table-columns") || isNamed("table-column-group")
        || isNamed("table-header-columns")
      {
        continue
      } else if isNamed("table-row") || isNamed("table-rows") || isNamed("table-header-rows")
        || isNamed("table-row-group")
      {
        firstRow = reader.tagStart
        return
      } else {
        // Shapes, forms, the source of a link.
        try reader.skipElement()
      }
    }
  }

  private mutating func readColumn(
    _ reader: PartReader, _ column: inout Int, _ styles: OpenDocumentStyles,
    _ numbers: [String: UInt16]
  ) throws(SpreadsheetError) {
    let table = OpenDocumentNames.table
    let repeats = try reader.attribute("number-columns-repeated", in: table).map { Repeats($0) }
    let first = column
    column = min(column + (repeats?.count ?? 1), CellReference.columnLimit)
    guard first < column, layout.hiddenColumns.count + layout.widths.count < 1 << 15 else { return }
    let visibility = try reader.attribute("visibility", in: table)
    if visibility == "collapse" || visibility == "filter" {
      layout.hiddenColumns.append(first...(column - 1))
    } else if let width = styles.width(
      ofColumn: try reader.attribute("style-name", in: table)), width > 0, width <= 255
    {
      layout.widths.append((first...(column - 1), width))
    }
    if let number = try reader.attribute("default-cell-style-name", in: table).flatMap({
      numbers[$0]
    }) {
      columnFormats += [UInt16](repeating: 0, count: max(0, column - columnFormats.count))
      for place in first..<column { columnFormats[place] = number }
    }
  }
}
