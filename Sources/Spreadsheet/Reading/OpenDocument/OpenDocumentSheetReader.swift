internal import RowcastMachine
import RowcastTabular
import RowcastXMLEvents

/// Inflates a sheet of OpenDocument and cuts it into pieces of whole rows, whose numbers are counted
/// on the way.
final class OpenDocumentSheetReader: SheetReader {
  let byteCount: Int
  let layout: SheetLayout
  private let head: OpenDocumentSheetHead
  private let prefix: [UInt8]
  private let styles: [String: UInt16]
  private let stream: PartStream
  private let tags: TableTags
  private let memory: PieceMemory
  private let limits: WorkbookLimits
  private let readsRest: Bool
  /// What was read behind the last cut.
  private var carry: [UInt8]
  private var isStreamEnded = false
  private var isEnded = false
  /// Where ``carry`` begins in the document.
  private var offset: Int
  /// The rows before it.
  private var rows = 0

  /// Reads up to the first row.
  /// - Parameters:
  ///   - stream: at the beginning of the document.
  ///   - byteCount: about how many bytes are in the sheet.
  ///   - dayZero: the day that numbers of days count from, in days since 1970-01-01.
  ///   - readsRest: whether nobody has read what follows the sheet, where its checksum is.
  init(
    _ sheet: OpenDocumentIndex.Sheet, in stream: PartStream, pieceSize: Int,
    styles: OpenDocumentStyles, numbers: [String: UInt16], limits: WorkbookLimits,
    byteCount: Int, dayZero: Int64, readsRest: Bool
  ) throws(SpreadsheetError) {
    self.byteCount = byteCount
    self.readsRest = readsRest
    self.stream = stream
    self.limits = limits
    self.styles = numbers
    prefix = sheet.prefix
    tags = TableTags(prefix: sheet.prefix)
    memory = PieceMemory(size: max(1 << 12, min(pieceSize, byteCount)))
    let rest = try stream.pass(sheet.start)
    let reader = PartReader(
      continuing: stream, part: stream.part, rest: rest, scanner: sheet.scanner,
      offset: sheet.start, limits: limits)
    var head =
      sheet.isEmpty
      ? OpenDocumentSheetHead(scanner: sheet.scanner)
      : try OpenDocumentSheetHead(reader, styles: styles, numbers: numbers)
    head.dayZero = dayZero
    self.head = head
    layout = head.layout
    offset = head.firstRow ?? sheet.start
    carry = reader.rest(from: offset)
    isEnded = head.firstRow == nil
  }

  func scanner(_ context: ScanContext) -> OpenDocumentScanner {
    OpenDocumentScanner(
      context, head, prefix: prefix, styles: styles, part: stream.part, memory: memory)
  }

  /// The next piece, or nil behind the last row.
  func next() throws(SpreadsheetError) -> OpenDocumentPiece? {
    if isEnded { return nil }
    var piece = OpenDocumentPiece(bytes: memory.take())
    let first = max(memory.size, 2 * carry.count) + OpenDocumentPiece.padding
    if piece.bytes.count < first {
      piece.bytes = [UInt8](repeating: 0, count: first)
    }
    for i in carry.indices { piece.bytes[i] = carry[i] }
    var used = carry.count
    var search = Search()
    while true {
      let room = piece.bytes.count - OpenDocumentPiece.padding
      if !isStreamEnded {
        let n = try stream.read(into: &piece.bytes, used..<room)
        isStreamEnded = n < room - used
        used += n
      }
      search.run(tags, in: piece.bytes.span, count: used)
      if let end = search.end {
        isEnded = true
        if readsRest, !isStreamEnded { try stream.drain() }
        return finish(&piece, at: end, used: used, rows: search.rows)
      }
      if let cut = search.cut {
        return finish(&piece, at: cut, used: used, rows: search.rowsAtCut)
      }
      guard !isStreamEnded else {
        throw SpreadsheetError(
          .xml(.unexpectedEnd), at: RowcastLocation(part: stream.part, byte: offset + used))
      }
      guard used < limits.rowBytes else {
        throw SpreadsheetError(
          .limit(name: "bytes in one row", value: limits.rowBytes),
          at: RowcastLocation(part: stream.part, byte: offset))
      }
      piece.bytes += [UInt8](repeating: 0, count: piece.bytes.count)
    }
  }

  /// What was found in a piece so far.
  private struct Search {
    private var place = 0
    private var nesting = 0
    private(set) var rows = 0
    /// The place behind the last row that is there to its end.
    private(set) var cut: Int?
    private(set) var rowsAtCut = 0
    /// Where the sheet ends.
    private(set) var end: Int?

    mutating func run(_ tags: TableTags, in bytes: Span<UInt8>, count: Int) {
      while let tag = tags.next(in: bytes, count: count, from: &place) {
        switch tag.kind {
        case .tableStart: if !tag.isEmpty { nesting += 1 }
        case .tableEnd:
          if nesting == 0 {
            end = tag.start
            return
          }
          nesting -= 1
        case .rowStart where nesting == 0:
          rows += RowTag.repeats(in: bytes, tag.start..<tag.end).count
          if tag.isEmpty { (cut, rowsAtCut) = (tag.end, rows) }
        case .rowEnd where nesting == 0: (cut, rowsAtCut) = (tag.end, rows)
        default: break
        }
      }
    }
  }

  private func finish(
    _ piece: inout OpenDocumentPiece, at end: Int, used: Int, rows found: Int
  ) -> OpenDocumentPiece {
    carry = Array(piece.bytes[end..<used])
    piece.count = end
    for i in end..<(end + OpenDocumentPiece.padding) { piece.bytes[i] = 0 }
    piece.firstRow = rows + 1
    piece.offset = offset
    rows += found
    offset += end
    return piece
  }

  /// The merged ranges, which are stated in their first cells: every cell is looked at.
  func readMerges() throws(SpreadsheetError) -> [CellRange] {
    var merges: [CellRange] = []
    while let piece = try next() {
      try OpenDocumentMerges(head, part: stream.part, limits: limits)
        .append(of: piece, to: &merges)
      memory.give(piece.bytes)
    }
    return merges
  }
}

/// The tag of a row, as it is written.
enum RowTag {
  /// How often the row stands there.
  static func repeats(in bytes: Span<UInt8>, _ range: Range<Int>) -> Repeats {
    let name: StaticString = "number-rows-repeated="
    var at = range.lowerBound
    while at + 24 < range.upperBound {
      if bytes[at] == UInt8(ascii: "n"), bytes.holds(name, at: at) {
        let quote = bytes[at + 21]
        var end = at + 22
        while end < range.upperBound, bytes[end] != quote { end += 1 }
        var digits: [UInt8] = []
        for i in (at + 22)..<end { digits.append(bytes[i]) }
        return Repeats(String(decoding: digits, as: UTF8.self))
      }
      at += 1
    }
    return Repeats()
  }
}
