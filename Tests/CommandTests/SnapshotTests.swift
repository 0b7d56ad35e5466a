import TestSupport
import Testing

/// What users read, word for word; `ROWCAST_RECORD=1` writes the snapshots anew.
@Suite struct SnapshotTests {
  @Test func `The help of the program`() async throws {
    let run = try await rowcast("--help")
    expectDone(run)
    try expectSnapshot(run.text, "help")
  }

  @Test func `What is said of inputs that cannot be read`() async throws {
    let folder = try TemporaryFolder()
    var said = ""
    for name in ["damaged.xlsx", "empty.csv", "encrypted.xlsx", "picture.xlsx", "truncated.xlsx"] {
      try folder.copy("broken/" + name)
      let run = try await rowcast("convert", name, in: folder)
      said += "convert \(name) (\(run.exitCode))\n" + run.errors
    }
    try folder.copy("customers.csv")
    for arguments in [
      ["convert", "no-such-file.csv"], ["convert", "customers.csv", "--columns", "tenure_month"],
      ["train", "customers.csv", "--target", "churn"],
    ] {
      let run = try await Command.rowcast.run(arguments, in: folder)
      said += "\(arguments.joined(separator: " ")) (\(run.exitCode))\n" + run.errors
    }
    try expectSnapshot(said, "refusals")
  }
}
