import RowcastFileIO
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastDelimitedText

@Suite struct OnePassTableTests {
  private func file(_ folder: TemporaryFolder, late: String = "") throws -> any ByteSource {
    var text = "id,amount,name,day\n"
    for row in 0..<40_000 {
      text +=
        "\(row),\(row % 7 == 0 ? "" : "\(row).5"),n\((row * 31) % 977),2024-01-\(10 + row % 9)\n"
    }
    return try InputFile(path: try folder.write("t.csv", text + late))
  }

  @Test func `One pass gathers the table that two passes gather`() throws {
    let folder = try TemporaryFolder()
    let input = try file(folder)
    let once = try OnePassSource(input, options: DelimitedOptions()).table { _ in }
    let twice = try DelimitedSource(input).table()
    #expect(once.rowCount == 40_000)
    #expect(once.names == twice.names)
    for (a, b) in zip(once.columns, twice.columns) {
      #expect(a.kind == b.kind)
      switch (a.values, b.values) {
      case (.numbers(let x), .numbers(let y)):
        #expect(zip(x, y).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) } && x.count == y.count)
      case (.texts(let x, let p), .texts(let y, let q)):
        #expect(x == y && p.bytes == q.bytes && p.offsets == q.offsets)
      default: Issue.record("\(a.name) is of another kind")
      }
    }
  }

  @Test(arguments: ["x,1.5,n,2024-01-10\n", "1,1.5,n,soon\n", "1,2\n", "1,2,\"a\" b,2024-01-10\n"])
  func `A guess that a late row shows to be wrong is given up`(late: String) throws {
    let folder = try TemporaryFolder()
    let source = try OnePassSource(
      try file(folder, late: late), options: DelimitedOptions())
    #expect(throws: OnePassSource.WrongGuess.self) { try source.table { _ in } }
  }
}
