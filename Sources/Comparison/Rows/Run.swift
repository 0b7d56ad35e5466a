internal import RowcastFileIO
internal import RowcastMachine

/// Bytes in the order in which they were written, in memory or in a file without a name, and read from
/// their beginning as often as wanted.
struct Run: Sendable {
  /// The bytes.
  let source: any ByteSource
  /// The number of bytes.
  var count: Int { source.count }

  /// All bytes.
  func bytes() throws(FileError) -> [UInt8] { try source.bytes(at: 0, count: source.count) }
}

/// Runs that are written side by side.
final class RunWriter {
  private let spools: [Spool]

  /// - Parameters:
  ///   - count: how many runs there are.
  ///   - memory: the bytes that each keeps before it has a file.
  init(count: Int, memory: Int) {
    spools = (0..<count).map { _ in Spool(for: "a temporary file", memoryLimit: max(0, memory)) }
  }

  func append(_ bytes: [UInt8], to run: Int) throws(FileError) {
    if !bytes.isEmpty { try spools[run].write(bytes) }
  }

  func append(_ bytes: Span<UInt8>, to run: Int) throws(FileError) {
    if bytes.count > 0 { try spools[run].write(bytes) }
  }

  /// The runs, ready to be read; the writer is empty then.
  func finished() -> [Run] { spools.map { Run(source: $0.finished()) } }
}

/// Reads a run forward, a block at a time.
struct RunCursor {
  private let run: Run
  /// The bytes from ``place`` on that are in memory.
  private(set) var block: [UInt8] = []
  /// Where the block begins in the run.
  private(set) var place = 0
  /// The next byte, in the block.
  private(set) var next = 0
  private let blockSize: Int

  init(_ run: Run, blockSize: Int = 1 << 16) {
    self.run = run
    self.blockSize = blockSize
  }

  /// Makes so many bytes from the next one on ready in ``block``.
  /// - Returns: false when the run ends before.
  mutating func ready(_ count: Int) throws(FileError) -> Bool {
    if block.count - next >= count { return true }
    guard run.count - place - next >= count else { return false }
    place += next
    block = try run.source.bytes(at: place, count: max(count, blockSize))
    next = 0
    return block.count >= count
  }

  mutating func skip(_ count: Int) { next += count }
}
