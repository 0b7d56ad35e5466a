import CRowcastISAL

/// gzip (RFC 1952), all members of a file, with their checksums verified.
enum Gzip {
  private static let inputSize = 1 << 18
  private static let outputSize = 1 << 20

  /// - Returns: the number of bytes behind the last member that belong to none.
  static func decompress(
    _ source: any ByteSource, to sink: some ByteSink, limit: Int
  ) throws(FileError) -> Int {
    let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
    defer { state.deallocate() }
    start(state)
    let input = Block(inputSize)
    let output = Block(outputSize)
    var offset = 0
    var written = 0
    state.pointee.avail_in = 0
    while true {
      if state.pointee.avail_in == 0, offset < source.count {
        var room = MutableRawSpan(_unsafeElements: input.bytes)
        let n = try source.read(into: &room, at: offset)
        offset += n
        state.pointee.next_in = input.bytes.baseAddress
        state.pointee.avail_in = UInt32(n)
        if n == 0 { offset = source.count }
      }
      let isInputSpent = state.pointee.avail_in == 0
      state.pointee.next_out = output.bytes.baseAddress
      state.pointee.avail_out = UInt32(outputSize)
      let status = isal_inflate(state)
      guard status == ISAL_DECOMP_OK || status == ISAL_END_INPUT else {
        throw FileError(.badCompression("gzip", reason(status)), path: source.name)
      }
      let produced = outputSize - Int(state.pointee.avail_out)
      written += produced
      if written > limit { throw FileError(.tooLarge(limit: limit), path: source.name) }
      try sink.write(
        UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(output.bytes)[..<produced]))
      if state.pointee.block_state == ISAL_BLOCK_FINISH {
        let end = offset - Int(state.pointee.avail_in)
        guard try source.bytes(at: end, count: 2).elementsEqual([0x1F, 0x8B]) else {
          return try trailingCount(source, from: end)
        }
        restart(state)
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

  private static func start(_ state: UnsafeMutablePointer<inflate_state>) {
    isal_inflate_init(state)
    state.pointee.crc_flag = UInt32(ISAL_GZIP)
  }

  /// Begins the next member with the input that is left.
  private static func restart(_ state: UnsafeMutablePointer<inflate_state>) {
    isal_inflate_reset(state)
    state.pointee.crc_flag = UInt32(ISAL_GZIP)
  }

  private static func reason(_ status: Int32) -> String {
    switch status {
    case ISAL_INVALID_BLOCK: "an invalid block"
    case ISAL_INVALID_SYMBOL: "an invalid code"
    case ISAL_INVALID_LOOKBACK: "a reference before the beginning"
    case ISAL_INVALID_WRAPPER: "an invalid header"
    case ISAL_UNSUPPORTED_METHOD: "an unknown method"
    case ISAL_INCORRECT_CHECKSUM: "the checksum does not match"
    default: "error \(status)"
    }
  }
}
