/// Copies of short runs of bytes, where a call of the C library costs more than the copy.
public enum ShortCopy {
  /// How many bytes beyond the run may be read and overwritten.
  public static let slack = 32

  /// Copies `count` bytes in one or two steps of 16 when that many may be read; otherwise exactly.
  /// - Parameters:
  ///   - readable: the bytes that may be read from `source` on, at least `count`.
  ///   - target: has room for `count + slack` bytes.
  @inlinable @inline(__always)
  public static func copy(
    _ source: UnsafePointer<UInt8>, count: Int, readable: Int,
    to target: UnsafeMutablePointer<UInt8>
  ) {
    assert(count >= 0 && count <= readable)
    if count <= 32, readable >= 32 {
      unsafe step(source, target)
      if count > 16 { unsafe step(source + 16, target + 16) }
    } else {
      unsafe target.update(from: source, count: count)
    }
  }

  /// Copies `count` bytes and up to 63 more: so many must be readable and writable behind them.
  ///
  /// Most texts are shorter than 32 bytes: their length is not asked for, as a branch that is hard
  /// to foretell costs more than sixteen bytes too many.
  @inlinable @inline(__always)
  public static func copyPadded(
    _ source: UnsafePointer<UInt8>, count: Int, to target: UnsafeMutablePointer<UInt8>
  ) {
    assert(count >= 0)
    unsafe step(source, target)
    unsafe step(source + 16, target + 16)
    if count <= 32 { return }
    unsafe step(source + 32, target + 32)
    unsafe step(source + 48, target + 48)
    if count <= 64 { return }
    unsafe (target + 64).update(from: source + 64, count: count &- 64)
  }

  @inlinable @inline(__always)
  static func step(
    _ source: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>
  ) {
    let word = unsafe UnsafeRawPointer(source).loadUnaligned(as: SIMD2<UInt64>.self)
    unsafe UnsafeMutableRawPointer(target).storeBytes(of: word, as: SIMD2<UInt64>.self)
  }
}
