/// Why bytes could not be read or written, with the file.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Reason: Sendable, Hashable {
    case notFound
    /// The folder that a file should be made in is not there; its path.
    case noFolder(String)
    case isDirectory
    case permissionDenied
    case empty
    /// The reader of our output went away: not a failure of ours.
    case brokenPipe
    case noSpace
    /// Compressed input that cannot be decompressed; the format and what is wrong.
    case badCompression(String, String)
    /// Input compressed in a way that is not read.
    case unsupportedCompression(FileKind)
    /// Input of more bytes than a limit.
    case tooLarge(limit: Int)
    /// Any other failure of the system: what was done, and the system's message.
    case system(String, String)
  }

  public var reason: Reason
  /// The file, as the user named it; `stdin` and `stdout` for the pipes.
  public var path: String

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
    case .unsupportedCompression(let kind):
      "this is \(kind); decompress it first (gzip and zstd are read as they are)"
    case .tooLarge(let limit): "limit met: more than \(limit) input-bytes"
    case .system(let what, let message): "cannot \(what): \(message)"
    }
  }
}
