public import RowcastFileIO

/// Why a protected file could not be opened, or a file not be protected.
public struct EncryptionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong. Passwords are in none of it.
  public enum Reason: Sendable, Hashable {
    /// No password was given, and the one that programs use by themselves does not open it.
    case needsPassword
    /// None of the passwords that were given opens it.
    case wrongPassword
    /// A way of protecting that is not read; which.
    case unsupported(String)
    /// What describes the protection is not formed as [MS-OFFCRYPTO] asks; what is wrong with it.
    case damaged(String)
    /// The content is not what was protected: its integrity value is another one.
    case changed
    /// The library of ciphers failed; at what.
    case library(String)
    /// The bytes could not be read or written.
    case file(FileError)
  }

  /// What is wrong.
  public var reason: Reason

  /// The place is for who knows the file to add.
  public init(_ reason: Reason) { self.reason = reason }

  public var description: String {
    switch reason {
    case .needsPassword: "it is protected and needs its password (--password)"
    case .wrongPassword: "wrong password"
    case .unsupported(let what): "it is protected by \(what), which is not read"
    case .damaged(let what): "what describes its protection is damaged: \(what)"
    case .changed: "its integrity value is wrong: the content was changed or is damaged"
    case .library(let what): "the library of ciphers failed: \(what)"
    case .file(let error): error.message
    }
  }

  /// As who reads or writes bytes is told of it.
  func asFileError(_ what: String, path: String) -> FileError {
    if case .file(let error) = reason { return error }
    return FileError(.system(what, description), path: path)
  }
}
