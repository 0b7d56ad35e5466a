import CRowcastZstandard

/// Zstandard (RFC 8878), all frames of a file.
enum Zstandard {
  /// - Returns: 0, as bytes that are no frame are damage here.
  static func decompress(
    _ source: any ByteSource, to sink: some ByteSink, limit: Int
  ) throws(FileError) -> Int {
    guard let stream = ZSTD_createDStream() else {
      throw FileError(.system("decompress", "out of memory"), path: source.name)
    }
    defer { ZSTD_freeDStream(stream) }
    let input = Block(ZSTD_DStreamInSize())
    let output = Block(ZSTD_DStreamOutSize())
    var offset = 0
    var written = 0
    var hint = 1
    while offset < source.count {
      var room = MutableRawSpan(_unsafeElements: input.bytes)
      let n = try source.read(into: &room, at: offset)
      if n == 0 { break }
      offset += n
      var packed = ZSTD_inBuffer(src: input.bytes.baseAddress, size: n, pos: 0)
      var isFull = false
      while packed.pos < packed.size || isFull {
        var target = ZSTD_outBuffer(
          dst: output.bytes.baseAddress, size: output.bytes.count, pos: 0)
        hint = ZSTD_decompressStream(stream, &target, &packed)
        if ZSTD_isError(hint) != 0 {
          let reason = String(cString: ZSTD_getErrorName(hint))
          throw FileError(.badCompression("zstd", reason), path: source.name)
        }
        isFull = target.pos == target.size
        written += target.pos
        if written > limit { throw FileError(.tooLarge(limit: limit), path: source.name) }
        try sink.write(
          UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(output.bytes)[..<target.pos]))
      }
    }
    if hint != 0 {
      throw FileError(.badCompression("zstd", "it ends too early"), path: source.name)
    }
    return 0
  }
}
