internal import RowcastMachine

extension Int32 {
  /// Writes all bytes to this descriptor.
  func writeAll(_ bytes: UnsafeRawBufferPointer, path: String) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let n = write(self, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if n < 0 {
        if errno == EINTR { continue }
        throw .last("write", path: path)
      }
      done += n
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
      default: .system(doing, String(cString: strerror(code)))
      }
    return FileError(reason, path: path)
  }
}
