internal import RowcastMachine

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

  /// The name of the compression that was undone, if any.
  public let compression: String?

  /// Opens a file, or standard input for `-`; gzip and zstd are decompressed to a temporary file.
  /// - Parameters:
  ///   - isDecompressing: false to read compressed bytes as they are.
  ///   - limit: the greatest number of bytes that compressed input may grow to.
  public convenience init(
    path: String, isDecompressing: Bool = true, limit: Int = 1 << 40
  ) throws(FileError) {
    let opened = try Self.open(path: path)
    guard isDecompressing, let found = try Compression.detect(opened) else {
      self.init(opened)
      return
    }
    let spool = try SpoolFile(for: opened.name)
    try found.decompress(opened, to: spool, limit: limit)
    self.init(name: opened.name, spool: spool, compression: found.name)
  }

  /// Opens a file as it is.
  private static func open(path: String) throws(FileError) -> InputFile {
    let isPipe = path == "-"
    let name = isPipe ? "stdin" : path
    let opened = isPipe ? dup(0) : openDescriptor(path)
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
      return InputFile(name: name, descriptor: opened, count: Int(status.st_size))
    default:
      defer { close(opened) }
      let spool = try SpoolFile(for: name)
      try spool.copy(from: opened)
      return InputFile(name: name, spool: spool)
    }
  }

  private static func openDescriptor(_ path: String) -> Int32 {
    #if canImport(Darwin)
      Darwin.open(path, O_RDONLY | O_CLOEXEC)
    #elseif canImport(Glibc)
      Glibc.open(path, O_RDONLY | O_CLOEXEC)
    #else
      Musl.open(path, O_RDONLY | O_CLOEXEC)
    #endif
  }

  /// Takes over an open, seekable descriptor.
  init(name: String, descriptor: Int32, count: Int, compression: String? = nil) {
    self.name = name
    self.descriptor = descriptor
    self.count = count
    self.compression = compression
  }

  /// Reads what was written to a temporary file.
  package convenience init(name: String, spool: SpoolFile, compression: String? = nil) {
    let (descriptor, count) = spool.release()
    self.init(name: name, descriptor: descriptor, count: count, compression: compression)
  }

  /// Another handle on the same bytes.
  private convenience init(_ other: InputFile) {
    // The descriptor is closed with its owner, so each needs its own.
    self.init(name: other.name, descriptor: dup(other.descriptor), count: other.count)
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
  /// - Parameter spare: bytes of room behind the last one.
  public func bytes(at offset: Int, count: Int, spare: Int = 0) throws(FileError) -> [UInt8] {
    let wanted = max(0, min(count, self.count - offset))
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted + spare) { buffer, filled in
      do throws(FileError) {
        filled = try read(
          into: UnsafeMutableBufferPointer(rebasing: buffer[..<wanted]), at: offset)
      } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }
}
