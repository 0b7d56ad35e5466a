internal import RowcastFileIO
internal import RowcastMachine

/// One entry's bytes, from the first to the last, inflated and checked on the way.
///
/// Deflated entries are inflated by ISA-L from the stored bytes; stored ones are passed on; other
/// methods are left to libzip. The checksum and the limits hold for what really comes out, not for
/// what the directory says. For one thread at a time.
public final class EntryStream {
  /// The entry that is read, as the directory describes it.
  public let entry: ZipEntry
  /// The bytes given out so far.
  public private(set) var count = 0
  private let handle: ArchiveHandle
  private let limits: ZipLimits
  private let origin: Origin
  private var checksum: UInt32 = 0
  private var isFinished = false
  private let places: EntryPlaces?

  /// Where the bytes come from.
  private enum Origin {
    case deflated(ArchiveHandle.File, Inflater)
    /// Stored, or decompressed by libzip.
    case plain(ArchiveHandle.File)
    /// Inflated and checked before.
    case kept([UInt8])
  }

  /// - Parameter places: where the entry can be entered, and where it is noted for others.
  init(_ entry: ZipEntry, archive: ZipArchive, places: EntryPlaces? = nil) throws(ZipError) {
    guard !entry.isEncrypted else { throw ZipError(.encrypted, entry: entry.name) }
    self.entry = entry
    handle = archive.handle
    limits = archive.limits
    let isDeflated = entry.isDeflated
    let file = try handle.open(entry, raw: isDeflated)
    origin = isDeflated ? .deflated(file, Inflater(.deflate)) : .plain(file)
    self.places = isDeflated ? places : nil
  }

  /// Gives out what an earlier stream has inflated and checked.
  init(_ entry: ZipEntry, kept bytes: [UInt8], archive: ZipArchive) {
    self.entry = entry
    handle = archive.handle
    limits = archive.limits
    origin = .kept(bytes)
    places = nil
  }

  deinit {
    switch origin {
    case .deflated(let file, _), .plain(let file): handle.close(file)
    case .kept: break
    }
  }

  /// Fills `buffer` with the next bytes.
  /// - Returns: how many; less than the buffer takes only at the end, 0 behind the end.
  /// - Throws: ``ZipError``, also when the bytes are all there but the checksum is wrong.
  public func read(into buffer: inout MutableRawSpan) throws(ZipError) -> Int {
    if case .kept(let bytes) = origin {
      let n = min(buffer.byteCount, bytes.count - count)
      buffer.copy(RawSpan(_elements: bytes.span.extracting(count..<(count + n))))
      count += n
      return n
    }
    var done = 0
    while done < buffer.byteCount, !isFinished {
      let n = try fill(&buffer, from: done)
      checksum = Checksum.extended(checksum, by: buffer.bytes.extracting(done..<(done + n)))
      done += n
      count += n
      try checkLimits()
      if isFinished { try checkEnd() } else { notePlace() }
    }
    return done
  }

  /// Passes over bytes where that costs nothing: where they were inflated before.
  /// - Returns: how many were passed over, at most `wanted`.
  public func skip(_ wanted: Int) -> Int {
    switch origin {
    case .kept(let bytes):
      let n = max(0, min(wanted, bytes.count - count))
      count += n
      return n
    case .deflated(let file, let inflater):
      guard let place = places?.last(after: count, upTo: count + wanted),
        handle.seek(file, to: place.point.consumed)
      else { return 0 }
      inflater.resume(at: place.point)
      checksum = place.checksum
      defer { count = place.offset }
      return place.offset - count
    case .plain: return 0
    }
  }

  private func notePlace() {
    guard let places, case .deflated(_, let inflater) = origin else { return }
    places.note(count) {
      EntryPlaces.Place(offset: count, checksum: checksum, point: inflater.point)
    }
  }

  /// Reads some more bytes to a place in the buffer; returns how many.
  private func fill(_ buffer: inout MutableRawSpan, from place: Int) throws(ZipError) -> Int {
    switch origin {
    case .kept: return 0
    case .plain(let file):
      let n = try handle.read(file, into: &buffer, at: place, entry: entry)
      if n == 0 { isFinished = true }
      return n
    case .deflated(let file, let inflater):
      return try inflate(file, inflater, into: &buffer, from: place)
    }
  }

  /// Inflates until the buffer is full, or so full as it may be at once, or the entry ends.
  private func inflate(
    _ file: ArchiveHandle.File, _ inflater: Inflater, into buffer: inout MutableRawSpan,
    from place: Int
  ) throws(ZipError) -> Int {
    var at = place
    while at < buffer.byteCount {
      if inflater.waiting == 0, !inflater.isInputEnded {
        try inflater.refill { (room) throws(ZipError) in
          try handle.read(file, into: &room, entry: entry)
        }
      }
      guard case .written(let n) = inflater.inflate(into: &buffer, at: at) else {
        throw ZipError(.badDeflate, entry: entry.name)
      }
      at += n
      if inflater.isFinished {
        isFinished = true
        break
      }
      if n == 0, inflater.isInputEnded { throw ZipError(.truncated, entry: entry.name) }
    }
    return at - place
  }

  private func checkLimits() throws(ZipError) {
    if count > limits.entryBytes {
      throw ZipError(
        .limit(name: "bytes in one entry", value: limits.entryBytes), entry: entry.name)
    }
    var consumed = entry.compressedSize
    if case .deflated(_, let inflater) = origin { consumed = inflater.consumed }
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
