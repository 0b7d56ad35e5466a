// Numbers of binary formats: the low byte comes first.
extension Span<UInt8> {
  /// The 16 bits at an offset; nil when they are not all there.
  @inlinable @inline(__always)
  package func littleEndian16(at offset: Int) -> UInt16? {
    guard offset >= 0, offset < count - 1 else { return nil }
    return UInt16(self[offset]) | UInt16(self[offset + 1]) << 8
  }

  /// The 32 bits at an offset; nil when they are not all there.
  @inlinable @inline(__always)
  package func littleEndian32(at offset: Int) -> UInt32? {
    guard offset >= 0, offset < count - 3 else { return nil }
    let low = UInt32(self[offset]) | UInt32(self[offset + 1]) << 8
    return low | UInt32(self[offset + 2]) << 16 | UInt32(self[offset + 3]) << 24
  }

  /// The 64 bits at an offset; nil when they are not all there.
  @inlinable @inline(__always)
  package func littleEndian64(at offset: Int) -> UInt64? {
    guard offset >= 0, offset < count - 7, let low = littleEndian32(at: offset),
      let high = littleEndian32(at: offset + 4)
    else { return nil }
    return UInt64(low) | UInt64(high) << 32
  }
}
