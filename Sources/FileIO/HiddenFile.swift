internal import RowcastMachine

/// A file under a hidden name until it is complete, remembered by ``UnfinishedFiles`` meanwhile.
struct HiddenFile {
  let path: String

  /// Makes the file, and opens it for writing.
  /// - Parameters:
  ///   - output: the path in whose folder it is made.
  ///   - permissions: those of the file whose place it takes, if there is one.
  ///   - name: the output's name, for errors.
  static func made(
    beside output: String, permissions: mode_t?, name: String
  ) throws(FileError) -> (file: HiddenFile, descriptor: Int32) {
    let slash = output.lastIndex(of: "/")
    let folder = slash.map { String(output[...$0]) } ?? ""
    let base = slash.map { String(output[output.index(after: $0)...]) } ?? output
    let path =
      "\(folder).\(base.prefix(100)).\(getpid()).\(UInt32.random(in: 0 ... .max)).partial"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .last("create the file", path: name) }
    UnfinishedFiles.add(path)
    if let permissions { fchmod(descriptor, permissions) }
    return (HiddenFile(path: path), descriptor)
  }

  /// Gives the finished file its name; where that cannot be done, the file is removed.
  func take(name: String) throws(FileError) {
    guard give(name, toFileAt: path) else {
      let error = FileError.last("name the finished file", path: name)
      remove()
      throw error
    }
    UnfinishedFiles.forget(path)
  }

  func remove() {
    unlink(path)
    UnfinishedFiles.forget(path)
  }
}
