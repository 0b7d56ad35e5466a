import RowcastTabular

/// A range of cells as OpenDocument writes it: `Sheet1.A1:Sheet1.C9`, `$'My sheet'.$A$1:.$C$9`
/// (OpenDocument 1.3 part 3, 9.2.5).
struct OpenDocumentAddress {
  var sheet: String
  var range: CellRange

  /// Nil for what is no single range on one sheet.
  init?(_ text: String) {
    let text = SheetValue.trimmed(text)
    let corners = Self.split(text)
    guard corners.count == 1 || corners.count == 2, let first = Self.corner(corners[0]),
      let last = Self.corner(corners[corners.count - 1]), let name = first.sheet,
      last.sheet ?? name == name
    else { return nil }
    sheet = name
    range = CellRange(first: first.cell, last: last.cell)
  }

  /// The same as Excel writes it, which is how names of ranges are read.
  var formula: String {
    func cell(_ place: CellReference) -> String {
      "$" + CellReference.letters(ofColumn: place.column) + "$\(place.row + 1)"
    }
    let name = sheet.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    return "'\(name)'!\(cell(range.first)):\(cell(range.last))"
  }

  /// The parts before and behind a colon that stands in no quotes.
  private static func split(_ text: String) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var isQuoted = false
    for at in text.indices {
      if text[at] == "'" { isQuoted.toggle() }
      if text[at] == ":", !isQuoted {
        parts.append(text[start..<at])
        start = text.index(after: at)
      }
    }
    parts.append(text[start...])
    return parts
  }

  private static func corner(_ text: Substring) -> (sheet: String?, cell: CellReference)? {
    guard let dot = text.lastIndex(of: "."),
      let range = CellRange(text[text.index(after: dot)...]), range.first == range.last
    else { return nil }
    var name = text[..<dot]
    if name.first == "$" { name = name.dropFirst() }
    if name.isEmpty { return (nil, range.first) }
    if name.first == "'", name.last == "'", name.count >= 2 {
      let inner = name.dropFirst().dropLast()
      let parts = inner.split(separator: "''", omittingEmptySubsequences: false)
      return (parts.joined(separator: "'"), range.first)
    }
    return (String(name), range.first)
  }
}
