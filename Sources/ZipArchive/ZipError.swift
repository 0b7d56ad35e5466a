public import RowcastFileIO

/// Why an archive or one of its entries could not be read.
public struct ZipError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What stands in the way, with the offending value.
  public enum Reason: Sendable, Hashable {
    /// The file could not be read.
    case file(FileError)
    /// The file is no ZIP archive; what it is as far as one can tell.
    case notAnArchive(FileKind)
    /// The archive is cut off or its directory is damaged; libzip's words.
    case damaged(String)
    /// The entry is encrypted.
    case encrypted
    /// The compressed bytes are no valid deflate stream.
    case badDeflate
    /// The compressed bytes end before the entry does.
    case truncated
    /// The inflated bytes are not those that were stored.
    case checksum(expected: UInt32, found: UInt32?)
    /// The entry's size differs from the one its directory states.
    case size(expected: Int, found: Int)
    /// A limit was met: its name and value.
    case limit(name: String, value: Int)
  }

  /// What is wrong.
  public var reason: Reason
  /// The entry, as the archive names it.
  public var entry: String?

  /// The entry is nil when the error is about the whole archive.
  public init(_ reason: Reason, entry: String? = nil) {
    self.reason = reason
    self.entry = entry
  }

  /// Whether the archive asks for more than it may.
  public var isLimit: Bool {
    if case .limit = reason { true } else { false }
  }

  public var description: String { (entry.map { $0 + ": " } ?? "") + message }

  /// The message without the entry.
  public var message: String {
    switch reason {
    case .file(let error): error.message
    case .notAnArchive(let kind): "not a ZIP archive but \(kind)"
    case .damaged("Not a zip archive"): "damaged ZIP archive: its end is missing (is it complete?)"
    case .damaged("Compression method not supported"):
      "it is compressed by another method than deflate, the usual one"
    case .damaged(let what): "damaged ZIP archive: \(what)"
    case .encrypted: "the entry is encrypted"
    case .badDeflate: "damaged compressed data"
    case .truncated: "the compressed data ends too early"
    case .checksum(let expected, let found):
      "checksum error (expected CRC-32 \(Self.hex(expected))"
        + (found.map { ", found \(Self.hex($0)))" } ?? ")")
    case .size(let expected, let found):
      "the entry has \(found) bytes, its directory says \(expected)"
    case .limit(let name, let value): "limit met: more than \(value) \(name)"
    }
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }
}
