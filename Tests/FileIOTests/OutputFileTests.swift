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

  /// Writes and commits.
  private func write(_ text: String, to path: String) throws {
    let output = try OutputFile(path: path)
    try output.write(text)
    try output.commit()
  }

  private func permissions(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test func `A link is written through, whether its target is there or not`() throws {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    try files.createDirectory(atPath: folder("inner"), withIntermediateDirectories: true)
    try folder.write("inner/old.txt", "old")
    for (link, target) in [("a", "inner/old.txt"), ("b", folder("inner/new.txt")), ("c", "a")] {
      try files.createSymbolicLink(atPath: folder(link), withDestinationPath: target)
      try write("through \(link)", to: folder(link))
      #expect(try files.destinationOfSymbolicLink(atPath: folder(link)) == target)
      #expect(try folder.text(link) == "through \(link)")
    }
    #expect(try folder.text("inner/old.txt") == "through c")
    #expect(try folder.names() == ["a", "b", "c", "inner"])
    #expect(
      try files.contentsOfDirectory(atPath: folder("inner")).sorted() == ["new.txt", "old.txt"])
  }

  @Test func `An open descriptor is written as it is`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.txt", "")
    let file = try #require(FileHandle(forWritingAtPath: path))
    try write("one,", to: "/dev/fd/\(file.fileDescriptor)")
    try FileManager.default.createSymbolicLink(
      atPath: folder("link"), withDestinationPath: "/proc/self/fd/\(file.fileDescriptor)")
    try write("two", to: folder("link"))
    #expect(try folder.text("a.txt") == "one,two")
    #expect(!OutputFile.isReplaceable("/dev/fd/\(file.fileDescriptor)"))
  }

  @Test func `An unfinished file is no more readable than the file whose place it takes`() throws {
    let folder = try TemporaryFolder()
    for mode in [0o600, 0o640, 0o755] {
      try folder.write("a.txt", "old")
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: folder("a.txt"))
      let output = try OutputFile(path: folder("a.txt"))
      let hidden = try #require(try folder.names().first { $0.hasPrefix(".") })
      #expect(try permissions(folder(hidden)) == 0o600)
      try output.commit()
      #expect(try permissions(folder("a.txt")) == mode)
    }
  }

  @Test(arguments: ["表", "n", "é"])
  func `A name may have 255 bytes`(letter: String) throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: letter, count: 255 / letter.utf8.count)
    try write("x", to: folder(name))
    #expect(try folder.names() == [name])
  }

  @Test func `What killed runs have left is removed, and what is being written is not`() throws {
    let folder = try TemporaryFolder()
    let left = try folder.write(".a.txt.1.rowcast-partial", "left")
    let held = try folder.write(".b.txt.2.rowcast-partial", "held")
    try folder.write(".c.partial", "another program's")
    let holder = try #require(FileHandle(forWritingAtPath: held))
    #expect(flock(holder.fileDescriptor, LOCK_EX) == 0)
    try write("x", to: folder("new.txt"))
    #expect(!FileManager.default.fileExists(atPath: left))
    #expect(
      try folder.names() == [".b.txt.2.rowcast-partial", ".c.partial", "new.txt"])
  }

  @Test func `A folder that is not there is named`() throws {
    let folder = try TemporaryFolder()
    let path = folder("none/a.txt")
    #expect(throws: FileError(.noFolder(folder("none")), path: path)) {
      try OutputFile(path: path)
    }
  }

  @Test func `One file is one place, by whatever path`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", "x")
    try FileManager.default.createSymbolicLink(atPath: folder("b"), withDestinationPath: "a")
    let place = try #require(FilePlace(input: folder("a")))
    #expect(FilePlace(output: folder("b")) == place)
    #expect(FilePlace(output: folder("./a")) == place)
    #expect(FilePlace(output: folder("c")) == nil)
    #expect(FilePlace(input: folder("c")) == nil)
    for (a, b) in [("a", "b"), ("c", "./c"), ("none/c", "./none/c")] {
      #expect(OutputFile.resolvedPath(folder(a)) == OutputFile.resolvedPath(folder(b)))
    }
    #expect(OutputFile.resolvedPath(folder("c")) != OutputFile.resolvedPath(folder("d")))
    #expect(OutputFile.resolvedPath("/dev/null") == nil)
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
