import CRowcastISAL

/// A deflate stream inflated by ISA-L (RFC 1951), fed from a closure.
final class Inflater {
  private let state: UnsafeMutablePointer<inflate_state>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var isInputEnded = false
  /// The compressed bytes taken so far.
  private(set) var consumed = 0
  private(set) var isFinished = false

  init(blockSize: Int = 1 << 17) {
    state = .allocate(capacity: 1)
    // The state is 80 KB of tables; `isal_inflate_init` sets the fields that are read first.
    isal_inflate_init(state)
    input = .allocate(capacity: blockSize)
  }

  deinit {
    state.deallocate()
    input.deallocate()
  }

  /// Inflates into `output` until it is full or the stream ends; returns the number of bytes.
  func inflate(
    into output: UnsafeMutableBufferPointer<UInt8>, name: String,
    from read: (UnsafeMutableBufferPointer<UInt8>) throws(ZipError) -> Int
  ) throws(ZipError) -> Int {
    let room = min(output.count, 1 << 30)
    state.pointee.next_out = output.baseAddress
    state.pointee.avail_out = UInt32(room)
    while state.pointee.avail_out > 0 {
      if state.pointee.avail_in == 0, !isInputEnded {
        let n = try read(input)
        if n == 0 { isInputEnded = true }
        consumed += n
        state.pointee.next_in = input.baseAddress
        state.pointee.avail_in = UInt32(n)
      }
      let before = state.pointee.avail_out
      let status = isal_inflate(state)
      guard status == ISAL_DECOMP_OK else { throw ZipError(.badDeflate, entry: name) }
      if state.pointee.block_state == ISAL_BLOCK_FINISH {
        isFinished = true
        break
      }
      if isInputEnded, state.pointee.avail_out == before {
        throw ZipError(.truncated, entry: name)
      }
    }
    return room - Int(state.pointee.avail_out)
  }
}
