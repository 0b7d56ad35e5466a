import Foundation
public import Testing

/// Compares a text, word for word, with the file `Snapshots/NAME.txt` beside the calling test.
///
/// With `ROWCAST_RECORD=1` in the environment the file is written instead of compared.
public func expectSnapshot(
  _ text: String, _ name: String, file: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    .appendingPathComponent("Snapshots")
  let target = folder.appendingPathComponent(name + ".txt")
  if ProcessInfo.processInfo.environment["ROWCAST_RECORD"] == "1" {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: target)
    return
  }
  guard let bytes = try? Data(contentsOf: target) else {
    Issue.record(
      "there is no snapshot \(name).txt: run once with ROWCAST_RECORD=1",
      sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: bytes, as: UTF8.self)
  guard text != expected else { return }
  let (found, wanted) = (lines(text), lines(expected))
  let first = zip(found, wanted).enumerated().first { $1.0 != $1.1 }?.offset
  let line = first ?? min(found.count, wanted.count)
  Issue.record(
    """
    \(name).txt differs from line \(line + 1) on
      is:        \(line < found.count ? found[line] : "(the end)")
      should be: \(line < wanted.count ? wanted[line] : "(the end)")
    """, sourceLocation: sourceLocation)
}

private func lines(_ text: String) -> [Substring] {
  text.split(separator: "\n", omittingEmptySubsequences: false)
}
