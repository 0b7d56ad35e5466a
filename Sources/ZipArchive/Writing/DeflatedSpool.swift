public import RowcastFileIO

/// Deflated runs that wait for their place in an archive: in memory while they are few, then in an
/// unnamed temporary file.
public final class DeflatedSpool {
  /// The number of bytes before they were deflated.
  public private(set) var count = 0
  private(set) var checksum: UInt32 = 0
  private let spool: Spool

  /// - Parameter name: what it is for, in messages.
  public init(for name: String) { spool = Spool(for: name) }

  /// The number of deflated bytes.
  var deflatedCount: Int { spool.count }

  /// Appends a run.
  /// - Throws: `FileError` when there is no room for it.
  public func append(_ run: DeflatedRun) throws(FileError) {
    try spool.write(run.bytes)
    checksum = DeflatedRun.joined(checksum, run.checksum, count: run.count)
    count += run.count
  }

  /// Hands all over, block by block; nothing is left.
  func empty(into sink: any ByteSink) throws(FileError) {
    let source = spool.finished()
    try source.forEachPiece(of: 0..<source.count) { (bytes) throws(FileError) in
      try sink.write(bytes)
    }
  }
}
