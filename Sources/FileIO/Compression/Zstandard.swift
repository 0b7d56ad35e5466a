import CRowcastZstandard

/// Zstandard (RFC 8878).
package enum Zstandard {
  /// A frame of these bytes.
  ///
  /// Beyond the first level, pages of cells get little smaller and much slower to write.
  package static func compressed(_ bytes: [UInt8], level: Int32 = 1) -> [UInt8] {
    let bound = ZSTD_compressBound(bytes.count)
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { target, count in
      let written = unsafe bytes.withUnsafeBytes { source in
        unsafe ZSTD_compress(target.baseAddress, bound, source.baseAddress, source.count, level)
      }
      // Too little room cannot be, since the bound is the library's own; nothing else fails.
      count = ZSTD_isError(written) == 0 ? written : 0
      assert(count > 0 && count <= bound)
    }
  }

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
