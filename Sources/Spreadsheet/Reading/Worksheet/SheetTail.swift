import RowcastTabular
import RowcastXMLEvents

/// What stands behind the rows of a sheet.
struct SheetTail: Sendable {
  /// Ranges of cells shown as one; the value is in the top left one.
  var merges: [CellRange] = []
  /// Whether links are read.
  var takesLinks = false
  /// Ranges of cells that are links, with their relationship and their place in the workbook.
  var links: [(range: CellRange, relationship: String?, location: String?)] = []

  mutating func read(_ reader: PartReader, limits: WorkbookLimits) throws(SpreadsheetError) {
    while true {
      let event = try reader.next()
      if event == .finished { return }
      guard event == .start else { continue }
      if takesLinks, reader.isNamed("hyperlink") { try readLink(reader, limits: limits) }
      guard reader.isNamed("mergeCell"), let range = CellRange(try reader.attribute("ref") ?? "")
      else { continue }
      guard merges.count < limits.items else {
        throw SpreadsheetError(.limit(name: "merged ranges", value: limits.items))
      }
      if range.first != range.last { merges.append(range) }
    }
  }

  private mutating func readLink(
    _ reader: PartReader, limits: WorkbookLimits
  ) throws(SpreadsheetError) {
    guard let range = CellRange(try reader.attribute("ref") ?? "") else { return }
    guard links.count < limits.items else {
      throw SpreadsheetError(.limit(name: "links", value: limits.items))
    }
    links.append(
      (range, try reader.relationshipAttribute("id"), try reader.attribute("location")))
  }
}
