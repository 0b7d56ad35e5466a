import RowcastFileIO

/// Many lines of a text as one line each, a zstd frame in Base64, which an engine keeps and hands on for little.
///
/// An engine pays for every line that it hands to a program, and hardly for its length; a training
/// passes over all lines many times.
package enum PackedLines {
  private static let size = 1 << 20
  /// What one line is at most unpacked.
  private static let limit = 1 << 30

  /// Packs a text.
  /// - Parameters:
  ///   - next: its next bytes; none at the end.
  ///   - write: gets each packed line, with its end.
  /// - Throws: what the functions throw.
  package static func pack(
    next: () throws -> [UInt8], to write: ([UInt8]) throws -> Void
  ) throws {
    let compressor = ZstandardCompressor()
    func put(_ lines: [UInt8]) throws {
      try write(Base64.letters(of: compressor.compressed(lines).span) + [UInt8(ascii: "\n")])
    }
    var rest: [UInt8] = []
    while case let more = try next(), !more.isEmpty {
      rest += more
      guard rest.count >= size, let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { continue }
      let behind = Array(rest[(end + 1)...])
      rest.removeSubrange((end + 1)...)
      try put(rest)
      rest = behind
    }
    if rest.isEmpty { return }
    // Other lines may follow it.
    if rest.last != UInt8(ascii: "\n") { rest.append(UInt8(ascii: "\n")) }
    try put(rest)
  }

  /// The lines that a packed line holds, each with its end.
  /// - Throws: ``PartError`` when it is no such line.
  package static func unpacked(_ line: [UInt8]) throws(PartError) -> [UInt8] {
    guard let frame = Base64.decoded(line.span), !frame.isEmpty else {
      throw PartError(.notAPart("a line is no packed text"))
    }
    do throws(FileError) {
      let lines = try MemoryBytes(frame, name: "packed lines").decompressed(limit: limit)
      guard lines.compression == .zstd else {
        throw FileError(.badCompression("zstd", "it is none"), path: lines.name)
      }
      return try lines.bytes(at: 0, count: lines.count)
    } catch {
      throw PartError(.notAPart(error.description))
    }
  }
}
