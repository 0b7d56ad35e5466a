internal import RowcastMachine

/// A place for a writer that opens its file by itself: it gets a hidden name, and the finished
/// file its own name on ``commit()``.
///
/// Standard output and special files such as `/dev/null` are filled from the hidden file at last.
public final class HiddenOutput {
  /// The name to show: the path as given, or `stdout`.
  public let name: String
  /// The path to write to: hidden, in the folder of the output.
  public var hiddenPath: String { hidden.path }
  /// A folder with room for a writer's own temporary files.
  public let folder: String
  private let hidden: HiddenFile
  private let path: String
  private let isSpecial: Bool
  private var permissions: mode_t?
  private var isFinished = false

  /// - Parameter path: a file's path, or `-` for standard output.
  public init(path: String) throws(FileError) {
    self.path = path
    name = path == "-" ? "stdout" : path
    var status = stat()
    let exists = path != "-" && stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR { throw FileError(.isDirectory, path: path) }
    isSpecial = path == "-" || (exists && status.st_mode & S_IFMT != S_IFREG)
    if exists, !isSpecial { permissions = status.st_mode & 0o7777 }
    let place: String
    if isSpecial {
      var chosen = "/tmp"
      if let set = getenv("TMPDIR"), set.pointee != 0 { chosen = String(cString: set) }
      folder = chosen
      place = "\(chosen)/rowcast"
    } else {
      folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
      place = path
    }
    // The file is made here, so that a folder that is not there or not ours says so at once.
    let made: Int32
    (hidden, made) = try HiddenFile.made(beside: place, permissions: permissions, name: name)
    close(made)
  }

  deinit { discard() }

  /// Gives the finished file its name.
  public func commit() throws(FileError) {
    guard !isFinished else { return }
    isFinished = true
    if isSpecial {
      defer { hidden.remove() }
      try copy()
    } else {
      if let permissions { chmod(hidden.path, permissions) }
      try hidden.take(name: path)
    }
  }

  /// Drops what was written; nothing happens after ``commit()``.
  public func discard() {
    guard !isFinished else { return }
    isFinished = true
    hidden.remove()
  }

  private func copy() throws(FileError) {
    let source = try InputFile(path: hidden.path)
    let target = try OutputFile(path: path)
    var offset = 0
    while offset < source.count {
      let bytes = try source.bytes(at: offset, count: 1 << 18)
      if bytes.isEmpty { break }
      try target.write(bytes)
      offset += bytes.count
    }
    try target.commit()
  }
}
