internal import RowcastMachine

/// Which file a path leads to, whatever its name: for telling that two are one.
public struct FilePlace: Sendable, Hashable {
  private let device: UInt64
  private let number: UInt64
  /// The name in the folder, for a file that is not there yet.
  private let name: String?

  /// The file that an input is read from; nil when it is no file, as a pipe.
  public init?(input path: String) {
    var status = stat()
    guard path == "-" ? fstat(0, &status) == 0 : stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The file that an output is written to, which may not be there yet; nil when it is no file, as a
  /// pipe or a device, or cannot be looked at.
  public init?(output path: String) {
    switch try? OutputPlace(path) {
    case .descriptor(let number):
      var status = stat()
      guard fstat(number, &status) == 0 else { return nil }
      self.init(status)
    case .file(_, let old?): self.init(old)
    case .file(let path, nil):
      let folder = OutputPlace.folder(of: path)
      var status = stat()
      let isThere = stat(folder.isEmpty ? "." : folder, &status) == 0
      device = isThere ? UInt64(truncatingIfNeeded: status.st_dev) : 0
      number = isThere ? UInt64(truncatingIfNeeded: status.st_ino) : 0
      name = isThere ? String(path.dropFirst(folder.count)) : path
    case .special, nil: return nil
    }
  }

  private init?(_ status: stat) {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
    name = nil
  }
}
