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
  public init?(_ plain: UnsafeBufferPointer<UInt8>, isLast: Bool = false, level: Int32 = 6) {
    // The bound holds for a finished stream; a whole byte costs five more.
    guard let room = UInt32(exactly: plain.count), room < 1 << 31 else { return nil }
    var stream = z_stream()
    guard rowcast_deflate_begin(&stream, level) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, uLong(room))) + 16
    var isDone = false
    bytes = [UInt8](unsafeUninitializedCapacity: bound) { buffer, written in
      stream.next_in = UnsafeMutablePointer(mutating: plain.baseAddress)
      stream.avail_in = room
      stream.next_out = buffer.baseAddress
      stream.avail_out = uInt(clamping: buffer.count)
      let result = deflate(&stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
      isDone = result == (isLast ? Z_STREAM_END : Z_OK) && stream.avail_in == 0
      written = isDone ? buffer.count - Int(stream.avail_out) : 0
    }
    guard isDone else { return nil }
    count = plain.count
    checksum = UInt32(truncatingIfNeeded: crc32(0, plain.baseAddress, room))
  }

  /// Deflates an array's bytes.
  public init?(_ plain: [UInt8], isLast: Bool = false) {
    guard let run = plain.withUnsafeBufferPointer({ DeflatedRun($0, isLast: isLast) }) else {
      return nil
    }
    self = run
  }

  /// The CRC-32 of bytes with one checksum followed by `count` bytes with another.
  static func joined(_ first: UInt32, _ second: UInt32, count: Int) -> UInt32 {
    rowcast_crc32_joined(first, second, Int64(count))
  }
}
