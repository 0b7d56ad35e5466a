import CRowcastLibzip
import RowcastFileIO

/// An input file as a libzip source: libzip asks, we answer from `pread`.
final class ArchiveSource {
  let input: any ByteSource
  private(set) var failure: FileError?
  private var offset = 0
  private var error = zip_error_t()

  init(_ input: any ByteSource) {
    self.input = input
    zip_error_init(&error)
  }

  deinit { zip_error_fini(&error) }

  /// A libzip source that keeps `self` alive until libzip frees it.
  func makeSource(_ error: inout zip_error_t) -> OpaquePointer? {
    let owned = Unmanaged.passRetained(self)
    let callback: zip_source_callback = { state, data, length, command in
      guard let state else { return -1 }
      let source = Unmanaged<ArchiveSource>.fromOpaque(state)
      if command == ZIP_SOURCE_FREE {
        source.release()
        return 0
      }
      return source.takeUnretainedValue().answer(command, data: data, length: Int(clamping: length))
    }
    guard let made = zip_source_function_create(callback, owned.toOpaque(), &error) else {
      owned.release()
      return nil
    }
    return made
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
    case ZIP_SOURCE_READ: return read(into: data, length: length)
    case ZIP_SOURCE_TELL: return zip_int64_t(offset)
    case ZIP_SOURCE_SUPPORTS: return Self.supported
    case ZIP_SOURCE_SEEK:
      let place = zip_source_seek_compute_offset(
        zip_uint64_t(offset), zip_uint64_t(input.count), data, zip_uint64_t(length), &error)
      guard place >= 0 else { return -1 }
      offset = Int(place)
      return 0
    case ZIP_SOURCE_STAT:
      guard let data, length >= MemoryLayout<zip_stat_t>.size else { return -1 }
      let status = data.assumingMemoryBound(to: zip_stat_t.self)
      zip_stat_init(status)
      status.pointee.size = zip_uint64_t(input.count)
      status.pointee.valid = zip_uint64_t(ZIP_STAT_SIZE)
      return zip_int64_t(MemoryLayout<zip_stat_t>.size)
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&error, data, zip_uint64_t(length))
    default:
      zip_error_set(&error, Int32(ZIP_ER_OPNOTSUPP), 0)
      return -1
    }
  }

  private func read(into data: UnsafeMutableRawPointer?, length: Int) -> zip_int64_t {
    guard let data else { return -1 }
    do throws(FileError) {
      var room = MutableRawSpan(_unsafeStart: data, byteCount: length)
      let n = try input.read(into: &room, at: offset)
      offset += n
      return zip_int64_t(n)
    } catch {
      failure = error
      zip_error_set(&self.error, Int32(ZIP_ER_READ), 0)
      return -1
    }
  }
}
