/// Why a compound file or one of its streams could not be read.
public struct CompoundFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The file could not be read at all.
    case file(FileError)
    /// The header is cut off, or states what no version of the format has; what that is.
    case badHeader(String)
    /// There is no directory where the header says.
    case noDirectory
    /// A chain of sectors leads to one that the file does not have; its number.
    case missingSector(Int)
    /// A chain of sectors comes back to where it was.
    case circle
  }

  /// What is wrong.
  public var reason: Reason
  /// The file, as the user named it.
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
    case .file(let error): error.message
    case .badHeader(let what): "damaged compound file: \(what)"
    case .noDirectory: "damaged compound file: it has no directory"
    case .missingSector(let number):
      "damaged or cut-off compound file: there is no sector \(number)"
    case .circle: "damaged compound file: a chain of sectors runs in a circle"
    }
  }
}
