import CRowcastZstandard

/// Zstandard (RFC 8878).
package enum Zstandard {
  /// Decompresses all frames of a file.
  /// - Returns: 0, as bytes that are no frame are damage here.
  static func decompress(
    _ source: any ByteSource, to sink: some ByteSink, limit: Int
  ) throws(FileError) -> Int {
    guard let stream = unsafe ZSTD_createDStream() else {
      throw FileError(.system("decompress", "out of memory"), path: source.name)
    }
    defer { unsafe ZSTD_freeDStream(stream) }
    var output = [UInt8](repeating: 0, count: ZSTD_DStreamOutSize())
    var offset = 0
    var written = 0
    var hint = 1
    while offset < source.count {
      let input = try source.bytes(at: offset, count: ZSTD_DStreamInSize())
      if input.isEmpty { break }
      offset += input.count
      var taken = 0
      var isFull = false
      while taken < input.count || isFull {
        var count = 0
        hint = unsafe input.withUnsafeBytes { input in
          unsafe output.withUnsafeMutableBytes { output in
            var packed = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: taken)
            var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
            let hint = unsafe ZSTD_decompressStream(stream, &target, &packed)
            (taken, count) = unsafe (packed.pos, target.pos)
            return hint
          }
        }
        if ZSTD_isError(hint) != 0 {
          let reason = unsafe String(cString: ZSTD_getErrorName(hint))
          throw FileError(.badCompression("zstd", reason), path: source.name)
        }
        assert(taken <= input.count && count <= output.count)
        isFull = count == output.count
        written += count
        if written > limit { throw FileError(.tooLarge(limit: limit), path: source.name) }
        try sink.write(output.span.extracting(..<count))
      }
    }
    if hint != 0 {
      throw FileError(.badCompression("zstd", "it ends too early"), path: source.name)
    }
    return 0
  }
}

/// Makes frames one after the other with the same tables, which take longer to set up than a page of
/// cells takes to compress. For one thread at a time.
@safe package final class ZstandardCompressor {
  private let context: OpaquePointer?
  private let level: Int32

  /// - Parameter level: beyond the first, pages of cells get little smaller and much slower to write.
  package init(level: Int32 = 1) {
    unsafe context = ZSTD_createCCtx()
    self.level = level
  }

  deinit { unsafe _ = ZSTD_freeCCtx(context) }

  /// A frame of these bytes.
  package func compressed(_ bytes: [UInt8]) -> [UInt8] {
    let bound = ZSTD_compressBound(bytes.count)
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { target, count in
      let written = unsafe bytes.withUnsafeBytes { source in
        unsafe ZSTD_compressCCtx(
          context, target.baseAddress, bound, source.baseAddress, source.count, level)
      }
      // Too little room cannot be, since the bound is the library's own; what is left is no memory.
      precondition(ZSTD_isError(written) == 0, "no memory to compress")
      count = written
      assert(count > 0 && count <= bound)
    }
  }
}
