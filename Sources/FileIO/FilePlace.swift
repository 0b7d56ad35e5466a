internal import RowcastMachine

/// Which file a path leads to, whatever its name: for telling that two are one.
public struct FilePlace: Sendable, Hashable {
  private let device: UInt64
  private let number: UInt64

  /// The file that an input is read from; nil when it is no file, as a pipe.
  public init?(input path: String) {
    guard let status = path == "-" ? System.status(of: 0) : System.status(of: path) else {
      return nil
    }
    self.init(status)
  }

  /// The file whose place an output would take, or that it would be appended to; nil when there is
  /// none.
  public init?(output path: String) {
    switch try? OutputPlace(path) {
    case .descriptor(let number):
      guard let status = System.status(of: number) else { return nil }
      self.init(status)
    case .file(_, let old?): self.init(old)
    case .file, .special, nil: return nil
    }
  }

  private init?(_ status: stat) {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
  }
}

extension OutputFile {
  /// The whole path, behind all links, of the file that would be written; nil when it is no file, as
  /// standard output or a device.
  public static func resolvedPath(_ path: String) -> String? {
    guard case .file(let place, _) = try? OutputPlace(path) else { return nil }
    return resolved(place)
  }

  /// A path as the system knows it, as far as it is there.
  private static func resolved(_ path: String) -> String {
    if let real = System.resolved(path) { return real }
    if path == "." { return path }
    let folder = OutputPlace.folder(of: path)
    let name = path.dropFirst(folder.count)
    if folder == "/" { return folder + name }
    return resolved(folder.isEmpty ? "." : String(folder.dropLast())) + "/" + name
  }
}
