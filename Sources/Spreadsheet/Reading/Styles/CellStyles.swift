import RowcastXMLEvents
import RowcastZipArchive

/// The number format of each cell style (`cellXfs`), by the index that cells use.
public struct CellStyles: Sendable {
  /// The format of each style.
  public private(set) var formats: [NumberFormat]
  /// What the hot loop asks: a temporal kind that holds for all values, or that it depends.
  let shortcuts: [Shortcut]

  enum Shortcut: UInt8, Sendable { case number, date, time, dateTime, duration, byValue }

  /// A workbook without styles: everything is General.
  static let none = CellStyles([])

  init(_ formats: [NumberFormat]) {
    self.formats = formats
    shortcuts = formats.map { format in
      switch format.constantKind {
      case nil: .byValue
      case .date?: .date
      case .time?: .time
      case .dateTime?: .dateTime
      case .duration?: .duration
      default: .number
      }
    }
  }

  /// The format of a style; General for a style that does not exist.
  public subscript(style: Int) -> NumberFormat {
    style >= 0 && style < formats.count ? formats[style] : BuiltInFormats.general
  }

  /// Reads the styles part.
  init(_ reader: PartReader, limits: WorkbookLimits) throws(SpreadsheetError) {
    var codes: [Int: String] = [:]
    var ids: [Int] = []
    var isInCellFormats = false
    var isInFormats = false
    while true {
      let event = try reader.next()
      if event == .finished { break }
      if event == .end {
        if reader.isNamed("cellXfs") { isInCellFormats = false }
        if reader.isNamed("numFmts") { isInFormats = false }
      }
      guard event == .start else { continue }
      guard ids.count + codes.count < limits.items else {
        throw SpreadsheetError(.limit(name: "cell formats", value: limits.items))
      }
      if reader.isNamed("cellXfs") {
        isInCellFormats = true
      } else if reader.isNamed("numFmts") {
        isInFormats = true
      } else if isInCellFormats, reader.isNamed("xf") {
        ids.append(try reader.integer("numFmtId") ?? 0)
      } else if isInFormats, reader.isNamed("numFmt"), let id = try reader.integer("numFmtId") {
        // Differential formats (dxf) have number formats too, which are not for cells.
        codes[id] = try reader.attribute("formatCode") ?? "General"
      }
    }
    self.init(ids, codes: codes)
  }

  /// - Parameters:
  ///   - ids: the number of each style's format.
  ///   - codes: the formats that the workbook states itself; they come before those that are known
  ///     without.
  init(_ ids: [Int], codes: [Int: String]) {
    var cache: [Int: NumberFormat] = [:]
    var formats: [NumberFormat] = []
    formats.reserveCapacity(ids.count)
    for id in ids {
      let format = cache[id] ?? codes[id].map { NumberFormat($0) } ?? BuiltInFormats.format(id)
      cache[id] = format
      formats.append(format)
    }
    self.init(formats)
  }
}
