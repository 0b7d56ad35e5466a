internal import RowcastMachine
import RowcastTabular
import RowcastXMLEvents

/// What stands before the rows of a sheet: which columns are hidden, and the names in force.
struct SheetHead: Sendable {
  /// The prefix of the main namespace with its colon, as the sheet's rows use it.
  var prefix: [UInt8] = []
  /// The scanner as it stood at the first row, with the namespaces that are in force there.
  var scanner: XMLScanner
  var layout = SheetLayout()
  /// Whether the sheet has a `sheetData` element with content.
  var hasRows = false

  init(limits: WorkbookLimits) {
    scanner = XMLScanner(limits: limits.xml, vocabulary: Vocabulary.workbook)
  }

  enum Progress { case needsInput, done }

  /// Reads on; done behind the start tag of `sheetData`, or at the end of a sheet without it.
  mutating func read(
    _ bytes: Span<UInt8>, isFinal: Bool
  ) throws(XMLError) -> Progress {
    while true {
      let event = try scanner.next(in: bytes, isFinal: isFinal)
      switch event {
      case .needsInput: return .needsInput
      case .finished: return .done
      case .start:
        guard scanner.namespace == Vocabulary.main || scanner.namespace == XMLVocabulary.none else {
          continue
        }
        // Deeper, as in an extension, its rows are none of the sheet.
        if scanner.isNamed("sheetData", in: bytes) {
          if scanner.isEmptyElement || scanner.depth != 2 { continue }
          prefix = Array(
            bytes.extracting(scanner.name.lowerBound..<scanner.localName.lowerBound))
          hasRows = true
          return .done
        }
        if scanner.isNamed("col", in: bytes) { try readColumn(bytes) }
      default: continue
      }
    }
  }

  private mutating func readColumn(_ bytes: Span<UInt8>) throws(XMLError) {
    let hidden = try scanner.attribute("hidden", in: bytes)
    let width = try scanner.attribute("width", in: bytes)
    guard let first = try scanner.attribute("min", in: bytes).flatMap({ Int($0) }),
      let last = try scanner.attribute("max", in: bytes).flatMap({ Int($0) }),
      first >= 1, last >= first,
      layout.widths.count + layout.hiddenColumns.count < CellReference.columnLimit
    else { return }
    let limit = CellReference.columnLimit
    let columns = (min(first, limit) - 1)...(min(last, limit) - 1)
    if hidden == "1" || hidden == "true" || width == "0" {
      layout.hiddenColumns.append(columns)
    } else if let width = width.flatMap({ Double($0) }), width > 0, width <= 255 {
      layout.widths.append((columns, width))
    }
  }
}
