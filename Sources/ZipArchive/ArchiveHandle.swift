internal import CRowcastLibzip
internal import RowcastFileIO
import Synchronization

// libzip, which takes and gives pointers; nothing else of the module does.

/// libzip's archive; all calls go through one lock, for libzip is not made for threads.
@safe final class ArchiveHandle: Sendable {
  private let archive: Mutex<Handle>
  private let source: UncheckedSource
  let entryCount: Int

  @safe private struct Handle: @unchecked Sendable { let pointer: OpaquePointer }
  private struct UncheckedSource: @unchecked Sendable { let value: ArchiveSource }

  /// An entry that is open, until it is closed.
  @safe struct File: @unchecked Sendable { fileprivate let pointer: OpaquePointer }

  init(_ input: any ByteSource) throws(ZipError) {
    let source = ArchiveSource(input)
    var error = unsafe zip_error_t()
    unsafe zip_error_init(&error)
    defer { unsafe zip_error_fini(&error) }
    guard let made = unsafe source.makeSource(&error) else {
      throw ZipError(.damaged(unsafe String(cString: zip_error_strerror(&error))))
    }
    guard let archive = unsafe zip_open_from_source(made, ZIP_RDONLY, &error) else {
      unsafe zip_source_free(made)
      if let failure = source.failure { throw ZipError(.file(failure)) }
      throw ZipError(.damaged(unsafe String(cString: zip_error_strerror(&error))))
    }
    self.source = UncheckedSource(value: source)
    self.archive = Mutex(unsafe Handle(pointer: archive))
    entryCount = unsafe Int(clamping: zip_get_num_entries(archive, 0))
  }

  deinit { archive.withLock { unsafe zip_discard($0.pointer) } }

  func entry(_ index: UInt64) -> ZipEntry? {
    archive.withLock { handle in
      var status = unsafe zip_stat_t()
      unsafe zip_stat_init(&status)
      guard unsafe zip_stat_index(handle.pointer, index, 0, &status) == 0,
        let name = unsafe status.name
      else { return nil }
      return unsafe ZipEntry(
        name: String(cString: name), compressedSize: Int(clamping: status.comp_size),
        size: Int(clamping: status.size), index: index, checksum: status.crc,
        method: status.comp_method,
        isEncrypted: status.encryption_method != UInt16(ZIP_EM_NONE))
    }
  }

  /// Opens an entry: its stored bytes, or those that libzip decompresses.
  func open(_ entry: ZipEntry, raw: Bool) throws(ZipError) -> File {
    let opened = archive.withLock { handle -> Result<File, ZipError> in
      if let file = unsafe zip_fopen_index(
        handle.pointer, entry.index, raw ? zip_flags_t(ZIP_FL_COMPRESSED) : 0)
      {
        return .success(unsafe File(pointer: file))
      }
      return .failure(
        ZipError(.damaged(unsafe String(cString: zip_strerror(handle.pointer))), entry: entry.name))
    }
    return try opened.get()
  }

