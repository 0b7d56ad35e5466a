internal import RowcastMachine

/// The bytes of a file or of a pipe, readable at any place by any thread.
///
/// What cannot be read twice (a pipe, a FIFO, a terminal) is kept first, in memory or in an unnamed
/// temporary file, since types are learned from all rows before the first one is written. Compressed
/// bytes are handed out as they are; see ``ByteSource/decompressed(limit:)``.
public final class InputFile: ByteSource {
  /// The path as given, or `stdin`.
  public let name: String
  /// The number of bytes, which does not change while the file is open.
  public let count: Int
  private let descriptor: Int32
  /// Where the first byte lies.
  private let start: Int
  /// The bytes of what could be read only once.
  private let kept: (any ByteSource)?

  /// What an input is called: its path, or `stdin` for `-`.
  public static func shown(_ path: String) -> String { path == "-" ? "stdin" : path }

  /// Opens a file, or standard input for `-`.
  /// - Parameter limit: the greatest number of bytes that it may have.
  /// - Throws: ``FileError`` when it cannot be opened, is a folder, or has more bytes.
  public init(path: String, limit: Int = .max) throws(FileError) {
    // A FIFO that its writer has left cannot be opened again by that name.
    let isStandard = path == "-" || path == "/dev/stdin"
    name = Self.shown(path)
    let opened = isStandard ? dup(0) : System.open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw .last("open the file", path: name) }
    var isOwned = false
    defer { if !isOwned { close(opened) } }
    guard let status = System.status(of: opened) else { throw .last("open the file", path: name) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw FileError(.isDirectory, path: name)
    case S_IFREG:
      // What another program has read of standard input is not ours to read again.
      start = isStandard ? max(0, Int(lseek(opened, 0, SEEK_CUR))) : 0
      count = max(0, Int(status.st_size) - start)
      guard count <= limit else { throw FileError(.tooLarge(limit: limit), path: name) }
      kept = nil
      descriptor = opened
      isOwned = true
    default:
      let spool = Spool(for: name)
      try spool.copy(from: opened, limit: limit)
      count = spool.count
      kept = spool.finished()
      start = 0
      descriptor = -1
    }
  }

  /// Takes over an open, seekable descriptor.
  init(name: String, descriptor: Int32, start: Int, count: Int) {
    self.name = name
    self.descriptor = descriptor
    self.start = start
    self.count = count
    kept = nil
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Fills the buffer from `offset`; several threads may read at once.
  /// - Throws: ``FileError`` when the system cannot read.
  public func read(into buffer: inout MutableRawSpan, at offset: Int) throws(FileError) -> Int {
    if let kept { return try kept.read(into: &buffer, at: offset) }
    guard offset >= 0, offset < count else { return 0 }
    let n = System.read(descriptor, into: &buffer, at: start + offset)
    guard n >= 0 else { throw .last("read the file", path: name) }
    return n
  }
}
