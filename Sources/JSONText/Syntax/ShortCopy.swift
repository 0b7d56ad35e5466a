/// Copies of short runs of bytes, where a call of the C library costs more than the copy.
enum ShortCopy {
  /// How many bytes beyond the run may be read and overwritten.
  static let slack = 32

  /// Copies `count` bytes in one or two steps of 16 when that many may be read; otherwise exactly.
  /// - Parameters:
  ///   - readable: the bytes that may be read from `source` on, at least `count`.
  ///   - target: has room for `count + slack` bytes.
  @inline(__always)
  static func copy(
    _ source: UnsafePointer<UInt8>, count: Int, readable: Int,
    to target: UnsafeMutablePointer<UInt8>
  ) {
    if count <= 32, readable >= 32 {
      step(source, target)
      if count > 16 { step(source + 16, target + 16) }
    } else {
      target.update(from: source, count: count)
    }
  }

  @inline(__always)
  private static func step(
    _ source: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>
  ) {
    let word = UnsafeRawPointer(source).loadUnaligned(as: SIMD2<UInt64>.self)
    UnsafeMutableRawPointer(target).storeBytes(of: word, as: SIMD2<UInt64>.self)
  }
}
