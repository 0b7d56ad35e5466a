/// Writes an OLE compound file ([MS-CFB]) front to back: all that stands before the streams follows
/// from their sizes.
package struct CompoundFileWriter {
  /// A stream or a storage.
  package indirect enum Node {
    /// Pieces of bytes, one behind the other.
    case stream(String, [any ByteSource])
    case storage(String, [Node])

    /// A stream of bytes in memory.
    package static func stream(_ name: String, _ bytes: [UInt8]) -> Node {
      .stream(name, [MemoryBytes(bytes)])
    }
  }

  private var entries: [Entry] = []
  /// The bytes of a sector as a power of two: larger ones where 32 bits might not hold a size.
  private let shift: Int
  private static let miniShift = 6
  private static let miniCutoff = 4096
  private static let none: UInt32 = 0xFFFF_FFFF
  private static let end: UInt32 = 0xFFFF_FFFE
  private static let tableMark: UInt32 = 0xFFFF_FFFD
  private static let listMark: UInt32 = 0xFFFF_FFFC
  /// The header lists so many sectors of the table itself.
  private static let listedInHeader = 109

  private struct Entry {
    var name: String
    /// 1 for a storage, 2 for a stream, 5 for the root.
    var type: UInt8
    var pieces: [any ByteSource] = []
    var isBlack = true
    var left = CompoundFileWriter.none
    var right = CompoundFileWriter.none
    var child = CompoundFileWriter.none
    var start = CompoundFileWriter.end
    var size = 0

    var isSmall: Bool { type == 2 && size < CompoundFileWriter.miniCutoff }
    var isLarge: Bool { type == 2 && size >= CompoundFileWriter.miniCutoff }
  }

  /// - Parameter nodes: what lies in the root storage.
  package init(_ nodes: [Node]) {
    shift = Self.size(nodes) < 1 << 30 ? 9 : 12
    entries = [Entry(name: "Root Entry", type: 5)]
    entries[0].child = add(nodes)
  }

  private static func size(_ nodes: [Node]) -> Int {
    nodes.reduce(0) { total, node in
      switch node {
      case .stream(_, let pieces): total + pieces.reduce(0) { $0 + $1.count }
      case .storage(_, let nodes): total + size(nodes)
      }
    }
  }

  // MARK: - The directory

  /// Adds the entries of a storage as a balanced tree (2.6.4); returns its root.
  private mutating func add(_ nodes: [Node]) -> UInt32 {
    let numbers = nodes.map { node in
      let number = entries.count
      switch node {
      case .stream(let name, let pieces):
        entries.append(
          Entry(name: name, type: 2, pieces: pieces, size: pieces.reduce(0) { $0 + $1.count }))
      case .storage(let name, let nodes):
        entries.append(Entry(name: name, type: 1))
        entries[number].child = add(nodes)
      }
      return number
    }
    // Shorter names come first; then capitals are compared.
    let sorted = numbers.sorted { a, b in
      let (a, b) = (
        Array(entries[a].name.uppercased().utf16), Array(entries[b].name.uppercased().utf16)
      )
      return a.count == b.count ? a.lexicographicallyPrecedes(b) : a.count < b.count
    }
    // Only the last level, which may have gaps, is red.
    var fullLevels = 0
    while (1 << (fullLevels + 1)) - 1 <= sorted.count { fullLevels += 1 }
    return link(sorted[...], level: 0, fullLevels)
  }

  private mutating func link(
    _ sorted: ArraySlice<Int>, level: Int, _ fullLevels: Int
  ) -> UInt32 {
    guard !sorted.isEmpty else { return Self.none }
    let middle = sorted.startIndex + sorted.count / 2
    let number = sorted[middle]
    let left = link(sorted[..<middle], level: level + 1, fullLevels)
    let right = link(sorted[(middle + 1)...], level: level + 1, fullLevels)
    (entries[number].left, entries[number].right) = (left, right)
    entries[number].isBlack = level < fullLevels
    return UInt32(number)
  }

  private func directory() -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries {
      let name = entry.name.utf16.prefix(31)
      var record = name.flatMap { [UInt8](littleEndian: $0) }
      record.append(contentsOf: [UInt8](repeating: 0, count: 64 - record.count))
      record += [UInt8](littleEndian: UInt16(2 * (name.count + 1)))
      record += [entry.type, entry.isBlack ? 1 : 0]
      for number in [entry.left, entry.right, entry.child] {
        record += [UInt8](littleEndian: number)
      }
      // No class, no state, and no clock.
      record += [UInt8](repeating: 0, count: 36)
      record += [UInt8](littleEndian: entry.start) + [UInt8](littleEndian: UInt64(entry.size))
      bytes += record
    }
    // Entries that are free belong to no tree.
    let free =
      [UInt8](repeating: 0, count: 68) + [UInt8](repeating: 0xFF, count: 12)
      + [UInt8](repeating: 0, count: 48)
    while bytes.count % sectorSize != 0 { bytes += free }
    return bytes
  }

  // MARK: - Sectors

  private var sectorSize: Int { 1 << shift }

  private func sectors(_ bytes: Int) -> Int { (bytes + sectorSize - 1) >> shift }

  /// Writes the file.
  /// - Returns: the number of its bytes.
  /// - Throws: ``FileError`` when a stream cannot be read, or the file not be written.
  @discardableResult
  package func write(to sink: any ByteSink) throws(FileError) -> Int {
    var plan = self
    return try plan.lay(to: sink)
  }

  private mutating func lay(to sink: any ByteSink) throws(FileError) -> Int {
    // The pieces of 64 bytes, and what follows what among them.
    var miniTable: [UInt32] = []
    for i in entries.indices where entries[i].isSmall && entries[i].size > 0 {
      entries[i].start = UInt32(miniTable.count)
      Self.appendChain(
        (entries[i].size + 63) >> Self.miniShift, from: miniTable.count, to: &miniTable)
    }
    entries[0].size = miniTable.count << Self.miniShift
    let perSector = sectorSize / 4
    let directorySectors = sectors(entries.count * 128)
    let miniTableSectors = (miniTable.count + perSector - 1) / perSector
    let miniSectors = sectors(entries[0].size)
    let large = entries.indices.filter { entries[$0].isLarge }
    let content =
      directorySectors + miniTableSectors + miniSectors
      + large.reduce(0) { $0 + sectors(entries[$1].size) }
    var tableSectors = 0
    var listSectors = 0
    while tableSectors * perSector < content + tableSectors + listSectors {
      tableSectors += 1
      listSectors = (max(0, tableSectors - Self.listedInHeader) + perSector - 2) / (perSector - 1)
    }
    // The table: its own sectors, those that list them, then the chains in the order of the file.
    var table = [UInt32](repeating: Self.tableMark, count: tableSectors)
    table += [UInt32](repeating: Self.listMark, count: listSectors)
    func chain(_ count: Int) -> UInt32 {
      let start = table.count
      Self.appendChain(count, from: start, to: &table)
      return count > 0 ? UInt32(start) : Self.end
    }
    let directoryStart = chain(directorySectors)
    let miniTableStart = chain(miniTableSectors)
    entries[0].start = chain(miniSectors)
    for i in large { entries[i].start = chain(sectors(entries[i].size)) }
    table += [UInt32](repeating: Self.none, count: tableSectors * perSector - table.count)
    miniTable += [UInt32](
      repeating: Self.none, count: miniTableSectors * perSector - miniTable.count)

    try sink.write(
      header(
        directoryStart: directoryStart, directorySectors: directorySectors,
        miniTableStart: miniTableStart, miniTableSectors: miniTableSectors,
        tableSectors: tableSectors, listSectors: listSectors))
    try sink.write(Self.bytes(of: table))
    try sink.write(lists(tableSectors: tableSectors, listSectors: listSectors))
    try sink.write(directory())
    try sink.write(Self.bytes(of: miniTable))
    for entry in entries where entry.isSmall {
      try write(entry, filledTo: 1 << Self.miniShift, to: sink)
    }
    try sink.write(
      [UInt8](repeating: 0, count: miniSectors << shift - entries[0].size))
    for i in large { try write(entries[i], filledTo: sectorSize, to: sink) }
    return (1 + tableSectors + listSectors + content) << shift
  }

  private static func appendChain(_ count: Int, from start: Int, to table: inout [UInt32]) {
    guard count > 0 else { return }
    for next in (start + 1)..<(start + count) { table.append(UInt32(next)) }
    table.append(end)
  }

  private static func bytes(of numbers: [UInt32]) -> [UInt8] {
    numbers.flatMap { [UInt8](littleEndian: $0) }
  }

  private func header(
    directoryStart: UInt32, directorySectors: Int, miniTableStart: UInt32, miniTableSectors: Int,
    tableSectors: Int, listSectors: Int
  ) -> [UInt8] {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    bytes += [UInt8](repeating: 0, count: 16)
    let version: UInt16 = shift == 9 ? 3 : 4
    for value in [0x3E, version, 0xFFFE, UInt16(shift), UInt16(Self.miniShift), 0, 0, 0] {
      bytes += [UInt8](littleEndian: value)
    }
    let listed = min(tableSectors, Self.listedInHeader)
    let numbers: [UInt32] =
      [
        shift == 9 ? 0 : UInt32(directorySectors), UInt32(tableSectors), directoryStart, 0,
        UInt32(Self.miniCutoff), miniTableStart, UInt32(miniTableSectors),
        listSectors > 0 ? UInt32(tableSectors) : Self.end, UInt32(listSectors),
      ] + (0..<listed).map { UInt32($0) }
    bytes += Self.bytes(of: numbers)
    bytes += [UInt8](repeating: 0xFF, count: 512 - bytes.count)
    return bytes + [UInt8](repeating: 0, count: sectorSize - bytes.count)
  }

  /// The numbers of the table's sectors that the header has no room for, in sectors that each end
  /// with the number of the next one (2.5).
  private func lists(tableSectors: Int, listSectors: Int) -> [UInt8] {
    let room = sectorSize / 4 - 1
    var numbers: [UInt32] = []
    var next = Self.listedInHeader
    for sector in 0..<listSectors {
      for _ in 0..<room {
        numbers.append(next < tableSectors ? UInt32(next) : Self.none)
        next += 1
      }
      numbers.append(
        sector + 1 < listSectors ? UInt32(tableSectors + sector + 1) : Self.end)
    }
    return Self.bytes(of: numbers)
  }

  private func write(
    _ entry: Entry, filledTo unit: Int, to sink: any ByteSink
  ) throws(FileError) {
    for piece in entry.pieces {
      var offset = 0
      while offset < piece.count {
        let block = try piece.bytes(at: offset, count: 1 << 16)
        if block.isEmpty {
          throw FileError(.system("read it", "it is shorter than it was"), path: piece.name)
        }
        try sink.write(block)
        offset += block.count
      }
    }
    try sink.write([UInt8](repeating: 0, count: (unit - entry.size % unit) % unit))
  }
}

extension [UInt8] {
  /// The bytes of a number, the low one first.
  package init(littleEndian value: some FixedWidthInteger & UnsignedInteger) {
    self = stride(from: 0, to: value.bitWidth, by: 8).map {
      UInt8(truncatingIfNeeded: value >> $0)
    }
  }
}
