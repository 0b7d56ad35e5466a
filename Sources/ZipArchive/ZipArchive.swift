import CRowcastLibzip
public import RowcastFileIO
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

  /// Reads the directory of an archive.
  /// - Throws: ``ZipError``; ``ZipError/Reason/notAnArchive(_:)`` says what the file is instead.
  public init(_ bytes: any ByteSource, limits: ZipLimits = ZipLimits()) throws(ZipError) {
    self.limits = limits
    let kind: FileKind
    do throws(FileError) { kind = try FileKind.detected(in: bytes) } catch {
      throw ZipError(.file(error))
    }
    // Archives with something in front (a self-extractor) are for libzip to find.
    guard kind == .zip || kind == .binary else { throw ZipError(.notAnArchive(kind)) }
    do throws(ZipError) { handle = try ArchiveHandle(bytes) } catch {
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

  /// Starts to read an entry that will be read more than once: a small one is inflated the first
  /// time only, and kept until another one is.
  /// - Throws: ``ZipError`` for an entry that is encrypted, damaged or too large.
  public func openAgain(_ entry: ZipEntry) throws(ZipError) -> EntryStream {
    guard entry.size <= Self.keptBytes, !entry.isEncrypted else { return try open(entry) }
    if let known = kept.withLock({ $0 }), known.index == entry.index {
      return EntryStream(entry, kept: known.bytes, archive: self)
    }
    // What is wrong with an entry is told where a stream comes to it, so failures are not kept.
    guard let bytes = try? bytes(of: entry, limit: entry.size) else { return try open(entry) }
    kept.withLock { $0 = (entry.index, bytes) }
    return EntryStream(entry, kept: bytes, archive: self)
  }

  /// The most bytes that are kept of an archive: about 1,000 rows.
  private static let keptBytes = 1 << 19

  /// All bytes of an entry, at most `limit`.
  /// - Throws: ``ZipError`` for an entry that is encrypted, damaged, or larger than `limit`.
  public func bytes(of entry: ZipEntry, limit: Int = 1 << 26) throws(ZipError) -> [UInt8] {
    let stream = try open(entry)
    var failure: ZipError?
    // What the directory says is there, and one byte more: so the stream comes to its end.
    let expected = min(max(entry.size, 0), limit, 1 << 20) + 1
    var bytes = [UInt8](unsafeUninitializedCapacity: expected) { buffer, count in
      do throws(ZipError) { count = try stream.read(into: buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    guard bytes.count <= limit else { throw Self.tooLong(entry, limit) }
    if bytes.count < expected { return bytes }
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { block.deallocate() }
    while true {
      let n = try stream.read(into: block)
      if n == 0 { return bytes }
      guard bytes.count + n <= limit else { throw Self.tooLong(entry, limit) }
      bytes.append(contentsOf: block[..<n])
    }
  }

  private static func tooLong(_ entry: ZipEntry, _ limit: Int) -> ZipError {
    ZipError(.limit(name: "bytes in one part", value: limit), entry: entry.name)
  }
}

/// libzip's archive; all calls go through one lock, for libzip is not made for threads.
final class ArchiveHandle: Sendable {
  private let archive: Mutex<Handle>
  private let source: UncheckedSource
  let entryCount: Int

  struct Handle: @unchecked Sendable { let pointer: OpaquePointer }
  struct UncheckedSource: @unchecked Sendable { let value: ArchiveSource }

  init(_ input: any ByteSource) throws(ZipError) {
    let source = ArchiveSource(input)
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let made = source.makeSource(&error) else {
      throw ZipError(.damaged(String(cString: zip_error_strerror(&error))))
    }
    guard let archive = zip_open_from_source(made, ZIP_RDONLY, &error) else {
      zip_source_free(made)
      if let failure = source.failure { throw ZipError(.file(failure)) }
      throw ZipError(.damaged(String(cString: zip_error_strerror(&error))))
    }
    self.source = UncheckedSource(value: source)
    self.archive = Mutex(Handle(pointer: archive))
    entryCount = Int(clamping: zip_get_num_entries(archive, 0))
  }

  deinit { archive.withLock { zip_discard($0.pointer) } }

  func entry(_ index: UInt64) -> ZipEntry? {
    archive.withLock { handle in
      var status = zip_stat_t()
      zip_stat_init(&status)
      guard zip_stat_index(handle.pointer, index, 0, &status) == 0, let name = status.name else {
        return nil
      }
      return ZipEntry(
        name: String(cString: name), compressedSize: Int(clamping: status.comp_size),
        size: Int(clamping: status.size), index: index, checksum: status.crc,
        method: status.comp_method,
        isEncrypted: status.encryption_method != UInt16(ZIP_EM_NONE))
    }
  }

  /// Opens an entry: its stored bytes, or those that libzip decompresses.
  func open(_ entry: ZipEntry, raw: Bool) throws(ZipError) -> OpaquePointer {
    let opened = archive.withLock { handle -> Result<Handle, ZipError> in
      if let file = zip_fopen_index(
        handle.pointer, entry.index, raw ? zip_flags_t(ZIP_FL_COMPRESSED) : 0)
      {
        return .success(Handle(pointer: file))
      }
      return .failure(
        ZipError(.damaged(String(cString: zip_strerror(handle.pointer))), entry: entry.name))
    }
    return try opened.get().pointer
  }

  func read(
    _ file: OpaquePointer, into buffer: UnsafeMutableBufferPointer<UInt8>, entry: ZipEntry
  ) throws(ZipError) -> Int {
    let file = Handle(pointer: file)
    nonisolated(unsafe) let buffer = buffer
    let n = archive.withLock { _ in
      Int(zip_fread(file.pointer, buffer.baseAddress, zip_uint64_t(buffer.count)))
    }
    if n >= 0 { return n }
    if let failure = source.value.failure { throw ZipError(.file(failure)) }
    let (code, message) = archive.withLock { _ in
      (
        zip_file_get_error(file.pointer).pointee.zip_err,
        String(cString: zip_file_strerror(file.pointer))
      )
    }
    // Of stored entries libzip looks at the checksum itself.
    if code == ZIP_ER_CRC {
      throw ZipError(.checksum(expected: entry.checksum, found: nil), entry: entry.name)
    }
    throw ZipError(.damaged(message), entry: entry.name)
  }

  func close(_ file: OpaquePointer) {
    let file = Handle(pointer: file)
    archive.withLock { _ in _ = zip_fclose(file.pointer) }
  }
}
