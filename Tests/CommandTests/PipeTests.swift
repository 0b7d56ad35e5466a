import TestSupport
import Testing

/// Full disks, closed pipes, interrupted runs: what the system does to a program.
@Suite struct PipeTests {
  static let customers = Fixture.path("customers.csv")

  @Test func `A closed pipe is a quiet end`() async throws {
    let run = try await Command.script(
      "( \"$ROWCAST\" convert '\(Self.customers)' --to ndjson; echo code $? >&2 ) | head -1")
    #expect(run.text.split(separator: "\n").count == 1)
    #expect(run.errorLines.count == 1, "\(run.errors)")
    // 141 is what a shell reports for a program ended by the closed pipe itself.
    #expect(["code 0", "code 141"].contains(run.errorLines.first ?? ""), "\(run.errors)")
  }

  @Test(
    .enabled("this system has no /dev/full") { Command.exists("/dev/full") },
    arguments: ["> /dev/full", "-o /dev/full"])
  func `A full disk is one line`(target: String) async throws {
    let run = try await Command.script(
      "\"$ROWCAST\" convert '\(Self.customers)' --to ndjson \(target)")
    expectOneLine(run, naming: "no space")
  }

  @Test func `Without standard error the work is done, and nothing of it goes into the files`()
    async throws
  {
    let folder = try TemporaryFolder()
    let run = try await Command.script(
      """
      "$ROWCAST" convert '\(Fixture.path("customers.xlsx"))' -o said.json
      "$ROWCAST" convert '\(Fixture.path("customers.xlsx"))' -o silent.json 2>&-
      """, in: folder)
    expectDone(run)
    #expect(try folder.bytes("silent.json") == folder.bytes("said.json"))
  }

  @Test func `Closed streams that are asked for are an error`() async throws {
    let closed = try await Command.script("\"$ROWCAST\" convert '\(Self.customers)' >&-")
    expectOneLine(closed, naming: "stdout")
    expectOneLine(try await Command.script("\"$ROWCAST\" convert - <&-"), naming: "stdin")
  }

  @Test(
    .enabled("this system has no script of util-linux") {
      Command.exists("/usr/bin/script") && Command.exists("/proc")
    },
    arguments: ["convert customers.csv --to xlsx", "convert customers.csv --to parquet"])
  func `What is no text does not go to a terminal unasked`(arguments: String) async throws {
    let folder = try TemporaryFolder()
    try folder.copy("customers.csv")
    let run = try await Command.script(
      "script -qec '\"$ROWCAST\" \(arguments)' /dev/null < /dev/null", in: folder)
    #expect(run.exitCode == 2)
    #expect(run.text.contains("is not for a terminal"), "\(run.text)")
  }

  @Test func `Records flow from one run into another`() async throws {
    let folder = try TemporaryFolder()
    let run = try await Command.script(
      """
      "$ROWCAST" convert '\(Fixture.path("customers.xlsx"))' --to ndjson --quiet |
        "$ROWCAST" train - --target churned --model logistic -o model.json
      """, in: folder)
    expectDone(run)
    #expect(try folder.names() == ["model.json"])
  }

  @Test func `A killed run leaves the old file as it was`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("out.ndjson", "old\n")
    let run = try await Command.script(
      """
      mkfifo pipe
      "$ROWCAST" convert - --from csv -o out.ndjson < pipe & child=$!
      ( cat '\(Self.customers)'; sleep 1; kill -9 $child; sleep 0.2 ) > pipe
      wait $child 2>/dev/null
      echo $?
      """, in: folder)
    #expect(run.text.contains("137"), "\(run.text) \(run.errors)")
    #expect(try folder.text("out.ndjson") == "old\n")
  }

  @Test(arguments: ["out.ndjson", "out.xlsx"])
  func `An interrupted run takes its unfinished file with it`(output: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write(output, "old\n")
    let run = try await Command.script(
      """
      for i in 1 2 3 4 5 6; do cat '\(Self.customers)'; done > many.csv
      "$ROWCAST" convert many.csv -o \(output) --threads 1 & child=$!
      # Looked for without another process, so that it is seen soon on a busy machine, too.
      while :; do
        for name in .*partial* *partial*; do [ -e "$name" ] && break 2; done
        kill -0 $child || exit 9
      done
      kill -TERM $child
      wait $child 2>/dev/null
      echo $?
      """, in: folder)
    #expect(run.text.contains("143"), "\(run.text) \(run.errors)")
    #expect(try folder.names().sorted() == ["many.csv", output].sorted())
    #expect(try folder.text(output) == "old\n")
  }

  @Test func `A limit that is met is exit code 3`() async throws {
    let run = try await rowcast(
      "convert", Fixture.path("customers.xlsx"), "--max", "entry-bytes=1000")
    expectOneLine(run, exitCode: 3, naming: "customers.xlsx", "limit")
  }
}
