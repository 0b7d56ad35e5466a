import Foundation
import TestSupport
import Testing

/// Runs `rowcast` with these arguments in a folder of the test's own.
func rowcast(
  _ arguments: String..., input: [UInt8] = [], in folder: TemporaryFolder? = nil
) async throws -> Outcome {
  try await Command.rowcast.run(arguments, input: input, in: folder)
}

/// The run must have succeeded; what it said on stderr is shown when it has not.
func expectDone(_ outcome: Outcome, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(
    outcome.exitCode == 0, "exit code \(outcome.exitCode): \(outcome.errors)",
    sourceLocation: sourceLocation)
}

/// The run must have failed with one clear line that names these things, and have written nothing.
func expectOneLine(
  _ outcome: Outcome, exitCode: Int = 1, naming names: String...,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(outcome.exitCode == exitCode, "\(outcome.errors)", sourceLocation: sourceLocation)
  #expect(
    outcome.errorLines.count == 1, "\(outcome.errors)", sourceLocation: sourceLocation)
  #expect(outcome.text == "", sourceLocation: sourceLocation)
  for name in names {
    #expect(
      outcome.errors.localizedCaseInsensitiveContains(name),
      "'\(name)' is not in: \(outcome.errors)", sourceLocation: sourceLocation)
  }
  let internals = ["Fatal error", "NSError", "Swift.", "Optional(", "ErrorReason("]
  for word in internals {
    #expect(!outcome.errors.contains(word), "\(outcome.errors)", sourceLocation: sourceLocation)
  }
}

/// A JSON text as Foundation's values: an independent reader judges what Rowcast wrote.
func parsed(
  _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
) throws -> Any {
  try #require(
    try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed]),
    "not JSON: \(String(decoding: bytes.prefix(300), as: UTF8.self))",
    sourceLocation: sourceLocation)
}

typealias JSONObject = [String: Any]

func object(
  _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
) throws -> JSONObject {
  try #require(
    try parsed(bytes, sourceLocation: sourceLocation) as? JSONObject,
    sourceLocation: sourceLocation)
}

func records(
  _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
) throws -> [JSONObject] {
  try #require(
    try parsed(bytes, sourceLocation: sourceLocation) as? [JSONObject],
    sourceLocation: sourceLocation)
}

/// The records of JSON Lines.
func lineRecords(
  _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
) throws -> [JSONObject] {
  try bytes.split(separator: UInt8(ascii: "\n")).map {
    try object(Array($0), sourceLocation: sourceLocation)
  }
}

/// A score of the `metrics` of a result in JSON.
func score(_ name: String, in output: [UInt8]) throws -> Double {
  let metrics = try #require(try object(output)["metrics"] as? JSONObject)
  let scores = metrics["scores"] as? JSONObject ?? metrics
  return try #require(scores[name] as? Double)
}
