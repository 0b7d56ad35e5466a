internal import RowcastMachine

/// Bytes written once and then read at any place: in memory while they are few, then in an unnamed
/// temporary file, which is gone when its descriptor is closed, also when the process is killed.
package final class Spool: ByteSink {
  /// The number of bytes written.
  package private(set) var count = 0
  private let name: String
  private let memoryLimit: Int
  private var waiting: [UInt8] = []
  private var descriptor: Int32 = -1

  /// - Parameters:
  ///   - name: the input it stands for, for messages.
  ///   - memoryLimit: how many bytes are kept in memory before there is a file.
  package init(for name: String, memoryLimit: Int = 1 << 20) {
    self.name = name
    self.memoryLimit = memoryLimit
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  package func write(_ bytes: RawSpan) throws(FileError) {
    if descriptor < 0, count + bytes.byteCount > memoryLimit {
      descriptor = try makeFile()
      let kept = waiting
      waiting = []
      try descriptor.writeAll(RawSpan(_elements: kept.span), path: name)
    }
    if descriptor < 0 {
      _ = waiting.append(upTo: bytes.byteCount) {
        $0.copy(bytes)
        return bytes.byteCount
      }
    } else {
      try descriptor.writeAll(bytes, path: name)
    }
    count += bytes.byteCount
  }

  /// Appends all that can be read from an open descriptor, unless it is more than a limit.
  func copy(from source: Int32, limit: Int) throws(FileError) {
    var block = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let n = block.withMutableBytes { System.read(source, into: &$0) }
      if n == 0 { return }
      if n < 0 {
        if errno == EINTR { continue }
        throw .last("read", path: name)
      }
      guard n <= limit - count else { throw FileError(.tooLarge(limit: limit), path: name) }
      try write(block.span.extracting(..<n))
    }
  }

  /// What was written, to be read; the spool is empty then.
  package func finished() -> any ByteSource {
    defer {
      (descriptor, count) = (-1, 0)
      waiting = []
    }
    return descriptor < 0
      ? MemoryBytes(waiting, name: name)
      : InputFile(name: name, descriptor: descriptor, start: 0, count: count)
  }

  private func makeFile() throws(FileError) -> Int32 {
    let folder = temporaryFolder()
    let made = System.unnamedFile(in: folder)
    guard made >= 0 else { throw .lastCreating(in: folder, path: name) }
    return made
  }
}

/// The folder for temporary files: `TMPDIR`, or `/tmp`.
func temporaryFolder() -> String { System.environment("TMPDIR") ?? "/tmp" }
