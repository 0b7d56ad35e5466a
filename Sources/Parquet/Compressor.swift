internal import CRowcastZstandard

/// Zstandard (RFC 8878), one frame a page. The only file here with pointers: the library takes them.
enum Compressor {
  /// Beyond the first level, files of cells get little smaller and much slower to write.
  private static let level: Int32 = 1

  /// A frame of these bytes.
  static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    let bound = ZSTD_compressBound(bytes.count)
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { target, count in
      let written = unsafe bytes.withUnsafeBytes { source in
        unsafe ZSTD_compress(
          target.baseAddress, bound, source.baseAddress, source.count, Self.level)
      }
      // Too little room cannot be, since the bound is the library's own; nothing else fails.
      count = ZSTD_isError(written) == 0 ? written : 0
      assert(count > 0 && count <= bound)
    }
  }
}
