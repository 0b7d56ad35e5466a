import Foundation

/// A folder of a test's own, gone when the last reference to it is.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("rowcast-test-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in this folder, whether or not it exists.
  public func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path.
  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  /// Writes a file and returns its path.
  @discardableResult
  public func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let target = self(name)
    try Data(bytes).write(to: URL(fileURLWithPath: target))
    return target
  }

  /// Copies a file of `Fixtures` here under its own last name, or another, and returns its path.
  @discardableResult
  public func copy(_ fixture: String, as name: String? = nil) throws -> String {
    try write(name ?? (fixture as NSString).lastPathComponent, try Fixture.bytes(fixture))
  }

  /// The bytes of a file in this folder.
  public func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: self(name))))
  }

  /// The text of a file in this folder.
  public func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  /// The names of everything in this folder, hidden files too, sorted.
  public func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
