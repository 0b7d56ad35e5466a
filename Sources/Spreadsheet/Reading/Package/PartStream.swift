internal import RowcastMachine
import RowcastFileIO
import RowcastTabular
import RowcastXMLEvents
import RowcastZipArchive

/// The bytes of a part, in pieces: of text as UTF-8.
final class PartStream {
  let part: String
  private let stream: any ByteRun
  private var transcoder: XMLTranscoder?
  private var isEnded = false
  private let isBinary: Bool
  /// The encoding in place of the one that is stated.
  private let encoding: String?

  /// - Parameters:
  ///   - isReadAgain: whether the part is read more than once.
  ///   - isEnteredAnywhere: whether it is then read from its middle, too.
  ///   - isBinary: whether the part holds no text, so that its bytes stay as they are.
  init(
    _ entry: ZipEntry, in archive: ZipArchive, isReadAgain: Bool = false,
    isEnteredAnywhere: Bool = false, isBinary: Bool = false
  ) throws(SpreadsheetError) {
    part = entry.name
    self.isBinary = isBinary
    encoding = nil
    do throws(ZipError) {
      stream =
        isReadAgain
        ? try archive.openAgain(entry, inTheMiddle: isEnteredAnywhere) : try archive.open(entry)
    } catch {
      throw Self.located(error)
    }
  }

  /// The bytes of a document that is no part of a package.
  /// - Parameter encoding: its encoding in place of the one that it states.
  init(_ bytes: any ByteSource, encoding: String? = nil) {
    part = ""
    isBinary = false
    self.encoding = encoding
    stream = SourceRun(bytes)
  }

  /// Passes over the first bytes.
  /// - Returns: those behind them that were read as well.
  func pass(_ count: Int) throws(SpreadsheetError) -> [UInt8] {
    var passed = 0
    var block: [UInt8] = []
    while passed < count {
      if transcoder?.isIdentity == true { passed += stream.skip(count - passed) }
      if passed == count { return [] }
      block.removeAll(keepingCapacity: true)
      guard try append(1 << 16, to: &block) else { return [] }
      passed += block.count
    }
    return Array(block.suffix(passed - count))
  }

  /// Reads to the end, where it is known whether the bytes are those that were stored.
  func drain() throws(SpreadsheetError) {
    var block: [UInt8] = []
    while try append(1 << 16, to: &block) { block.removeAll(keepingCapacity: true) }
  }

  /// Fills a part of an array with the next bytes; fewer only at the end.
  func read(into bytes: inout [UInt8], _ range: Range<Int>) throws(SpreadsheetError) -> Int {
    try bytes.withMutableBytes { (all) throws(SpreadsheetError) in
      var room = all._mutatingExtracting(range)
      return try read(into: &room)
    }
  }

  /// Appends some `count` more bytes; false when the part was at its end.
  func append(_ count: Int, to buffer: inout [UInt8]) throws(SpreadsheetError) -> Bool {
    try buffer.append(upTo: count) { (room) throws(SpreadsheetError) in
      try read(into: &room)
    } > 0
  }

  /// Fills the room with the next bytes; fewer only at the end.
  func read(into room: inout MutableRawSpan) throws(SpreadsheetError) -> Int {
    if isBinary || transcoder?.isIdentity == true { return try raw(&room) }
    if transcoder == nil {
      let n = try raw(&room)
      let first = room.bytes.extracting(..<n).elements
      let start: XMLTranscoder
      do throws(XMLError) { start = try XMLTranscoder(start: first, encoding: encoding) } catch {
        if let encoding { throw SpreadsheetError(.unknownEncoding(encoding)) }
        throw SpreadsheetError(.xml(error.reason), at: RowcastLocation(part: part))
      }
      if let encoding, start.isWide, !encoding.lowercased().hasPrefix("utf-16") {
        throw SpreadsheetError(.notInEncoding(encoding))
      }
      transcoder = start
      if start.isIdentity { return n }
      transcoder?.append(first, to: &pending)
      isEnded = n < room.byteCount
      if isEnded { transcoder?.finish(&pending) }
    }
    return try transcoded(into: &room)
  }

  /// The next bytes as they are in the package.
  private func raw(_ room: inout MutableRawSpan) throws(SpreadsheetError) -> Int {
    do throws(ZipError) { return try stream.read(into: &room) } catch { throw Self.located(error) }
  }

  private var pending: [UInt8] = []
  private var taken = 0

  private func transcoded(into room: inout MutableRawSpan) throws(SpreadsheetError) -> Int {
    var done = 0
    while done < room.byteCount {
      if taken == pending.count {
        if isEnded { break }
        pending.removeAll(keepingCapacity: true)
        taken = 0
        try refill()
        continue
      }
      let n = min(room.byteCount - done, pending.count - taken)
      let bytes = pending
      room.copy(RawSpan(_elements: bytes.span.extracting(taken..<(taken + n))), to: done)
      done += n
      taken += n
    }
    return done
  }

  private func refill() throws(SpreadsheetError) {
    let size = 1 << 16
    let block = try [UInt8](capacity: size) { (room) throws(SpreadsheetError) in try raw(&room) }
    transcoder?.append(block.span, to: &pending)
    if block.count < size {
      isEnded = true
      transcoder?.finish(&pending)
    }
  }

  private static func located(_ error: ZipError) -> SpreadsheetError {
    SpreadsheetError(.archive(error))
  }
}

/// Bytes one after the other.
private protocol ByteRun {
  /// Passes over bytes where that costs nothing; returns how many.
  func skip(_ wanted: Int) -> Int
  func read(into room: inout MutableRawSpan) throws(ZipError) -> Int
}

extension EntryStream: ByteRun {}

/// The bytes of a source from its beginning.
private final class SourceRun: ByteRun {
  private let bytes: any ByteSource
  private var offset = 0

  init(_ bytes: any ByteSource) { self.bytes = bytes }

  func skip(_ wanted: Int) -> Int {
    let n = max(0, min(wanted, bytes.count - offset))
    offset += n
    return n
  }

  func read(into room: inout MutableRawSpan) throws(ZipError) -> Int {
    do throws(FileError) {
      let n = try bytes.read(into: &room, at: offset)
      offset += n
      return n
    } catch { throw ZipError(.file(error)) }
  }
}
