internal import CRowcastISAL

/// A deflate stream (RFC 1951) inflated by ISA-L, as it is or within gzip (RFC 1952).
///
/// The bytes between ``refill(_:)`` and the end of the stream are the library's: it keeps a place in
/// `input`, of which it never has more than was filled.
@safe package final class Inflater {
  package enum Format { case deflate, gzip }

  /// What one step came to.
  package enum Outcome {
    /// So many bytes were written.
    case written(Int)
    /// The stream is damaged; why, in English.
    case damaged(String)
  }

  private let state: UnsafeMutablePointer<inflate_state>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let format: Format
  /// Whether there is no more input.
  package private(set) var isInputEnded = false
  /// The compressed bytes taken so far, with those that wait.
  package private(set) var consumed = 0

  package init(_ format: Format, blockSize: Int = 1 << 17) {
    self.format = format
    unsafe state = .allocate(capacity: 1)
    unsafe input = .allocate(capacity: blockSize)
    // The state is 80 KB of tables; the library sets the fields that are read first.
    unsafe isal_inflate_init(state)
    unsafe state.pointee.avail_in = 0
    setFormat()
  }

  deinit {
    unsafe state.deallocate()
    unsafe input.deallocate()
  }

  /// Begins the next stream with the input that is left.
  package func restart() {
    unsafe isal_inflate_reset(state)
    setFormat()
  }

  private func setFormat() {
    if format == .gzip { unsafe state.pointee.crc_flag = UInt32(ISAL_GZIP) }
  }

  /// Where the stream stands.
  package var point: InflatePoint {
    let point = InflatePoint(consumed: consumed - waiting)
    unsafe point.state.update(from: state, count: 1)
    unsafe point.state.pointee.avail_in = 0
    return point
  }

  /// Goes on from a place where another reader of the same bytes stood.
  package func resume(at point: InflatePoint) {
    unsafe state.update(from: point.state, count: 1)
    consumed = point.consumed
    isInputEnded = false
  }

  /// The bytes of input that wait to be taken.
  package var waiting: Int { unsafe Int(state.pointee.avail_in) }

  /// Whether the stream is over.
  package var isFinished: Bool { unsafe state.pointee.block_state == ISAL_BLOCK_FINISH }

  /// Takes the next input, once none waits.
  /// - Parameter read: fills the room from its beginning; returns how far, 0 at the end.
  /// - Throws: what `read` throws.
  package func refill<E: Error>(_ read: (inout MutableRawSpan) throws(E) -> Int) throws(E) {
    precondition(waiting == 0)
    var room = unsafe MutableRawSpan(_unsafeElements: input)
    let n = try read(&room)
    precondition(n >= 0 && n <= room.byteCount)
    if n == 0 { isInputEnded = true }
    consumed += n
    unsafe state.pointee.next_in = input.baseAddress
    unsafe state.pointee.avail_in = UInt32(n)
  }

  /// Inflates into the room from a place on until it is full, the input is taken or the stream ends.
  package func inflate(into output: inout MutableRawSpan, at place: Int = 0) -> Outcome {
    precondition(place >= 0 && place <= output.byteCount)
    let room = min(output.byteCount - place, 1 << 30)
    let status = unsafe output.withUnsafeMutableBytes { output in
      unsafe state.pointee.next_out = output.baseAddress.map {
        unsafe ($0 + place).assumingMemoryBound(to: UInt8.self)
      }
      unsafe state.pointee.avail_out = UInt32(room)
      return unsafe isal_inflate(state)
    }
    let left = unsafe Int(state.pointee.avail_out)
    assert(left <= room)
    return status == ISAL_DECOMP_OK || status == ISAL_END_INPUT
      ? .written(room - left) : .damaged(Self.reason(status))
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

/// A place in a deflate stream from which it can be inflated without what stands before: the tables
/// of its block and the last 32 KB, which the library keeps in its state between two calls.
@safe package final class InflatePoint: @unchecked Sendable {  // written once, by its maker
  fileprivate let state: UnsafeMutablePointer<inflate_state>
  /// The compressed bytes before the place: where the input goes on.
  package let consumed: Int

  fileprivate init(consumed: Int) {
    unsafe state = .allocate(capacity: 1)
    self.consumed = consumed
    unsafe isal_inflate_init(state)
  }

  deinit { unsafe state.deallocate() }
}

/// CRC-32 (RFC 1952), by ISA-L.
package enum Checksum {
  /// The checksum of what had `checksum` with bytes behind it; 0 stands for nothing.
  package static func extended(_ checksum: UInt32, by bytes: RawSpan) -> UInt32 {
    unsafe bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return checksum }
      return unsafe crc32_gzip_refl(
        checksum, base.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    }
  }
}
