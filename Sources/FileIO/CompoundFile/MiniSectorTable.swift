/// The mini FAT of a compound file, and where its pieces of 64 bytes lie ([MS-CFB] 2.4).
struct MiniSectorTable: Sendable {
  /// The bytes of a piece as a power of two.
  static let shift = 6

  /// Streams of fewer bytes lie here.
  let cutoff: Int
  private var next: [UInt32] = []
  /// The sectors of the root entry's stream, which the pieces are cut from.
  private let container: [UInt32]

  /// Whether there are no pieces; small streams lie in sectors of their own then.
  var isEmpty: Bool { container.isEmpty || next.isEmpty }

  init(
    _ header: CompoundHeader, _ root: CompoundFile.Entry, _ sectors: SectorTable,
    _ input: any ByteSource
  ) throws(FileError) {
    cutoff = header.miniCutoff
    container = try sectors.chain(from: root.start, bytes: root.size, allowsCircle: true)
    let table = sectors.stream(
      of: try sectors.chain(from: header.miniTableStart, allowsCircle: true), limit: .max,
      name: "mini FAT", input: input)
    // A table for more pieces than there are is not read to its end.
    let block = try table.bytes(at: 0, count: (container.count << sectors.shift) / 16)
    next.reserveCapacity(block.count / 4)
    for i in 0..<(block.count / 4) {
      next.append(block.span.littleEndian32(at: 4 * i) ?? SectorTable.end)
    }
  }

  /// The bytes of a small stream.
  func stream(
    of entry: CompoundFile.Entry, _ sectors: SectorTable, _ input: any ByteSource
  ) throws(FileError) -> ScatteredBytes {
    var bytes = ScatteredBytes(input, name: entry.name)
    var seen = SectorSet(next.count)
    var number = entry.start
    let perSector = 1 << (sectors.shift - Self.shift)
    while number < SectorTable.end, bytes.count < entry.size {
      let place = Int(number)
      guard place < next.count, place / perSector < container.count else {
        throw FileError(.badCompoundFile("there is no sector \(place)"), path: input.name)
      }
      guard seen.insert(place) else {
        throw FileError(.badCompoundFile(CompoundFile.circle), path: input.name)
      }
      let sector = Int(container[place / perSector]) + 1
      bytes.append(
        place: sector << sectors.shift + (place % perSector) << Self.shift,
        count: 1 << Self.shift)
      number = next[place]
    }
    bytes.truncate(to: entry.size)
    return bytes
  }
}
