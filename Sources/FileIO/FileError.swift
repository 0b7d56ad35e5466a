/// Why bytes could not be read or written, with the file.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What stands in the way.
  public enum Reason: Sendable, Hashable {
    /// There is no file of this name.
    case notFound
    /// The folder that a file should be made in is not there; its path.
    case noFolder(String)
    /// The path is that of a folder.
    case isDirectory
    /// The system does not let us.
    case permissionDenied
    /// The file has no bytes.
    case empty
    /// The reader of our output went away: not a failure of ours.
    case brokenPipe
    /// The device of the output is full.
    case noSpace
    /// Compressed input that cannot be decompressed; the format and what is wrong.
    case badCompression(String, String)
    /// A compound file (OLE) whose tables or chains of sectors are not what they must be; what is wrong.
    case badCompoundFile(String)
    /// Input compressed in a way that is not read.
    case unsupportedCompression(FileKind)
    /// Input of more bytes than a limit.
    case tooLarge(limit: Int)
    /// Any other failure of the system: what was done, and the system's message.
    case system(String, String)
  }

  /// What is wrong.
  public var reason: Reason
  /// The file, as the user named it; `stdin` and `stdout` for the pipes.
  public var path: String

  /// The path is as the user named it.
  public init(_ reason: Reason, path: String) {
    self.reason = reason
    self.path = path
  }

  public var description: String { "\(path): \(message)" }

  /// The message without the path.
  public var message: String {
    switch reason {
    case .notFound: "no such file"
    case .noFolder(let folder): "the folder \(folder) does not exist"
    case .isDirectory: "is a directory, not a file"
    case .permissionDenied: "permission denied"
    case .empty: "the file is empty"
    case .brokenPipe: "the reader of the output closed the pipe"
    case .noSpace: "no space left on the device"
    case .badCompression(let format, let what): "damaged \(format) data: \(what)"
    case .badCompoundFile(let what): "damaged or cut-off compound file: \(what)"
    case .unsupportedCompression(let kind):
      "this is \(kind); decompress it first (gzip and zstd are read as they are)"
    case .tooLarge(let limit): "limit met: more than \(limit) input-bytes"
    case .system(let what, let message): "cannot \(what): \(message)"
    }
  }
}
