/// Reads the directory: entries of 128 bytes, which are the nodes of a tree ([MS-CFB] 2.6).
///
/// Writers build trees of every shape, and some that are none. So all entries are taken as they lie,
/// and the tree, walked with a record of where one has been, tells only in which storage each is.
struct CompoundDirectory {
  private let header: CompoundHeader
  private static let byteCount = 128
  /// A name has at most so many bytes, its end among them.
  private static let nameBytes = 64

  init(_ header: CompoundHeader) { self.header = header }

  func entries(in stream: ScatteredBytes) throws(FileError) -> [CompoundFile.Entry] {
    let block = try stream.bytes(at: 0, count: stream.count)
    let count = block.count / Self.byteCount
    var entries: [CompoundFile.Entry] = []
    var links: [Links] = []
    for number in 0..<count {
      let bytes = block.span.extracting(
        (number * Self.byteCount)..<((number + 1) * Self.byteCount))
      entries.append(entry(bytes))
      links.append(Links(bytes))
    }
    if count > 0 { Self.findParents(links, &entries) }
    return entries
  }

  private func entry(_ bytes: borrowing Span<UInt8>) -> CompoundFile.Entry {
    let length = min(Int(bytes.littleEndian16(at: 64) ?? 0), Self.nameBytes)
    var units: [UInt16] = []
    var at = 0
    while at + 1 < length, let unit = bytes.littleEndian16(at: at), unit != 0 {
      units.append(unit)
      at += 2
    }
    let low = Int(bytes.littleEndian32(at: 120) ?? 0)
    let high = header.hasShortSizes ? 0 : Int(bytes.littleEndian32(at: 124) ?? 0) & 0x7FFF_FFFF
    return CompoundFile.Entry(
      name: String(decoding: units, as: UTF16.self), isStream: bytes[66] == 2,
      size: high << 32 | low, start: bytes.littleEndian32(at: 116) ?? SectorTable.end)
  }

  private struct Links {
    let left: Int
    let right: Int
    let child: Int

    init(_ bytes: borrowing Span<UInt8>) {
      left = Int(bytes.littleEndian32(at: 68) ?? .max)
      right = Int(bytes.littleEndian32(at: 72) ?? .max)
      child = Int(bytes.littleEndian32(at: 76) ?? .max)
    }
  }

  private static func findParents(_ links: [Links], _ entries: inout [CompoundFile.Entry]) {
    var seen = SectorSet(entries.count)
    _ = seen.insert(0)
    var waiting = [(node: links[0].child, parent: 0)]
    while let (node, parent) = waiting.popLast() {
      guard seen.insert(node) else { continue }
      entries[node].parent = parent
      waiting.append((links[node].left, parent))
      waiting.append((links[node].right, parent))
      if !entries[node].isStream { waiting.append((links[node].child, node)) }
    }
  }
}
