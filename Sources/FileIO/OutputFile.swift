internal import RowcastMachine

/// A file that appears under its name only when it is complete.
///
/// Bytes go to a temporary file in the same folder; ``commit()`` renames it. Until then, and when
/// the process dies, the old file stays as it was. Standard output and special files such as
/// `/dev/null` are written as they are.
///
/// Writing to a pipe whose reader has gone raises `SIGPIPE`, which ends the process unless the
/// program ignores it (`signal(SIGPIPE, SIG_IGN)`); then ``FileError/Reason/brokenPipe`` is thrown.
public final class OutputFile: ByteSink {
  /// The name to show: the path as given, or `stdout`.
  public let name: String
  private let path: String
  private let temporary: HiddenFile?
  private var descriptor: Int32
  /// The number of bytes written.
  public private(set) var count = 0

  /// - Parameter path: a file's path, or `-` for standard output.
  public init(path: String) throws(FileError) {
    self.path = path
    if path == "-" {
      name = "stdout"
      temporary = nil
      descriptor = dup(1)
      guard descriptor >= 0 else { throw .last("write to standard output", path: name) }
      return
    }
    name = path
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR { throw FileError(.isDirectory, path: path) }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      temporary = nil
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .last("open the file for writing", path: path) }
      return
    }
    (temporary, descriptor) = try HiddenFile.made(
      beside: path, permissions: exists ? status.st_mode & 0o7777 : nil, name: path)
  }

  deinit { discard() }

  public func write(_ bytes: RawSpan) throws(FileError) {
    try descriptor.writeAll(bytes, path: name)
    count += bytes.byteCount
  }

  /// Gives the finished file its name.
  public func commit() throws(FileError) {
    guard descriptor >= 0 else { return }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else {
      let error = FileError.last("write", path: name)
      temporary?.remove()
      throw error
    }
    try temporary?.take(name: path)
  }

  /// Drops what was written; nothing happens after ``commit()``.
  public func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    temporary?.remove()
  }

  /// Whether what is written to this path can be thrown away before it has its name: not so with
  /// standard output and special files.
  public static func isReplaceable(_ path: String) -> Bool {
    var status = stat()
    return path != "-" && (stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG)
  }
}

extension OutputFile {
  /// Whether there is a folder of this name.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Makes a folder, and those above it, unless they are there.
  public static func createFolder(_ path: String) throws(FileError) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      prefix += part + "/"
      var status = stat()
      if stat(prefix, &status) == 0 {
        guard status.st_mode & S_IFMT == S_IFDIR else {
          throw FileError(.system("make the folder", "there is a file of that name"), path: prefix)
        }
      } else if mkdir(prefix, 0o777) != 0 {
        throw .last("make the folder", path: prefix)
      }
    }
  }
}
