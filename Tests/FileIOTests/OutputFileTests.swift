import RowcastFileIO
import Foundation
import TestSupport
import Testing

@Suite struct OutputFileTests {
  @Test func `A finished file takes the place of the old one and leaves nothing beside it`() throws
  {
    let folder = try TemporaryFolder()
    _ = try folder.write("a.txt", "old")
    let output = try OutputFile(path: folder("a.txt"))
    try output.write("new")
    #expect(try folder.text("a.txt") == "old")
    try output.commit()
    #expect(try folder.text("a.txt") == "new")
    #expect(try folder.names() == ["a.txt"])
  }

  @Test func `A file that is dropped leaves the old one`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("a.txt", "old")
    do {
      let output = try OutputFile(path: folder("a.txt"))
      try output.write("new")
    }
    #expect(try folder.text("a.txt") == "old")
    #expect(try folder.names() == ["a.txt"])
  }

  @Test func `A name that links to a file is itself replaced`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("target.txt", "target")
    try FileManager.default.createSymbolicLink(
      atPath: folder("link.txt"), withDestinationPath: folder("target.txt"))
    let output = try OutputFile(path: folder("link.txt"))
    try output.write("new")
    try output.commit()
    #expect(try folder.text("link.txt") == "new")
    #expect(try folder.text("target.txt") == "target")
    #expect(try folder.names().sorted() == ["link.txt", "target.txt"])
  }

  @Test func `A folder that is gone is named when the file should get its name`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder("inner"), withIntermediateDirectories: true)
    let output = try OutputFile(path: folder("inner/a.txt"))
    try output.write("new")
    try FileManager.default.removeItem(atPath: folder("inner"))
    #expect(throws: FileError.self) { try output.commit() }
  }
}
