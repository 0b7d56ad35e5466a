import Testing

@testable import RowcastFileIO

@Suite("Compressed input")
struct CompressionTests {
  /// `a,b\n1,2\n` as gzip writes it.
  private let gzip: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4B, 0xD4,
    0x49, 0xE2, 0x32, 0xD4, 0x31, 0xE2, 0x02, 0x00, 0x7B, 0x07, 0x97, 0x0A,
    0x08, 0x00, 0x00, 0x00,
  ]

  private func read(_ bytes: [UInt8], limit: Int = 1 << 30) throws -> DecompressedBytes {
    try MemoryBytes(bytes).decompressed(limit: limit)
  }

  private func zstd(_ bytes: [UInt8]) -> [UInt8] {
    ZstandardCompressor(level: 3).compressed(bytes)
  }

  @Test("gzip is read as what it holds, all members of it")
  func gzipMembers() throws {
    let one = try read(gzip)
    #expect(try one.bytes(at: 0, count: 100) == Array("a,b\n1,2\n".utf8))
    #expect(one.compression == .gzip)
    let two = try read(gzip + gzip)
    #expect(try two.bytes(at: 0, count: 100) == Array("a,b\n1,2\na,b\n1,2\n".utf8))
    let padded = try read(gzip + [0, 0, 0])
    #expect(padded.count == 8)
  }

  @Test("every prefix of gzip is refused")
  func gzipPrefixes() throws {
    for count in 3..<gzip.count {
      #expect(throws: FileError.self) { try read(Array(gzip[..<count])) }
    }
  }

  @Test("a wrong checksum is refused")
  func gzipChecksum() throws {
    var broken = gzip
    broken[broken.count - 6] ^= 1
    #expect(throws: FileError.self) { try read(broken) }
  }

  @Test("zstd is read as what it holds, all frames of it, within the limit")
  func zstdFrames() throws {
    let text = Array(String(repeating: "row,1\n", count: 100_000).utf8)
    let one = try read(zstd(text))
    #expect(one.count == text.count)
    #expect(one.compression == .zstd)
    #expect(try read(zstd(text) + zstd(text)).count == 2 * text.count)
    let error = #expect(throws: FileError.self) { try read(zstd(text), limit: 1000) }
    #expect(error?.reason == .tooLarge(limit: 1000))
    let packed = zstd(text)
    for count in 4..<packed.count {
      #expect(throws: FileError.self) { try read(Array(packed[..<count])) }
    }
  }

  @Test("other compressions are named")
  func others() throws {
    let error = #expect(throws: FileError.self) {
      try read([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0, 0, 0, 0])
    }
    #expect(error?.reason == .unsupportedCompression(.xz))
  }

  @Test("bytes that are not compressed are what they are")
  func asIs() throws {
    let plain = try read(Array("a,b\n".utf8))
    #expect(plain.compression == nil)
    #expect(try plain.bytes(at: 0, count: 100) == Array("a,b\n".utf8))
  }

  @Test("bytes behind gzip data are counted, zeros of a tape are not")
  func trailing() throws {
    #expect(try read(gzip + [0, 0, 0]).trailingCount == 0)
    #expect(try read(gzip + Array("extra".utf8)).trailingCount == 5)
    #expect(try read(gzip + [0, 7]).trailingCount == 2)
  }
}
