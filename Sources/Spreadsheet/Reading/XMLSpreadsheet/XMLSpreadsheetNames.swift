import RowcastTabular
import RowcastXMLEvents

/// The namespaces of XML Spreadsheet 2003.
enum XMLSpreadsheetNames {
  static let spreadsheet = 20
  static let excel = 21

  static let vocabulary = XMLVocabulary([
    "urn:schemas-microsoft-com:office:spreadsheet": spreadsheet,
    "urn:schemas-microsoft-com:office:excel": excel,
  ])
}

extension PartReader {
  /// Whether the last tag has this name in the namespace of XML Spreadsheet 2003.
  func isSpreadsheet(_ name: StaticString) -> Bool {
    isNamed(name, in: XMLSpreadsheetNames.spreadsheet)
  }

  /// An attribute of XML Spreadsheet 2003, which some programs write without its prefix.
  func spreadsheetAttribute(_ name: StaticString) throws(SpreadsheetError) -> String? {
    if let value = try attribute(name, in: XMLSpreadsheetNames.spreadsheet) { return value }
    return try attribute(name)
  }

  /// A number, at least `least`; nil for what is none.
  func spreadsheetCount(_ name: StaticString, least: Int) throws(SpreadsheetError) -> Int? {
    guard let count = try spreadsheetAttribute(name).flatMap({ Int(SheetValue.trimmed($0)) }),
      count >= least, count <= CellReference.rowLimit
    else { return nil }
    return count
  }

  /// The characters of the element whose start was read last, those of its children among them;
  /// leaves the element.
  func allText(limit: Int) throws(SpreadsheetError) -> [UInt8] {
    let outside = depth - 1
    var text: [UInt8] = []
    while true {
      let event = try next()
      if event == .finished || (event == .end && depth == outside) { return text }
      if event == .text || event == .cdata { try appendText(event, to: &text) }
      guard text.count <= limit else {
        throw SpreadsheetError(.limit(name: "bytes in one cell", value: limit))
      }
    }
  }
}
