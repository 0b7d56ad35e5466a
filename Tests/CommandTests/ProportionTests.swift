import TestSupport
import Testing

/// Small inputs that ask for much end in one line with the name of the limit, in little memory.
@Suite struct ProportionTests {
  /// Runs the program with an address space of so many megabytes, as `ulimit -v` gives it.
  private func limited(
    _ arguments: String, megabytes: Int = 1200, in folder: TemporaryFolder
  ) async throws -> Outcome {
    try await Command.script(
      "ulimit -v \(megabytes * 1024); exec \"$ROWCAST\" \(arguments)", in: folder)
  }

  /// Short records and one of very many fields.
  private func ragged(_ folder: TemporaryFolder) throws {
    try folder.write(
      "ragged.csv",
      "p,q\n" + String(repeating: "1,2\n", count: 15_000) + String(repeating: ",", count: 80_000)
        + "\n")
  }

  @Test(arguments: [
    "convert ragged.csv", "convert ragged.csv --to csv -o out.csv",
    "convert ragged.csv --shape columns -o out.json",
    "convert ragged.csv --shape values -o out.json",
  ])
  func `One record of many fields among short ones is out of proportion`(
    arguments: String
  ) async throws {
    let folder = try TemporaryFolder()
    try ragged(folder)
    let run = try await limited(arguments, in: folder)
    expectOneLine(run, exitCode: 3, naming: "ragged.csv", "output-ratio")
    #expect(try folder.names() == ["ragged.csv"])
  }

  @Test func `Records that each bring a key of their own are out of proportion`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "keys.ndjson", (0..<15_000).map { "{\"metric_\($0)\":\($0)}\n" }.joined())
    let run = try await limited("convert keys.ndjson -o out.ndjson", in: folder)
    expectOneLine(run, exitCode: 3, naming: "keys.ndjson", "output-ratio")
    let table = try await limited("train keys.ndjson --target metric_3", in: folder)
    expectOneLine(table, exitCode: 3, naming: "keys.ndjson", "table-ratio")
    let told = try await limited("inspect keys.ndjson", in: folder)
    expectDone(told)
    #expect(told.text.contains("15,000 records"))
  }

  @Test func `A ratio that is asked for holds from the first byte on`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", "name,value\na,1\nb,2\n")
    let run = try await rowcast(
      "convert", "t.csv", "--max", "output-ratio=2", "-o", "t.ndjson", in: folder)
    expectOneLine(run, exitCode: 3, naming: "t.csv", "output-ratio", "2 times")
    let table = try await rowcast(
      "train", "t.csv", "--target", "name", "--max", "table-ratio=1", in: folder)
    expectOneLine(table, exitCode: 3, naming: "t.csv", "table-ratio")
    expectDone(
      try await rowcast(
        "convert", "t.csv", "--max", "output-ratio=9", "-o", "t.ndjson", in: folder))
  }

  @Test func `A file that may grow no more is an error, and no file`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", "a\n" + String(repeating: "some text\n", count: 20_000))
    let run = try await Command.script(
      "ulimit -f 64; exec \"$ROWCAST\" convert t.csv -o t.json", in: folder)
    expectOneLine(run, naming: "t.json", "too large")
    #expect(try folder.names() == ["t.csv"])
  }

  #if os(Linux)
    /// Each of them hung where the system had no thread to give.
    @Test(arguments: [
      "inspect t.csv --json", "train t.csv --target y -o m.json --model logistic --quiet",
      "convert t.csv -o o.ndjson --quiet",
    ])
    func `With little memory there is a result, or one line`(arguments: String) async throws {
      let folder = try TemporaryFolder()
      let lines = (0..<300).map { "\($0),\($0 * 37 % 91),\($0 % 3 == 0 ? "yes" : "no")\n" }
      try folder.write("t.csv", "id,x,y\n" + lines.joined())
      for kilobytes in stride(from: 36_000, through: 96_000, by: 20_000) {
        let run = try await Command.script(
          "ulimit -v \(kilobytes); timeout 60 \"$ROWCAST\" \(arguments)", in: folder)
        // The loader itself may have found no room for a library.
        if run.exitCode == 127 { continue }
        #expect([0, 3].contains(run.exitCode), "\(kilobytes): \(run.exitCode) \(run.errors)")
        if run.exitCode == 3 { expectOneLine(run, exitCode: 3, naming: "memory") }
      }
    }

    @Test func `Memory that is not there is one line with the file`() async throws {
      let folder = try TemporaryFolder()
      // A table of 128 MB.
      let row = String(repeating: "1,", count: 1999) + "2\n"
      let names = (0..<2000).map { "c\($0)" }.joined(separator: ",") + "\n"
      try folder.write("t.csv", names + String(repeating: row, count: 8000))
      let run = try await limited(
        "train t.csv --target c1 -o m.json --threads 1", megabytes: 170, in: folder)
      expectOneLine(run, exitCode: 3, naming: "t.csv", "no memory left")
      #expect(try folder.names() == ["t.csv"])
    }
  #endif

  @Test func `Diagnostics are no input and no output`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", "a,a\n1,2\n")
    for arguments in [
      ["convert", "t.csv", "--diagnostics", "t.csv"],
      ["convert", "t.csv", "-o", "o.json", "--diagnostics", "o.json"],
      ["inspect", "t.csv", "--diagnostics", "t.csv"],
    ] {
      let run = try await Command.rowcast.run(arguments, in: folder)
      expectOneLine(run, exitCode: 2, naming: arguments.last ?? "")
    }
    #expect(try folder.text("t.csv") == "a,a\n1,2\n")
    #expect(try folder.names() == ["t.csv"])
  }
}
