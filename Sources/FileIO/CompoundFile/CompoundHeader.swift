/// The first 512 bytes of a compound file ([MS-CFB] 2.2).
struct CompoundHeader {
  static let byteCount = 512
  /// The bytes of a sector as a power of two: 9 or 12.
  let sectorShift: Int
  /// Whether sizes have 32 bits; what stands above them means nothing then ([MS-CFB] 2.6.1).
  let hasShortSizes: Bool
  let directoryStart: UInt32
  /// Streams of fewer bytes lie in the mini stream.
  let miniCutoff: Int
  let miniTableStart: UInt32
  /// The sectors of the FAT that the header lists itself.
  let tableSectors: [UInt32]
  /// The first sector that lists more.
  let listStart: UInt32

  init(_ input: any ByteSource) throws(FileError) {
    let bytes = try input.bytes(at: 0, count: Self.byteCount)
    func fail(_ what: String) -> FileError { FileError(.badCompoundFile(what), path: input.name) }
    guard bytes.count == Self.byteCount else { throw fail("the header is cut off") }
    // One writer has the mark of the byte order reversed; the order itself is never another one.
    let mark = bytes.span.littleEndian16(at: 28) ?? 0
    guard mark == 0xFFFE || mark == 0xFEFF else { throw fail("there is no byte order mark") }
    let shift = Int(bytes.span.littleEndian16(at: 30) ?? 0)
    guard shift == 9 || shift == 12 else { throw fail("sectors of 2^\(shift) bytes") }
    let miniShift = Int(bytes.span.littleEndian16(at: 32) ?? 0)
    guard miniShift == MiniSectorTable.shift else {
      throw fail("mini sectors of 2^\(miniShift) bytes")
    }
    sectorShift = shift
    hasShortSizes = shift == 9
    directoryStart = bytes.span.littleEndian32(at: 48) ?? SectorTable.end
    miniCutoff = Int(bytes.span.littleEndian32(at: 56) ?? 0)
    miniTableStart = bytes.span.littleEndian32(at: 60) ?? SectorTable.end
    listStart = bytes.span.littleEndian32(at: 68) ?? SectorTable.end
    var sectors: [UInt32] = []
    for i in 0..<109 { sectors.append(bytes.span.littleEndian32(at: 76 + 4 * i) ?? .max) }
    tableSectors = sectors
  }
}
