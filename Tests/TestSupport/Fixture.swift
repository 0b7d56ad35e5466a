import Foundation

/// The repository's files as tests see them, found from this source file's own place.
public enum Fixture {
  /// The root of the repository.
  public static let root: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  /// The path of a file in `Fixtures`, such as `customers.xlsx` or `broken/empty.csv`.
  public static func path(_ name: String) -> String { root + "/Fixtures/" + name }

  /// The bytes of a file in `Fixtures`.
  public static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// The text of a file in `Fixtures`, which must be UTF-8.
  public static func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  /// The files of a folder in `Fixtures` with one of these extensions, sorted by name.
  public static func names(in folder: String, extensions: Set<String>) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder))
      .filter { extensions.contains(($0 as NSString).pathExtension.lowercased()) }
      .sorted()
  }
}
