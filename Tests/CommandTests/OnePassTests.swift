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
}
