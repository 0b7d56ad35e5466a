/// Bytes that lie in several places of a source, as a source of their own.
struct ScatteredBytes: ByteSource {
  let name: String
  private(set) var count = 0
  private let input: any ByteSource
  /// The pieces, by where they begin among these bytes.
  private var pieces: [(start: Int, place: Int)] = []

  init(_ input: any ByteSource, name: String) {
    self.input = input
    self.name = name
  }

  /// Adds bytes of the source at the end; neighbors become one piece.
  mutating func append(place: Int, count added: Int) {
    if let last = pieces.last, last.place + (count - last.start) == place {
      count += added
      return
    }
    pieces.append((count, place))
    count += added
  }

  mutating func truncate(to limit: Int) { count = min(count, limit) }

  /// Reads across pieces; what the source does not have, at its end, is zeros.
  func read(into buffer: inout MutableRawSpan, at offset: Int) throws(FileError) -> Int {
    guard offset >= 0, offset < count else { return 0 }
    let wanted = min(buffer.byteCount, count - offset)
    var done = 0
    var index = piece(at: offset)
    while done < wanted {
      let (start, place) = pieces[index]
      let end = index + 1 < pieces.count ? pieces[index + 1].start : count
      let length = min(end - (offset + done), wanted - done)
      var room = buffer._mutatingExtracting(done..<(done + length))
      let n = try input.read(into: &room, at: place + (offset + done - start))
      for i in n..<max(n, length) { room.storeBytes(of: 0, toByteOffset: i, as: UInt8.self) }
      done += length
      index += 1
    }
    return wanted
  }

  /// The last piece that begins at or before an offset.
  private func piece(at offset: Int) -> Int {
    var low = 0
    var high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].start <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
