internal import RowcastMachine

/// gzip (RFC 1952), all members of a file, with their checksums verified.
enum Gzip {
  private static let inputSize = 1 << 18

  /// - Returns: the number of bytes behind the last member that belong to none.
  static func decompress(
    _ source: any ByteSource, to sink: some ByteSink, limit: Int
  ) throws(FileError) -> Int {
    let inflater = Inflater(.gzip, blockSize: inputSize)
    var output = [UInt8](repeating: 0, count: 1 << 20)
    var written = 0
    while true {
      if inflater.waiting == 0, !inflater.isInputEnded {
        let offset = inflater.consumed
        try inflater.refill { (room) throws(FileError) in
          offset < source.count ? try source.read(into: &room, at: offset) : 0
        }
      }
      let isInputSpent = inflater.waiting == 0
      let produced: Int
      switch output.withMutableBytes({ inflater.inflate(into: &$0) }) {
      case .written(let count): produced = count
      case .damaged(let reason):
        throw FileError(.badCompression("gzip", reason), path: source.name)
      }
      written += produced
      if written > limit { throw FileError(.tooLarge(limit: limit), path: source.name) }
      try sink.write(output.span.extracting(..<produced))
      if inflater.isFinished {
        let end = inflater.consumed - inflater.waiting
        guard try source.bytes(at: end, count: 2).elementsEqual([0x1F, 0x8B]) else {
          return try trailingCount(source, from: end)
        }
        inflater.restart()
      } else if isInputSpent, produced == 0 {
        throw FileError(.badCompression("gzip", "it ends too early"), path: source.name)
      }
    }
  }

  /// The bytes from `offset` on, unless they are all zeros, with which tapes fill their blocks.
  private static func trailingCount(
    _ source: any ByteSource, from offset: Int
  ) throws(FileError) -> Int {
    var place = offset
    while place < source.count {
      let bytes = try source.bytes(at: place, count: inputSize)
      if bytes.isEmpty { break }
      if bytes.contains(where: { $0 != 0 }) { return source.count - offset }
      place += bytes.count
    }
    return 0
  }
}
