import CRowcastZstandard

/// Zstandard (RFC 8878), all frames of a file.
enum Zstandard {
  static func decompress(
    _ file: InputFile, to spool: SpoolFile, limit: Int
  ) throws(FileError) {
    guard let stream = ZSTD_createDStream() else {
      throw FileError(.system("decompress", "out of memory"), path: file.name)
    }
    defer { ZSTD_freeDStream(stream) }
    let input = Block(ZSTD_DStreamInSize())
    let output = Block(ZSTD_DStreamOutSize())
    var offset = 0
    var written = 0
    var hint = 1
    while offset < file.count {
      let n = try file.read(into: input.bytes, at: offset)
      if n == 0 { break }
      offset += n
      var source = ZSTD_inBuffer(src: input.bytes.baseAddress, size: n, pos: 0)
      var isFull = false
      while source.pos < source.size || isFull {
        var target = ZSTD_outBuffer(
          dst: output.bytes.baseAddress, size: output.bytes.count, pos: 0)
        hint = ZSTD_decompressStream(stream, &target, &source)
        if ZSTD_isError(hint) != 0 {
          let reason = String(cString: ZSTD_getErrorName(hint))
          throw FileError(.badCompression("zstd", reason), path: file.name)
        }
        isFull = target.pos == target.size
        written += target.pos
        if written > limit { throw FileError(.tooLarge(limit: limit), path: file.name) }
        try spool.write(
          UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(output.bytes)[..<target.pos]))
      }
    }
    if hint != 0 {
      throw FileError(.badCompression("zstd", "it ends too early"), path: file.name)
    }
  }
}
