/// Writes compound files ([MS-CFB]) for tests: as they should be, and with any word of them changed.
///
/// Sectors of 512 bytes: the FAT in the first one, the directory after it, then the streams. Streams
/// below 4,096 bytes go into the mini stream.
public struct CompoundFileBuilder {
  /// A stream by its name; names with `/` lie in storages.
  public var streams: [(name: String, bytes: [UInt8])]
  /// Whether small streams lie in the mini stream, as they should.
  public var usesMiniStream = true

  private static let sector = 512
  private static let free: UInt32 = 0xFFFF_FFFF
  private static let end: UInt32 = 0xFFFF_FFFE

  public init(_ streams: [(name: String, bytes: [UInt8])]) { self.streams = streams }

  /// The finished file.
  public var bytes: [UInt8] {
    var table: [UInt32] = []
    var body: [UInt8] = []
    var mini: [UInt8] = []
    var miniTable: [UInt32] = []
    var entries: [[UInt8]] = []
    let directorySectors = (streams.count + 1 + 3) / 4
    // How many sectors there are decides how many the table needs, which are sectors, too.
    let contents = streams.map { stream in
      stream.bytes.count >= 4096 || !usesMiniStream ? (stream.bytes.count + 511) / 512 : 0
    }.reduce(0, +)
    let small = usesMiniStream ? streams.filter { $0.bytes.count < 4096 } : []
    let miniSectors = small.reduce(0) { $0 + ($1.bytes.count + 63) / 64 }
    let miniBytes = (miniSectors + 7) / 8
    let miniTableSectors = (miniSectors + 127) / 128
    let rest = directorySectors + contents + miniBytes + miniTableSectors
    var tableSectors = 1
    while tableSectors * 128 < tableSectors + rest { tableSectors += 1 }
    table = [UInt32](repeating: 0xFFFF_FFFD, count: tableSectors)
    func chain(_ count: Int) -> UInt32 {
      let start = table.count
      guard count > 0 else { return Self.end }
      for i in 1..<max(1, count) { table.append(UInt32(start + i)) }
      table.append(Self.end)
      return UInt32(start)
    }
    let directory = chain(directorySectors)
    for (index, stream) in streams.enumerated() {
      let start: UInt32
      if stream.bytes.count >= 4096 || !usesMiniStream {
        start = chain((stream.bytes.count + 511) / 512)
        body += padded(stream.bytes, 512)
      } else {
        let count = (stream.bytes.count + 63) / 64
        start = count == 0 ? Self.end : UInt32(miniTable.count)
        for i in 1..<max(1, count) { miniTable.append(start + UInt32(i)) }
        if count > 0 { miniTable.append(Self.end) }
        mini += padded(stream.bytes, 64)
      }
      entries.append(
        entry(
          stream.name, kind: 2, start: start, size: stream.bytes.count,
          right: index + 1 < streams.count ? UInt32(index + 2) : Self.free, child: Self.free))
    }
    let miniStart = chain(miniBytes)
    let miniTableStart = chain(miniTableSectors)
    let root = entry(
      "Root Entry", kind: 5, start: miniStart, size: mini.count, right: Self.free,
      child: streams.isEmpty ? Self.free : 1)
    let listed = table + [UInt32](repeating: Self.free, count: tableSectors * 128 - table.count)
    return header(tableSectors, directory, miniTableStart, miniTableSectors)
      + listed.flatMap(Self.word) + padded(root + entries.joined(), 512) + body
      + padded(mini, 512) + padded(miniTable.flatMap(Self.word), 512, with: 0xFF)
  }

  private func header(
    _ tableSectors: Int, _ directory: UInt32, _ miniTable: UInt32, _ miniTableSectors: Int
  ) -> [UInt8] {
    var out: [UInt8] =
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 16)
    for half in [0x3E, 3, 0xFFFE, 9, 6] { out += [UInt8(half & 0xFF), UInt8(half >> 8)] }
    out += Array(repeating: 0, count: 10)
    for word in [UInt32(tableSectors), directory, 0, 4096, miniTable, UInt32(miniTableSectors)] {
      out += Self.word(word)
    }
    out += Self.word(Self.end) + Self.word(0)
    for i in 0..<109 { out += Self.word(i < tableSectors ? UInt32(i) : Self.free) }
    return out
  }

  private func entry(
    _ name: String, kind: UInt8, start: UInt32, size: Int, right: UInt32, child: UInt32
  ) -> [UInt8] {
    let units = Array(name.utf16)
    var out = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let length = out.count + 2
    out += Array(repeating: 0, count: 64 - out.count)
    out += [UInt8(length), 0, kind, 1]
    out += Self.word(Self.free) + Self.word(right) + Self.word(child)
    out += Array(repeating: 0, count: 36)
    return out + Self.word(start) + Self.word(UInt32(size)) + Self.word(0)
  }

  private func padded(_ bytes: [UInt8], _ size: Int, with filler: UInt8 = 0) -> [UInt8] {
    bytes + Array(repeating: filler, count: (size - bytes.count % size) % size)
  }

  /// A number as four bytes, the low one first.
  public static func word(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
