internal import RowcastFileIO
internal import RowcastMachine

/// Changes on disk, in order.
///
///     order 8 | kind 1 | the old row, unless it was added | the new row, unless it was removed
///
/// The order is the place of the row, times four, plus the kind: a removed row stands where it was,
/// a changed or added one where it is.
enum EncodedChange {
  static let headSize = 9

  static func order(place: Int, _ kind: RowChange.Kind) -> UInt64 {
    UInt64(truncatingIfNeeded: place) << 2 | UInt64(kind.rawValue)
  }
}

/// One entry of a run of changes, with the places of its rows in a block of bytes.
struct ChangeEntry {
  var order: UInt64
  var kind: RowChange.Kind
  var old: EncodedRow.Head?
  var new: EncodedRow.Head?
  /// The bytes that it takes.
  var size: Int

  /// The entry at a cursor's next byte; nil at the end.
  static func next(_ cursor: inout RunCursor) throws(FileError) -> ChangeEntry? {
    let head = EncodedChange.headSize
    guard try cursor.ready(head) else { return nil }
    let order = cursor.block.span.word(at: cursor.next)
    guard let kind = RowChange.Kind(rawValue: cursor.block[cursor.next + 8]) else { return nil }
    var size = head
    // The length of a row is known with its head.
    for _ in 0..<(kind == .changed ? 2 : 1) {
      guard try cursor.ready(size + EncodedRow.headSize) else { return nil }
      let end = cursor.block.span.word(at: cursor.next + size + 24) >> 32
      size += EncodedRow.headSize + Int(end)
      guard try cursor.ready(size) else { return nil }
    }
    let bytes = cursor.block.span
    let first = EncodedRow.Head(bytes, at: cursor.next + head)
    let second = kind == .changed ? first.flatMap { EncodedRow.Head(bytes, at: $0.end) } : nil
    return ChangeEntry(
      order: order, kind: kind, old: kind == .added ? nil : first,
      new: kind == .added ? first : second, size: size)
  }
}

/// Several runs of changes as one.
struct MergedChanges: Sendable {
  let runs: [Run]

  /// Hands on the entries of all runs in one order, with the block that they lie in.
  /// - Parameter body: false ends the walk.
  /// - Throws: `FileError`, or what `body` throws.
  func forEach(_ body: (ChangeEntry, Span<UInt8>) throws -> Bool) throws {
    var cursors = runs.map { RunCursor($0) }
    var entries: [ChangeEntry?] = []
    for index in cursors.indices { entries.append(try ChangeEntry.next(&cursors[index])) }
    while true {
      var least: Int?
      for (index, entry) in entries.enumerated() {
        guard let entry else { continue }
        if let known = least, let best = entries[known], best.order <= entry.order { continue }
        least = index
      }
      guard let index = least, let entry = entries[index] else { return }
      let block = cursors[index].block
      if try !body(entry, block.span) { return }
      cursors[index].skip(entry.size)
      entries[index] = try ChangeEntry.next(&cursors[index])
    }
  }

  /// One run of all entries.
  /// - Parameter memory: the bytes that it keeps before it has a file.
  func joined(memory: Int) throws -> Run {
    if runs.count == 1, let only = runs.first { return only }
    let writer = RunWriter(count: 1, memory: memory)
    var buffer: [UInt8] = []
    try forEach { entry, block in
      let start = (entry.old ?? entry.new)?.start ?? 0
      let first = start - EncodedRow.headSize - EncodedChange.headSize
      buffer.append(contentsOf: block.extracting(first..<(first + entry.size)))
      if buffer.count > 1 << 16 {
        try writer.append(buffer, to: 0)
        buffer.removeAll(keepingCapacity: true)
      }
      return true
    }
    try writer.append(buffer, to: 0)
    return writer.finished()[0]
  }
}
