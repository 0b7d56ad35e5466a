internal import RowcastMachine

extension Int32 {
  /// Writes all bytes to this descriptor.
  func writeAll(_ bytes: RawSpan, path: String) throws(FileError) {
    var done = 0
    while done < bytes.byteCount {
      let n = System.write(bytes.extracting(done...), to: self)
      if n < 0, errno != EINTR { throw .last("write", path: path) }
      if n > 0 { done += n }
    }
  }
}

extension FileError {
  /// The error of the system call that just failed.
  static func last(_ doing: String, path: String) -> FileError {
    let code = errno
    let reason: Reason =
      switch code {
      case ENOENT, ENOTDIR: .notFound
      case EISDIR: .isDirectory
      case EACCES, EPERM: .permissionDenied
      case EPIPE: .brokenPipe
      case ENOSPC, EDQUOT: .noSpace
      default: .system(doing, System.message(code))
      }
    return FileError(reason, path: path)
  }

  /// The error of a file that could not be made in a folder.
  static func lastCreating(in folder: String, path: String) -> FileError {
    let code = errno
    let shown = OutputPlace.shown(folder)
    switch code {
    // Some folders of the system take no files of others, and say so in these words.
    case ENOENT where OutputFile.isFolder(folder.isEmpty ? "." : folder):
      let place = shown.isEmpty ? "the current folder" : "the folder \(shown)"
      return FileError(.system("write in \(place)", "it takes no new files"), path: path)
    case ENOENT, ENOTDIR: return FileError(.noFolder(shown), path: path)
    case EACCES, EPERM, EROFS:
      let place = shown.isEmpty ? "the current folder" : "the folder \(shown)"
      return FileError(
        .system("write in \(place)", System.message(code)), path: path)
    default:
      errno = code
      return .last("make the file", path: path)
    }
  }
}