  /// Reads the next bytes of an open entry to a place in the buffer; returns how many.
  func read(
    _ file: File, into buffer: inout MutableRawSpan, at place: Int = 0, entry: ZipEntry
  ) throws(ZipError) -> Int {
    precondition(place >= 0 && place <= buffer.byteCount)
    let n = unsafe buffer.withUnsafeMutableBytes { buffer in
      nonisolated(unsafe) let rest = unsafe UnsafeMutableRawBufferPointer(
        rebasing: buffer[place...])
      return archive.withLock { _ in
        unsafe Int(zip_fread(file.pointer, rest.baseAddress, zip_uint64_t(rest.count)))
      }
    }
    assert(n <= buffer.byteCount - place)
    if n >= 0 { return n }
    if let failure = source.value.failure { throw ZipError(.file(failure)) }
    let (code, message) = archive.withLock { _ in
      unsafe (
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

  /// Goes to a place among the bytes of an open entry; false where that cannot be done.
  func seek(_ file: File, to offset: Int) -> Bool {
    archive.withLock { _ in
      unsafe zip_fseek(file.pointer, zip_int64_t(offset), SEEK_SET) == 0
    }
  }

  func close(_ file: File) {
    archive.withLock { _ in _ = unsafe zip_fclose(file.pointer) }
  }
}

/// An input file as a libzip source: libzip asks, we answer from `pread`.
@safe final class ArchiveSource {
  let input: any ByteSource
  private(set) var failure: FileError?
  private var offset = 0
  private var error = unsafe zip_error_t()

  init(_ input: any ByteSource) {
    self.input = input
    unsafe zip_error_init(&error)
  }

  deinit { unsafe zip_error_fini(&error) }

  /// A libzip source that keeps `self` alive until libzip frees it.
  func makeSource(_ error: inout zip_error_t) -> OpaquePointer? {
    let owned = unsafe Unmanaged.passRetained(self)
    let callback: zip_source_callback = { state, data, length, command in
      guard let state = unsafe state else { return -1 }
      let source = unsafe Unmanaged<ArchiveSource>.fromOpaque(state)
      if command == ZIP_SOURCE_FREE {
        unsafe source.release()
        return 0
      }
      return unsafe source.takeUnretainedValue().answer(
        command, data: data, length: Int(clamping: length))
    }
    guard let made = unsafe zip_source_function_create(callback, owned.toOpaque(), &error) else {
      unsafe owned.release()
      return nil
    }
    return unsafe made
  }

  private static let supported: zip_int64_t =
    [
      ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
      ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS,
    ].reduce(0) { $0 | 1 << zip_int64_t($1.rawValue) }

  private func answer(
    _ command: zip_source_cmd_t, data: UnsafeMutableRawPointer?, length: Int
  ) -> zip_int64_t {
    switch command {
    case ZIP_SOURCE_OPEN:
      offset = 0
      return 0
    case ZIP_SOURCE_CLOSE: return 0
    case ZIP_SOURCE_READ: return unsafe read(into: data, length: length)
    case ZIP_SOURCE_TELL: return zip_int64_t(offset)
    case ZIP_SOURCE_SUPPORTS: return Self.supported
    case ZIP_SOURCE_SEEK:
      let place = unsafe zip_source_seek_compute_offset(
        zip_uint64_t(offset), zip_uint64_t(input.count), data, zip_uint64_t(length), &error)
      guard place >= 0 else { return -1 }
      offset = Int(place)
      return 0
    case ZIP_SOURCE_STAT:
      let size = unsafe MemoryLayout<zip_stat_t>.size
      guard let data = unsafe data, length >= size else { return -1 }
      let status = unsafe data.assumingMemoryBound(to: zip_stat_t.self)
      unsafe zip_stat_init(status)
      unsafe status.pointee.size = zip_uint64_t(input.count)
      unsafe status.pointee.valid = zip_uint64_t(ZIP_STAT_SIZE)
      return zip_int64_t(size)
    case ZIP_SOURCE_ERROR: return unsafe zip_error_to_data(&error, data, zip_uint64_t(length))
    default:
      unsafe zip_error_set(&error, Int32(ZIP_ER_OPNOTSUPP), 0)
      return -1
    }
  }

  private func read(into data: UnsafeMutableRawPointer?, length: Int) -> zip_int64_t {
    guard let data = unsafe data, length >= 0 else { return -1 }
    do throws(FileError) {
      var room = unsafe MutableRawSpan(_unsafeStart: data, byteCount: length)
      let n = try input.read(into: &room, at: offset)
      assert(n >= 0 && n <= length)
      offset += n
      return zip_int64_t(n)
    } catch {
      failure = error
      unsafe zip_error_set(&self.error, Int32(ZIP_ER_READ), 0)
      return -1
    }
  }
}
