#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The bytes of a file or of a pipe, readable at any place by any thread.
///
/// A pipe is spooled to an unnamed temporary file first, so that every input can be read twice:
/// types are learned from all rows before the first one is written.
public final class InputFile: Sendable {
  /// The name to show: the path as given, or `stdin`.
  public let name: String
  /// The number of bytes.
  public let count: Int
  private let descriptor: Int32

  /// Opens a file, or standard input for `-`.
  public init(path: String) throws(FileError) {
    let isPipe = path == "-"
    name = isPipe ? "stdin" : path
    let opened = isPipe ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw .last("open the file", path: name) }
    var status = stat()
    guard fstat(opened, &status) == 0 else {
      let error = FileError.last("open the file", path: name)
      close(opened)
      throw error
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      close(opened)
      throw FileError(.isDirectory, path: name)
    case S_IFREG:
      descriptor = opened
      count = Int(status.st_size)
    default:
      defer { close(opened) }
      let spool = try SpoolFile(for: name)
      try spool.copy(from: opened)
      (descriptor, count) = spool.release()
    }
  }

  /// Takes over an open, seekable descriptor.
  init(name: String, descriptor: Int32, count: Int) {
    self.name = name
    self.descriptor = descriptor
    self.count = count
  }

  deinit { close(descriptor) }

  /// Reads up to `buffer.count` bytes from `offset` on; fewer only at the end of the file.
  public func read(
    into buffer: UnsafeMutableBufferPointer<UInt8>, at offset: Int
  ) throws(FileError) -> Int {
    var done = 0
    while done < buffer.count {
      let n = pread(
        descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done,
        off_t(offset + done))
      if n == 0 { break }
      if n < 0 {
        if errno == EINTR { continue }
        throw .last("read the file", path: name)
      }
      done += n
    }
    return done
  }

  /// Reads up to `count` bytes from `offset` on.
  public func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    let wanted = max(0, min(count, self.count - offset))
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      do throws(FileError) {
        filled = try read(
          into: UnsafeMutableBufferPointer(rebasing: buffer[..<wanted]), at: offset)
      } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }
}
