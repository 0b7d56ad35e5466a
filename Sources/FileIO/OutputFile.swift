internal import RowcastMachine

/// A file that appears under its name only when it is complete.
///
/// Bytes go to a temporary file in the same folder; ``commit()`` renames it. Until then, and when
/// the process dies, the old file stays as it was. A link is written through. Standard output and
/// special files such as `/dev/null` or `/dev/fd/3` are written as they are.
///
/// Writing to a pipe whose reader has gone raises `SIGPIPE`, which ends the process unless the
/// program ignores it (`signal(SIGPIPE, SIG_IGN)`); then ``FileError/Reason/brokenPipe`` is thrown.
public final class OutputFile: ByteSink {
  /// The name to show: the path as given, or `stdout`.
  public let name: String
  /// The file's own path, behind all links.
  private let path: String
  private let hidden: HiddenFile?
  private var descriptor: Int32
  /// The number of bytes written.
  public private(set) var count = 0

  /// What an output is called: its path, or `stdout` for `-`.
  public static func shown(_ path: String) -> String { path == "-" ? "stdout" : path }

  /// - Parameter path: a file's path, or `-` for standard output.
  /// - Throws: ``FileError`` when it cannot be written, or is a folder.
  public init(path: String) throws(FileError) {
    name = Self.shown(path)
    switch try OutputPlace(path) {
    case .descriptor(let number):
      (self.path, hidden) = (path, nil)
      descriptor = dup(number)
    case .special(let place):
      (self.path, hidden) = (place, nil)
      descriptor = System.open(place, O_WRONLY | O_CLOEXEC)
    case .file(let place, let old):
      let made = try HiddenFile(beside: place, old: old, name: name)
      (self.path, hidden) = (place, made)
      // The other handle keeps the lock until the file has its name.
      descriptor = dup(made.descriptor)
    }
    guard descriptor >= 0 else {
      let error = FileError.last("open it for writing", path: name)
      hidden?.remove()
      throw error
    }
  }

  deinit { discard() }

  /// The temporary file, for a library that writes by itself; nil where bytes go out as they come.
  package var hiddenPath: String? { hidden?.path }

  /// Appends to the temporary file, or to the pipe at once.
  /// - Throws: ``FileError`` when the bytes cannot be written.
  public func write(_ bytes: RawSpan) throws(FileError) {
    try descriptor.writeAll(bytes, path: name)
    count += bytes.byteCount
  }

  /// Gives the finished file its name.
  /// - Throws: ``FileError`` when the last bytes cannot be written, or the file cannot have its
  ///   name.
  public func commit() throws(FileError) {
    guard descriptor >= 0 else { return }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else {
      let error = FileError.last("write", path: name)
      hidden?.remove()
      throw error
    }
    try hidden?.take(path, name: name)
  }

  /// Drops what was written; nothing happens after ``commit()``.
  public func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    hidden?.remove()
  }

  /// Whether what is written to this path can be thrown away before it has its name: not so with
  /// standard output and special files.
  public static func isReplaceable(_ path: String) -> Bool {
    if case .file = try? OutputPlace(path) { true } else { false }
  }
}

extension OutputFile {
  /// Writes a whole file, which appears under its name when it is complete.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let output = try OutputFile(path: path)
    try output.write(bytes)
    try output.commit()
  }

  /// Writes a whole text as UTF-8.
  package static func write(_ text: String, to path: String) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }

  /// Whether there is a folder of this name.
  public static func isFolder(_ path: String) -> Bool {
    System.status(of: path).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
  }

  /// - Throws: ``FileError`` when a file is to be in a folder that is not there.
  public static func checkFolder(of path: String) throws(FileError) {
    guard case .file(let place, nil) = try OutputPlace(path) else { return }
    let folder = OutputPlace.folder(of: place)
    if !folder.isEmpty, !isFolder(folder) {
      throw FileError(.noFolder(OutputPlace.shown(folder)), path: path)
    }
  }

  /// Makes a folder, and those above it, unless they are there.
  /// - Returns: the folders that were made, the outer one first.
  /// - Throws: ``FileError`` when it cannot be made, or a file has its name.
  @discardableResult
  public static func createFolder(_ path: String) throws(FileError) -> [String] {
    var made: [String] = []
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      prefix += part + "/"
      if let status = System.status(of: prefix) {
        guard status.st_mode & S_IFMT == S_IFDIR else {
          throw FileError(.system("make the folder", "there is a file of that name"), path: prefix)
        }
      } else if System.makeFolder(prefix) {
        made.append(prefix)
      } else {
        let error = FileError.last("make the folder", path: prefix)
        for folder in made.reversed() { removeEmptyFolder(folder) }
        throw error
      }
    }
    return made
  }

  /// Takes a folder away that has nothing in it; any other stays.
  public static func removeEmptyFolder(_ path: String) { System.removeFolder(path) }
}
