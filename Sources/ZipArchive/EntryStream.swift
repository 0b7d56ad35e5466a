import CISAL
import CLibzip

/// One entry's bytes, from the first to the last, inflated and checked on the way.
///
/// Deflated entries are inflated by ISA-L from the stored bytes; stored ones are passed on; other
/// methods are left to libzip. The checksum and the limits hold for what really comes out, not for
/// what the directory says. For one thread at a time.
public final class EntryStream {
  public let entry: ZipEntry
  /// The bytes given out so far.
  public private(set) var count = 0
  private let handle: ArchiveHandle
  private let limits: ZipLimits
  private let file: OpaquePointer
  private let inflater: Inflater?
  private var checksum: UInt32 = 0
  private var isFinished = false

  init(_ entry: ZipEntry, archive: ZipArchive) throws(ZipError) {
    guard !entry.isEncrypted else { throw ZipError(.encrypted, entry: entry.name) }
    self.entry = entry
    handle = archive.handle
    limits = archive.limits
    let isDeflated = entry.method == UInt16(ZIP_CM_DEFLATE)
    file = try handle.open(entry, raw: isDeflated)
    inflater = isDeflated ? Inflater() : nil
  }

  deinit { handle.close(file) }

  /// Fills `buffer` with the next bytes.
  /// - Returns: how many; less than the buffer takes only at the end, 0 behind the end.
  /// - Throws: ``ZipError``, also when the bytes are all there but the checksum is wrong.
  public func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(ZipError) -> Int {
    var done = 0
    while done < buffer.count, !isFinished {
      let rest = UnsafeMutableBufferPointer(rebasing: buffer[done...])
      let n = try fill(rest)
      if let base = rest.baseAddress { checksum = crc32_gzip_refl(checksum, base, UInt64(n)) }
      done += n
      count += n
      try checkLimits()
      if isFinished { try checkEnd() }
    }
    return done
  }

  private func fill(_ buffer: UnsafeMutableBufferPointer<UInt8>) throws(ZipError) -> Int {
    guard let inflater else {
      let n = try handle.read(file, into: buffer, entry: entry)
      if n == 0 { isFinished = true }
      return n
    }
    let n = try inflater.inflate(into: buffer, name: entry.name) {
      (input) throws(ZipError) -> Int in
      try handle.read(file, into: input, entry: entry)
    }
    isFinished = inflater.isFinished
    return n
  }

  private func checkLimits() throws(ZipError) {
    if count > limits.entryBytes {
      throw ZipError(
        .limit(name: "bytes in one entry", value: limits.entryBytes), entry: entry.name)
    }
    let consumed = inflater?.consumed ?? entry.compressedSize
    if count > limits.ratioFloor, count / limits.ratio > max(consumed, 1) {
      throw ZipError(
        .limit(name: "times its compressed size in one entry", value: limits.ratio),
        entry: entry.name)
    }
  }

  private func checkEnd() throws(ZipError) {
    guard checksum == entry.checksum else {
      throw ZipError(.checksum(expected: entry.checksum, found: checksum), entry: entry.name)
    }
    guard count == entry.size else {
      throw ZipError(.size(expected: entry.size, found: count), entry: entry.name)
    }
  }
}
