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
  private let isFile: Bool
  private var isFinished = false

  /// - Parameter path: a file's path, or `-` for standard output.
  /// - Throws: ``FileError`` when it cannot be written, or is a folder.
  public init(path: String) throws(FileError) {
    name = path == "-" ? "stdout" : path
    // The file is made here, so that a folder that is not there or not ours says so at once.
    if case .file(let place, let old) = try OutputPlace(path) {
      self.path = place
      isFile = true
      folder = OutputPlace.folder(of: place).isEmpty ? "." : OutputPlace.folder(of: place)
      hidden = try HiddenFile(beside: place, old: old, name: name)
    } else {
      self.path = path
      isFile = false
      folder = temporaryFolder()
      hidden = try HiddenFile(
        beside: folder + "/rowcast", old: nil, isPrivate: true, name: name)
    }
  }

  deinit { discard() }

  /// Gives the finished file its name.
  /// - Throws: ``FileError`` when that cannot be done.
  public func commit() throws(FileError) {
    guard !isFinished else { return }
    isFinished = true
    if isFile {
      try hidden.take(path, name: name)
    } else {
      defer { hidden.remove() }
      try copy()
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
