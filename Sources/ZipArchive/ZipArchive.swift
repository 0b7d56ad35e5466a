public import RowcastFileIO
internal import RowcastMachine
import Synchronization

/// The entries of a ZIP archive, each readable as a stream by any thread.
///
/// libzip reads the directory and hands out the stored bytes, under a lock; inflating and
/// checking, which take the time, happen outside of it in each ``EntryStream``.
public final class ZipArchive: Sendable {
  /// What entries may make us do.
  public let limits: ZipLimits
  /// The entries in the order of the central directory.
  public let entries: [ZipEntry]
  /// The last entry of each name, as it is written and as names are compared.
  private let places: [String: Int]
  private let normalizedPlaces: [String: Int]
  let handle: ArchiveHandle
  /// The last entry that ``openAgain(_:)`` read.
  private let kept = Mutex<(index: UInt64, bytes: [UInt8])?>(nil)
  private let entered = Mutex<(index: UInt64, places: EntryPlaces)?>(nil)

  /// Reads the directory of an archive.
  /// - Throws: ``ZipError``; ``ZipError/Reason/notAnArchive(_:)`` says what the file is instead.
  public init(_ bytes: any ByteSource, limits: ZipLimits = ZipLimits()) throws(ZipError) {
    self.limits = limits
    let kind: FileKind
    let archive: any ByteSource
    do throws(FileError) {
      kind = try FileKind.detected(in: bytes)
      archive = try BytesBeforeArchive.removed(from: bytes)
    } catch {
      throw ZipError(.file(error))
    }
    guard kind == .zip || kind == .binary || kind == .program else {
      throw ZipError(.notAnArchive(kind))
    }
    do throws(ZipError) { handle = try ArchiveHandle(archive) } catch {
      if kind == .binary, case .damaged = error.reason { throw ZipError(.notAnArchive(kind)) }
      throw error
    }
    let count = handle.entryCount
    guard count <= limits.entryCount else {
      throw ZipError(.limit(name: "entries in the archive", value: limits.entryCount))
    }
    var entries: [ZipEntry] = []
    entries.reserveCapacity(count)
    for index in 0..<count { if let entry = handle.entry(UInt64(index)) { entries.append(entry) } }
    self.entries = entries
    places = Dictionary(
      entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { max($0, $1) })
    normalizedPlaces = Dictionary(
      entries.enumerated().map { (ZipEntry.normalized($1.name), $0) },
      uniquingKeysWith: { max($0, $1) })
  }

  /// The entry of a name, the last one if there are several.
  ///
  /// ASCII case, a leading slash and the kind of slash do not matter, unless an entry has exactly
  /// this name.
  public func entry(named name: String) -> ZipEntry? {
    (places[name] ?? normalizedPlaces[ZipEntry.normalized(name)]).map { entries[$0] }
  }

  /// Starts to read an entry.
  /// - Throws: ``ZipError`` for an entry that is encrypted, damaged or too large.
  public func open(_ entry: ZipEntry) throws(ZipError) -> EntryStream {
    try EntryStream(entry, archive: self)
  }

  /// Starts to read an entry that will be read more than once: a small one, of about 1,000 rows, is
  /// inflated the first time only, and kept until another one is.
  /// - Parameter inTheMiddle: whether it will be read from its middle: then places are noted that
  ///   ``EntryStream/skip(_:)`` can go to.
  /// - Throws: ``ZipError`` for an entry that is encrypted, damaged or too large.
  public func openAgain(_ entry: ZipEntry, inTheMiddle: Bool = false) throws(ZipError)
    -> EntryStream
  {
    guard entry.size <= 1 << 19, !entry.isEncrypted else {
      return try EntryStream(entry, archive: self, places: inTheMiddle ? places(in: entry) : nil)
    }
    if let known = kept.withLock({ $0 }), known.index == entry.index {
      return EntryStream(entry, kept: known.bytes, archive: self)
    }
    // What is wrong with an entry is told where a stream comes to it, so failures are not kept.
    guard let bytes = try? bytes(of: entry, limit: entry.size) else { return try open(entry) }
    kept.withLock { $0 = (entry.index, bytes) }
    return EntryStream(entry, kept: bytes, archive: self)
  }

  /// The places of the entry that was asked for last.
  private func places(in entry: ZipEntry) -> EntryPlaces {
    entered.withLock { entered in
      if let known = entered, known.index == entry.index { return known.places }
      let places = EntryPlaces(entry)
      entered = (entry.index, places)
      return places
    }
  }

  /// All bytes of an entry, at most `limit`.
  /// - Throws: ``ZipError`` for an entry that is encrypted, damaged, or larger than `limit`.
  public func bytes(of entry: ZipEntry, limit: Int = 1 << 26) throws(ZipError) -> [UInt8] {
    let stream = try open(entry)
    // What the directory says is there, and one byte more: so the stream comes to its end.
    let expected = min(max(entry.size, 0), limit, 1 << 20) + 1
    var bytes: [UInt8] = []
    var room = expected
    while true {
      let n = try bytes.append(upTo: room) { (room) throws(ZipError) in
        try stream.read(into: &room)
      }
      guard bytes.count <= limit else { throw Self.tooLong(entry, limit) }
      if n < room { return bytes }
      room = 1 << 16
    }
  }

  private static func tooLong(_ entry: ZipEntry, _ limit: Int) -> ZipError {
    ZipError(.limit(name: "bytes in one part", value: limit), entry: entry.name)
  }
}
