import RowcastTabular
import RowcastXMLEvents

/// The styles of an OpenDocument file as far as they say something of values: which number format a
/// cell has, and whether a sheet is hidden (OpenDocument 1.3 part 3, 16).
struct OpenDocumentStyles: Sendable {
  private struct Style {
    var parent: String?
    var format: String?
    var isHidden = false
    var width: Double?
  }

  /// Data styles by their names.
  private var dataStyles: [String: FormatTranslation.DataStyle] = [:]
  /// Styles of cells, columns and tables, by family and name.
  private var styles: [String: [String: Style]] = [:]
  private var count = 0

  /// Reads all styles of a document that has nothing else of interest: styles.xml.
  mutating func readDocument(
    _ reader: PartReader, limits: WorkbookLimits
  ) throws(SpreadsheetError) {
    let office = OpenDocumentNames.office
    while true {
      let event = try reader.next()
      if event == .finished { return }
      guard event == .start, reader.depth > 1 else { continue }
      if reader.isNamed("styles", in: office) {
        try read(reader, limits: limits)
      } else {
        try reader.skipElement()
      }
    }
  }

  /// Reads the styles in the element whose start was read last: automatic styles or common ones.
  mutating func read(_ reader: PartReader, limits: WorkbookLimits) throws(SpreadsheetError) {
    let outside = reader.depth - 1
    var current: (family: String, name: String, style: Style)?
    while true {
      let event = try reader.next()
      if event == .finished || (event == .end && reader.depth == outside) { break }
      if event == .end, reader.depth == outside + 1 { keep(&current) }
      guard event == .start else { continue }
      count += 1
      guard count <= limits.items else {
        throw SpreadsheetError(.limit(name: "styles", value: limits.items))
      }
      if reader.namespace == OpenDocumentNames.number,
        let (name, style) = try FormatTranslation.read(reader)
      {
        // Of two styles of one name the later one counts: automatic ones come last.
        dataStyles[name] = style
      } else if reader.namespace == OpenDocumentNames.style {
        if reader.isNamed("style", in: OpenDocumentNames.style)
          || reader.isNamed("default-style", in: OpenDocumentNames.style)
        {
          let family = try reader.attribute("family", in: OpenDocumentNames.style) ?? ""
          let name = try reader.attribute("name", in: OpenDocumentNames.style) ?? ""
          current = (
            family, name,
            Style(
              parent: try reader.attribute("parent-style-name", in: OpenDocumentNames.style),
              format: try reader.attribute("data-style-name", in: OpenDocumentNames.style))
          )
        } else if reader.isNamed("table-properties", in: OpenDocumentNames.style) {
          let display = try reader.attribute("display", in: OpenDocumentNames.table)
          current?.style.isHidden = display == "false"
        } else if reader.isNamed("table-column-properties", in: OpenDocumentNames.style) {
          let width = try reader.attribute("column-width", in: OpenDocumentNames.style)
          current?.style.width = width.flatMap { Self.characters($0) }
        }
      } else if reader.namespace == OpenDocumentNames.office {
        // The bytes of pictures.
        try reader.skipElement()
      }
    }
    keep(&current)
  }

  private mutating func keep(_ current: inout (family: String, name: String, style: Style)?) {
    guard let (family, name, style) = current else { return }
    styles[family, default: [:]][name] = style
    current = nil
  }

  /// Whether a table of this style is hidden.
  func isHidden(table style: String?) -> Bool {
    style.flatMap { styles["table"]?[$0] }?.isHidden ?? false
  }

  /// The width of a column of this style, in characters.
  func width(ofColumn style: String?) -> Double? {
    style.flatMap { styles["table-column"]?[$0] }?.width
  }

  /// A length as so many digits of the usual font, with the padding that Excel adds.
  private static func characters(_ length: String) -> Double? {
    let pixels: [(unit: String, each: Double)] = [
      ("mm", 96 / 25.4), ("cm", 96 / 2.54), ("in", 96), ("pt", 96.0 / 72), ("px", 1),
    ]
    for (unit, each) in pixels where length.hasSuffix(unit) {
      return Double(length.dropLast(unit.count)).map { $0 * each / 7 }
    }
    return nil
  }

  /// The number formats of cell styles, each with a number; 0 is for cells without one.
  func formats() -> (formats: [NumberFormat], numbers: [String: UInt16]) {
    var formats = [BuiltInFormats.general]
    var known: [String: UInt16] = ["General": 0]
    var numbers: [String: UInt16] = [:]
    for (name, code) in cellCodes() {
      guard let code else { continue }
      if known[code] == nil, formats.count < Int(UInt16.max) {
        known[code] = UInt16(formats.count)
        formats.append(NumberFormat(code))
      }
      if let number = known[code], number > 0 { numbers[name] = number }
    }
    return (formats, numbers)
  }

  /// The format code of each cell style, its own or the one of the nearest parent that has one; each
  /// style is looked at once, however long the chains of parents are.
  private func cellCodes() -> [String: String?] {
    let cells = styles["table-cell"] ?? [:]
    // The default style has no name.
    let standard = cells[""]?.format.flatMap(code)
    var found: [String: String?] = [:]
    for start in cells.keys {
      var chain: [String] = []
      var code = standard
      var next: String? = start
      while let name = next, let style = cells[name] {
        if let known = found[name] {
          code = known
          break
        }
        chain.append(name)
        // What comes back to where it was has no format.
        found[name] = .some(standard)
        if let format = style.format {
          code = self.code(format)
          break
        }
        next = style.parent
      }
      for name in chain { found[name] = .some(code) }
    }
    return found
  }

  /// The format code of a data style, with the sections for some values before its own.
  private func code(_ name: String) -> String? {
    guard let style = dataStyles[name] else { return nil }
    let sections = style.maps.compactMap { map in
      dataStyles[map.style].map { FormatTranslation.section($0.code, for: map.condition) }
    }
    return (sections + [style.code]).joined(separator: ";")
  }
}
