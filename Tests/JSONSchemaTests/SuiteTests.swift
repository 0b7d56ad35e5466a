import Foundation
import RowcastJSONText
import Testing

@testable import RowcastJSONSchema

/// The official test suite (https://github.com/json-schema-org/JSON-Schema-Test-Suite), where
/// `ROWCAST_JSON_SCHEMA_SUITE` names the folder of its tests of draft 2020-12.
@Suite struct SuiteTests {
  static let folder = ProcessInfo.processInfo.environment["ROWCAST_JSON_SCHEMA_SUITE"]

  private struct Tally: CustomStringConvertible {
    var passed = 0
    var refused: [String] = []
    var wrong: [String] = []

    var description: String {
      "\(passed) passed, \(refused.count) refused, \(wrong.count) wrong"
    }
  }

  private func run(_ path: String, assertsFormats: Bool, _ tally: inout Tally) throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let name = URL(fileURLWithPath: path).lastPathComponent
    for group in try JSONValue(parsing: bytes).array ?? [] {
      let title = "\(name): \(group["description"]?.string ?? "")"
      let tests = group["tests"]?.array ?? []
      let schema: JSONSchema
      do {
        schema = try JSONSchema(group["schema"] ?? true, assertsFormats: assertsFormats)
      } catch {
        let line = "\(title): \(error)"
        switch error.reason {
        case .remote, .dialect: tally.refused += tests.map { _ in line }
        default: tally.wrong += tests.map { _ in line }
        }
        continue
      }
      for test in tests {
        let verdict = Result { try schema.accepts(test["data"] ?? .null) }
        if case .success(let isValid) = verdict, isValid == test["valid"]?.boolean {
          tally.passed += 1
        } else {
          tally.wrong.append("\(title): \(test["description"]?.string ?? ""): \(verdict)")
        }
      }
    }
  }

  private func files(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
      .sorted().map { folder + "/" + $0 }
  }

  @Test(.enabled(if: folder != nil))
  func `what the suite demands holds, but for references to other documents`() throws {
    let folder = try #require(Self.folder)
    var tally = Tally()
    for path in try files(folder) { try run(path, assertsFormats: false, &tally) }
    print("JSON Schema test suite: \(tally)")
    #expect(tally.wrong == [])
    #expect(tally.passed > 1200)
  }

  @Test(.enabled(if: folder != nil))
  func `of what is optional, numbers and known formats hold`() throws {
    let folder = try #require(Self.folder)
    var tally = Tally()
    for name in [
      "bignum", "float-overflow", "non-bmp-regex", "no-schema", "id", "anchor", "ecmascript-regex",
    ] {
      try run(folder + "/optional/\(name).json", assertsFormats: false, &tally)
    }
    for format in TextFormat.allCases {
      try run(folder + "/optional/format/\(format.rawValue).json", assertsFormats: true, &tally)
    }
    print("JSON Schema test suite, optional: \(tally)")
    #expect(tally.wrong == [])
  }
}
