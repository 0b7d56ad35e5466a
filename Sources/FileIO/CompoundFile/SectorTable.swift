/// The FAT of a compound file: which sector follows which ([MS-CFB] 2.3, 2.5).
struct SectorTable: Sendable {
  /// What ends a chain.
  static let end: UInt32 = 0xFFFF_FFFE
  /// Higher numbers are no sectors.
  private static let last: UInt32 = 0xFFFF_FFF9

  /// The bytes of a sector as a power of two.
  let shift: Int
  /// How many sectors the file has, the last of which may be cut off.
  let count: Int
  private var next: [UInt32] = []
  private let path: String

  init(_ header: CompoundHeader, _ input: any ByteSource) throws(FileError) {
    shift = header.sectorShift
    path = input.name
    let size = 1 << shift
    count = max(0, (input.count - 1) >> shift)
    // How many sectors of the table a file of this length can have is known from the length alone.
    var listed = header.tableSectors.filter { $0 <= Self.last }
    var list = header.listStart
    var seen = SectorSet(count)
    while list <= Self.last, listed.count * (size / 4) < count, seen.insert(Int(list)) {
      let block = try Self.sector(list, shift, input)
      for i in 0..<(size / 4 - 1) {
        if let number = block.span.littleEndian32(at: 4 * i), number <= Self.last {
          listed.append(number)
        }
      }
      list = block.span.littleEndian32(at: size - 4) ?? Self.end
    }
    for number in listed where next.count < count {
      let block = try Self.sector(number, shift, input)
      for i in 0..<(size / 4) {
        // What is cut off belongs to no chain.
        next.append(block.span.littleEndian32(at: 4 * i) ?? Self.end)
      }
    }
  }

  private static func sector(
    _ number: UInt32, _ shift: Int, _ input: any ByteSource
  ) throws(FileError) -> [UInt8] {
    try input.bytes(at: (Int(number) + 1) << shift, count: 1 << shift)
  }

  /// The sectors of a chain, in its order.
  /// - Parameter bytes: how many bytes are wanted; what follows them is not looked at.
  /// - Parameter allowsCircle: whether a chain that comes back to where it was ends there.
  func chain(
    from start: UInt32, bytes: Int = .max, allowsCircle: Bool = false
  ) throws(FileError) -> [UInt32] {
    var found: [UInt32] = []
    var seen = SectorSet(count)
    var number = start
    // Also for a stream without bytes, which has a chain in some files and none in others.
    while number <= Self.last, found.count << shift < bytes {
      guard Int(number) < count else {
        throw FileError(.badCompoundFile("there is no sector \(number)"), path: path)
      }
      guard seen.insert(Int(number)) else {
        if allowsCircle { break }
        throw FileError(.badCompoundFile(CompoundFile.circle), path: path)
      }
      found.append(number)
      number = Int(number) < next.count ? next[Int(number)] : Self.end
    }
    return found
  }

  /// The bytes of a chain: neighbors in the file are read as one.
  func stream(
    of chain: [UInt32], limit: Int, name: String, input: any ByteSource
  ) -> ScatteredBytes {
    var bytes = ScatteredBytes(input, name: name)
    for number in chain { bytes.append(place: (Int(number) + 1) << shift, count: 1 << shift) }
    bytes.truncate(to: limit)
    return bytes
  }
}

/// Which sectors a chain has been to.
struct SectorSet {
  private var words: [UInt64]
  private let count: Int

  init(_ count: Int) {
    self.count = count
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
  }

  /// False for a sector that was there before, or that there is none of.
  mutating func insert(_ number: Int) -> Bool {
    guard number >= 0, number < count else { return false }
    let bit = UInt64(1) << UInt64(number % 64)
    guard words[number / 64] & bit == 0 else { return false }
    words[number / 64] |= bit
    return true
  }
}
