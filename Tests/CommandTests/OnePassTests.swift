import TestSupport
import Testing

/// A CSV file that goes to a file is converted in one pass by guessed types. What comes of it must
/// be what two passes make, which standard output always gets; the reader's own tests have the rest.
@Suite struct OnePassTests {
  @Test func `One pass and two passes write the same`() async throws {
    let folder = try TemporaryFolder()
    // Below a megabyte two passes are as fast.
    let long = String(repeating: "word ", count: 50)
    var text = "n,d,text,day\n"
    for row in 0..<4500 {
      text += "\(row),\(row).25,\(long)\(row % 100),2024-03-\(10 + row % 20)\n"
    }
    try folder.write("t.csv", text + "late,2.5,x,2024-01-02\n5,6.5,end,2024-05-06\n")
    let once = try await rowcast("convert", "t.csv", "-o", "out.ndjson", in: folder)
    let twice = try await rowcast("convert", "t.csv", "--to", "ndjson", in: folder)
    expectDone(once)
    expectDone(twice)
    #expect(try folder.bytes("out.ndjson") == twice.output)
    #expect(once.errorLines.filter { !$0.contains("4,502 records") } == twice.errorLines)
    #expect(!(try folder.names().contains { $0.hasSuffix(".partial") }))
  }

  @Test(arguments: [3, 4400]) func `What makes a column text is told in one pass and in two`(
    badRow: Int
  ) async throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "word ", count: 50)
    var text = "n,text\n"
    for row in 0..<4500 { text += "\(row == badRow ? "1O.5" : "\(row)"),\(long)\n" }
    try folder.write("t.csv", text)
    for options in [[], ["--rename", "text=words"], ["--columns", "n"]] {
      for output in [["-o", "out.sql"], ["--to", "sql"]] {
        let run = try await Command.rowcast.run(
          ["convert", "t.csv"] + options + output, in: folder)
        expectDone(run)
        #expect(
          run.errors.contains(
            "t.csv:\(badRow + 2):1: \"n\" is text in the output: 4499 of its 4500"),
          "\(options) \(output): \(run.errors)")
      }
    }
  }
}
