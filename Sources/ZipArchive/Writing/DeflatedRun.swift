internal import CRowcastZlib

/// Bytes deflated by themselves, so that any thread can do it and others can follow (RFC 1951).
///
/// Runs put one behind the other are one stream: each ends on a whole byte and none looks back
/// beyond its beginning. zlib deflates alike on every processor; ISA-L does not.
public struct DeflatedRun: Sendable {
  /// The deflated bytes.
  public let bytes: [UInt8]
  /// The number of bytes before.
  public let count: Int
  /// Their CRC-32.
  public let checksum: UInt32

  /// Deflates bytes; nil when there is no memory for it.
  /// - Parameters:
  ///   - isLast: whether the stream ends with this run.
  ///   - level: from 1, fast, to 9, small.
  public init?(_ plain: Span<UInt8>, isLast: Bool = false, level: Int32 = 6) {
    // The bound holds for a finished stream; a whole byte costs five more.
    guard let room = UInt32(exactly: plain.count), room < 1 << 31 else { return nil }
    var stream = unsafe z_stream()
    guard unsafe rowcast_deflate_begin(&stream, level) == Z_OK else { return nil }
    defer { unsafe deflateEnd(&stream) }
    let bound = unsafe Int(deflateBound(&stream, uLong(room))) + 16
    var isDone = false
    (bytes, checksum) = unsafe plain.withUnsafeBufferPointer { plain in
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, written in
        unsafe stream.next_in = UnsafeMutablePointer(mutating: plain.baseAddress)
        unsafe stream.avail_in = room
        unsafe stream.next_out = buffer.baseAddress
        unsafe stream.avail_out = uInt(clamping: buffer.count)
        let result = unsafe deflate(&stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
        isDone = unsafe result == (isLast ? Z_STREAM_END : Z_OK) && stream.avail_in == 0
        let left = unsafe Int(stream.avail_out)
        assert(left <= buffer.count)
        written = isDone ? buffer.count - left : 0
      }
      return unsafe (bytes, UInt32(truncatingIfNeeded: crc32(0, plain.baseAddress, room)))
    }
    guard isDone else { return nil }
    count = plain.count
  }

  /// Deflates an array's bytes.
  public init?(_ plain: [UInt8], isLast: Bool = false) {
    self.init(plain.span, isLast: isLast)
  }

  /// The CRC-32 of bytes with one checksum followed by `count` bytes with another.
  static func joined(_ first: UInt32, _ second: UInt32, count: Int) -> UInt32 {
    rowcast_crc32_joined(first, second, Int64(count))
  }
}
