public import RowcastFileIO

/// Writes a ZIP archive to a sink, entry after entry, without looking back (APPNOTE 6.3.10).
///
/// Every entry has the first date of the format, 1980-01-01: the same entries give the same bytes.
public final class ZipWriter {
  /// The number of bytes written.
  public private(set) var count = 0
  private let sink: any ByteSink
  private var directory: [UInt8] = []
  private var entryCount = 0
  /// From this size on, sizes and places are written with 64 bits.
  private let large: Int

  /// Writing begins at the sink's present end; ``finish()`` completes the archive.
  public init(to sink: any ByteSink) {
    self.sink = sink
    large = 0xFFFF_FFFF
  }

  /// - Parameter large: less than the format's limit, to try what large archives look like.
  package init(to sink: any ByteSink, large: Int) {
    self.sink = sink
    self.large = large
  }

  /// Adds an entry.
  /// - Parameters:
  ///   - first: how it begins.
  ///   - spool: what follows; it is empty afterwards.
  ///   - last: how it ends, with the stream's end.
  /// - Throws: `FileError` when the sink takes no more.
  public func add(
    _ name: String, _ first: DeflatedRun? = nil, _ spool: DeflatedSpool? = nil, last: DeflatedRun
  ) throws(FileError) {
    var (size, deflated, checksum) = (0, 0, UInt32(0))
    func join(_ more: Int, _ bytes: Int, _ sum: UInt32) {
      size += more
      deflated += bytes
      checksum = DeflatedRun.joined(checksum, sum, count: more)
    }
    if let first { join(first.count, first.bytes.count, first.checksum) }
    if let spool { join(spool.count, spool.deflatedCount, spool.checksum) }
    join(last.count, last.bytes.count, last.checksum)

    let start = count
    let isLarge = size >= large || deflated >= large
    let isFar = start >= large
    var shared = Fields()
    shared.add16(isLarge || isFar ? 45 : 20)
    shared.add16(name.utf8.allSatisfy { $0 < 0x80 } ? 0 : 1 << 11)
    shared.add16(8)
    shared.add16(0)
    shared.add16(0x21)
    shared.add32(Int(checksum))
    shared.add32(isLarge ? 0xFFFF_FFFF : deflated)
    shared.add32(isLarge ? 0xFFFF_FFFF : size)
    shared.add16(name.utf8.count)

    var sizes = Fields()
    if isLarge {
      sizes.add64(size)
      sizes.add64(deflated)
    }
    var local = Fields()
    local.add32(0x0403_4B50)
    local.bytes += shared.bytes
    local.add16(isLarge ? sizes.bytes.count + 4 : 0)
    local.bytes += Array(name.utf8)
    if isLarge { local.addExtra(sizes) }
    try write(local.bytes)
    if let first { try write(first.bytes) }
    if let spool {
      count += spool.deflatedCount
      try spool.empty(into: sink)
    }
    try write(last.bytes)

    if isFar { sizes.add64(start) }
    var central = Fields()
    central.add32(0x0201_4B50)
    central.add16(45)
    central.bytes += shared.bytes
    central.add16(sizes.bytes.isEmpty ? 0 : sizes.bytes.count + 4)
    for _ in 0..<3 { central.add16(0) }
    central.add32(0)
    central.add32(isFar ? 0xFFFF_FFFF : start)
    central.bytes += Array(name.utf8)
    if !sizes.bytes.isEmpty { central.addExtra(sizes) }
    directory += central.bytes
    entryCount += 1
  }

  /// Writes the directory: the archive is complete.
  /// - Throws: `FileError` when the sink takes no more.
  public func finish() throws(FileError) {
    let (start, length) = (count, directory.count)
    try write(directory)
    var end = Fields()
    if start >= large || length >= large || entryCount >= 0xFFFF {
      let place = count
      end.add32(0x0606_4B50)
      end.add64(44)
      end.add16(45)
      end.add16(45)
      end.add32(0)
      end.add32(0)
      end.add64(entryCount)
      end.add64(entryCount)
      end.add64(length)
      end.add64(start)
      end.add32(0x0706_4B50)
      end.add32(0)
      end.add64(place)
      end.add32(1)
    }
    end.add32(0x0605_4B50)
    end.add16(0)
    end.add16(0)
    for _ in 0..<2 { end.add16(min(entryCount, 0xFFFF)) }
    end.add32(length >= large ? 0xFFFF_FFFF : length)
    end.add32(start >= large ? 0xFFFF_FFFF : start)
    end.add16(0)
    try write(end.bytes)
  }

  private func write(_ bytes: [UInt8]) throws(FileError) {
    try sink.write(bytes)
    count += bytes.count
  }
}

/// Numbers as the format has them, the lowest byte first.
private struct Fields {
  var bytes: [UInt8] = []

  mutating func add16(_ value: Int) { add(value, bytes: 2) }
  mutating func add32(_ value: Int) { add(value, bytes: 4) }
  mutating func add64(_ value: Int) { add(value, bytes: 8) }

  private mutating func add(_ value: Int, bytes count: Int) {
    for i in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * i))) }
  }

  /// The extra field of 64-bit sizes.
  mutating func addExtra(_ sizes: Fields) {
    add16(1)
    add16(sizes.bytes.count)
    bytes += sizes.bytes
  }
}
