internal import RowcastMachine
import RowcastTabular
import RowcastXMLEvents
import RowcastZipArchive

/// Inflates a sheet and cuts it into chunks of whole rows; what stands before and behind the rows
/// is read on the way.
final class SheetChunkReader: SheetReader {
  let head: SheetHead
  /// The bytes of the sheet's XML.
  let byteCount: Int
  private(set) var tail = SheetTail()
  private let stream: PartStream
  private let pool: ChunkPool
  private let limits: WorkbookLimits
  private let cut: RowCut
  /// What was inflated behind the last cut.
  private var carry: [UInt8]
  private var isStreamEnded: Bool
  private var isDataEnded: Bool
  private var offset = 0

  /// Opens the sheet and reads up to its first row.
  init(
    _ entry: ZipEntry, in archive: ZipArchive, pieceSize: Int, limits: WorkbookLimits
  ) throws(SpreadsheetError) {
    stream = try PartStream(entry, in: archive, isReadAgain: true)
    byteCount = entry.size
    // A sheet that fits into one chunk needs no more memory than that.
    pool = ChunkPool(size: max(1 << 12, min(pieceSize, entry.size)))
    self.limits = limits
    var head = SheetHead(limits: limits)
    var buffer: [UInt8] = []
    var base = 0
    var isEnded = false
    while true {
      let room = max(1 << 14, buffer.count)
      if try !stream.append(room, to: &buffer) { isEnded = true }
      var progress = Result<SheetHead.Progress, XMLError>.success(.done)
      do throws(XMLError) {
        progress = .success(try head.read(buffer.span, isFinal: isEnded))
      } catch { progress = .failure(error) }
      do throws(XMLError) {
        let reached = try progress.get()
        base += head.scanner.offset
        buffer.removeFirst(head.scanner.offset)
        head.scanner.rebase()
        if reached == .done { break }
      } catch {
        throw SpreadsheetError(
          .xml(error.reason), at: RowcastLocation(part: entry.name, byte: base + error.byte))
      }
      guard buffer.count <= limits.tokenBytes else {
        throw SpreadsheetError(
          .limit(name: "bytes in one tag or text", value: limits.tokenBytes),
          at: RowcastLocation(part: entry.name, byte: base))
      }
    }
    self.head = head
    carry = buffer
    isStreamEnded = isEnded
    offset = base
    isDataEnded = !head.hasRows
    cut = RowCut(prefix: head.prefix)
  }

  /// The next chunk, or nil when the rows are over and the rest of the part has been read.
  func next() throws(SpreadsheetError) -> SheetChunk? {
    if isDataEnded { return nil }
    let chunk = pool.take()
    var used = carry.count
    chunk.grow(to: max(pool.size, used * 2))
    chunk.begin(with: carry)
    while true {
      if !isStreamEnded {
        let n = try chunk.fill(from: used) { (room) throws(SpreadsheetError) in
          try stream.read(into: &room)
        }
        used += n
        isStreamEnded = used < chunk.capacity
      }
      switch chunk.withBytes(used, { cut.find(in: $0) }) {
      case .rows(let end):
        finish(chunk, at: end, used: used)
        return chunk
      case .end(let end):
        finish(chunk, at: end, used: used)
        isDataEnded = true
        try readTail()
        return chunk
      case .none where isStreamEnded:
        // The part ends within a row, or there were row tags behind the rows: the scanner will say.
        finish(chunk, at: used, used: used)
        chunk.isLast = true
        isDataEnded = true
        return chunk
      case .none:
        guard used < limits.rowBytes else {
          throw SpreadsheetError(
            .limit(name: "bytes in one row", value: limits.rowBytes),
            at: RowcastLocation(part: stream.part, byte: offset))
        }
        chunk.grow(to: max(chunk.capacity * 2, 1 << 16))
      }
    }
  }

  private func finish(_ chunk: SheetChunk, at end: Int, used: Int) {
    carry = Array(chunk.storage[end..<used])
    chunk.count = end
    chunk.offset = offset
    chunk.isLast = false
    chunk.seal()
    offset += end
  }

  var layout: SheetLayout { head.layout }

  func scanner(_ context: ScanContext) -> SheetScanner {
    SheetScanner(context, head, part: stream.part, pool: pool)
  }

  /// The merged ranges, which stand behind the rows: the sheet is inflated once to get there.
  func readMerges() throws(SpreadsheetError) -> [CellRange] {
    while let chunk = try next() { pool.give(chunk) }
    return tail.merges
  }

  /// The links, which stand behind the rows, too.
  func readLinks() throws(SpreadsheetError) -> [(
    range: CellRange, relationship: String?, location: String?
  )] {
    tail.takesLinks = true
    while let chunk = try next() { pool.give(chunk) }
    return tail.links
  }

  /// Reads what follows the rows, to the end: only then is the checksum known to be right.
  private func readTail() throws(SpreadsheetError) {
    let reader = PartReader(
      continuing: stream, part: stream.part, rest: carry, scanner: head.scanner, offset: offset,
      limits: limits)
    carry = []
    try tail.read(reader, limits: limits)
  }
}
