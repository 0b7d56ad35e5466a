internal import RowcastMachine

/// Where an output's bytes go, told by its path.
enum OutputPlace {
  /// An open descriptor: standard output, `/dev/stdout`, `/dev/fd/N`, or a link to one of them.
  case descriptor(Int32)
  /// A device or a FIFO, which is written as it is.
  case special(String)
  /// A file: its path behind all links, and what is there now.
  case file(String, old: stat?)

  /// - Throws: ``FileError`` when it is a folder or cannot be looked at.
  init(_ path: String) throws(FileError) {
    var place = path
    // As many links as the system follows.
    for _ in 0..<40 {
      if let number = Self.openDescriptor(place) {
        self = .descriptor(number)
        return
      }
      guard let target = System.target(ofLink: place) else { break }
      place = target.hasPrefix("/") ? target : Self.folder(of: place) + target
    }
    guard let status = System.status(of: place) else {
      guard errno == ENOENT || errno == ENOTDIR else { throw .last("open the file", path: path) }
      self = .file(place, old: nil)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw FileError(.isDirectory, path: path)
    case S_IFREG: self = .file(place, old: status)
    default: self = .special(place)
    }
  }

  /// The folder of a path, with its slash; empty for the current one.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// A folder as it is named in messages, without its slash.
  static func shown(_ folder: String) -> String {
    folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
  }

  private static func openDescriptor(_ path: String) -> Int32? {
    switch path {
    case "-", "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default:
      let folders = ["/dev/fd/", "/proc/self/fd/", "/proc/thread-self/fd/"]
      guard let folder = folders.first(where: { path.hasPrefix($0) }) else { return nil }
      return Int32(path.dropFirst(folder.count))
    }
  }
}
