import Foundation
public import Testing

/// A file and what it must be read as: `name.csv` beside `name.expected.json`.
public struct FixturePair: Sendable, CustomTestStringConvertible {
  public let name: String
  public let input: String
  public let expected: String

  public var testDescription: String { name }

  /// The pairs of a folder in `Fixtures`, sorted by name; adding two files adds a test.
  ///
  /// Throws: when the folder cannot be read, or when one half of a pair is missing.
  public static func all(
    in folder: String, extensions: Set<String>, expected suffix: String = ".expected.json"
  ) throws -> [FixturePair] {
    try Fixture.names(in: folder, extensions: extensions)
      .filter { !$0.hasSuffix(suffix) }
      .map { file in
        let name = (file as NSString).deletingPathExtension
        let answer = Fixture.path("\(folder)/\(name)\(suffix)")
        guard FileManager.default.fileExists(atPath: answer) else {
          throw MissingHalf(description: "\(folder)/\(file) has no \(name)\(suffix) beside it")
        }
        return FixturePair(name: file, input: Fixture.path("\(folder)/\(file)"), expected: answer)
      }
  }

  struct MissingHalf: Error, CustomStringConvertible {
    let description: String
  }
}
