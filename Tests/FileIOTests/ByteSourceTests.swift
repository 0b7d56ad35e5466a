import Foundation
import RowcastFileIO
import TestSupport
import Testing

@Suite struct ByteSourceTests {
  /// Reads a source in pieces and at its edges, and compares with what it should hold.
  private func check(_ source: some ByteSource, holds bytes: [UInt8]) throws {
    #expect(source.count == bytes.count)
    #expect(try source.bytes(at: 0, count: bytes.count + 10) == bytes)
    for place in [0, 1, bytes.count / 2, bytes.count - 1] {
      #expect(try source.bytes(at: place, count: 3) == Array(bytes[place...].prefix(3)))
    }
    for place in [-1, bytes.count, bytes.count + 1, Int.max] {
      #expect(try source.bytes(at: place, count: 3) == [])
    }
    var room = [UInt8](repeating: 0, count: 4)
    var elements = room.mutableSpan
    var span = elements.mutableBytes
    #expect(try source.read(into: &span, at: bytes.count - 2) == 2)
    #expect(Array(room[..<2]) == Array(bytes.suffix(2)))
  }

  @Test func `Memory, files and FIFOs hold what was put into them`() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 9) }
    try check(MemoryBytes(bytes), holds: bytes)
    try check(MemoryBytes(bytes.lazy.map { $0 }), holds: bytes)
    try check(MemoryBytes("Füße"), holds: Array("Füße".utf8))
    let path = folder("bytes")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    try check(InputFile(path: path), holds: bytes)
    let fifo = folder("fifo")
    #expect(mkfifo(fifo, 0o600) == 0)
    let writer = Thread {
      FileHandle(forWritingAtPath: fifo)?.write(Data(bytes))
    }
    writer.start()
    try check(InputFile(path: fifo), holds: bytes)
  }

  @Test func `A path that cannot be read is named with the reason`() throws {
    let folder = try TemporaryFolder()
    let missing = folder("missing")
    #expect(throws: FileError(.notFound, path: missing)) { try InputFile(path: missing) }
    #expect(throws: FileError(.isDirectory, path: folder("."))) {
      try InputFile(path: folder("."))
    }
  }

  @Test func `Sinks take bytes in order`() throws {
    let memory = MemorySink()
    var handed: [[UInt8]] = []
    let stream = StreamSink { bytes in handed.append(bytes.withUnsafeBytes { Array($0) }) }
    for sink in [memory, stream] as [any ByteSink] {
      try sink.write("one,")
      try sink.write([UInt8(ascii: "2")])
    }
    #expect(memory.bytes == Array("one,2".utf8))
    #expect(handed == [Array("one,".utf8), [UInt8(ascii: "2")]])
  }
}
