import RowcastTabular
import RowcastXMLEvents

/// What stands behind the rows of a sheet.
struct SheetTail: Sendable {
  /// Ranges of cells shown as one; the value is in the top left one.
  var merges: [CellRange] = []

  mutating func read(_ reader: PartReader, limits: WorkbookLimits) throws(SpreadsheetError) {
    while true {
      let event = try reader.next()
      if event == .finished { return }
      guard event == .start, reader.isNamed("mergeCell"),
        let range = CellRange(try reader.attribute("ref") ?? "")
      else { continue }
      guard merges.count < limits.items else {
        throw SpreadsheetError(.limit(name: "merged ranges", value: limits.items))
      }
      if range.first != range.last { merges.append(range) }
    }
  }
}
