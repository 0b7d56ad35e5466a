internal import RowcastFileIO
internal import RowcastMachine
internal import RowcastTabular

/// The rows of a part of both tables, in memory, grouped by their keys.
struct RowPairs {
  private let old: [UInt8]
  private let new: [UInt8]
  private let keyColumns: Int
  private let isWhole: Bool
  private(set) var tally: RowTally
  /// Kind and place in the bytes of what is not the same.
  private var changes: [Change] = []

  private struct Change {
    var order: UInt64
    var kind: RowChange.Kind
    var old: Int
    var new: Int
  }

  /// The rows of one key: the first and the last in each table, chained by ``nextOld`` and ``nextNew``.
  private struct Group {
    var hash: UInt64
    var oldCount: Int32 = 0
    var newCount: Int32 = 0
    var firstOld: Int32 = -1
    var lastOld: Int32 = -1
    var firstNew: Int32 = -1
    var lastNew: Int32 = -1
  }

  init(old: [UInt8], new: [UInt8], keyColumns: Int, otherColumns: Int, isWhole: Bool) {
    self.old = old
    self.new = new
    self.keyColumns = keyColumns
    self.isWhole = isWhole
    tally = RowTally(columns: otherColumns)
  }

  mutating func match() {
    let (oldRows, newRows) = (Self.places(of: old.span), Self.places(of: new.span))
    // Tables without a column in common have no row in common.
    guard keyColumns > 0 else {
      for place in oldRows { settle(place, nil) }
      for place in newRows { settle(nil, place) }
      changes.sort { $0.order < $1.order }
      return
    }
    var groups: [Group] = []
    var nextOld = [Int32](repeating: -1, count: oldRows.count)
    var nextNew = [Int32](repeating: -1, count: newRows.count)
    var size = 64
    while size < 2 * (oldRows.count + newRows.count) { size *= 2 }
    // `group + 1`; 0 is free.
    var slots = [Int32](repeating: 0, count: size)
    for (isOld, rows) in [(true, oldRows), (false, newRows)] {
      let table = isOld ? old : new
      let bytes = table.span
      for (index, place) in rows.enumerated() {
        guard let head = EncodedRow.Head(bytes, at: place) else { continue }
        let key = bytes.extracting(head.start..<head.keyEnd)
        let row = Int32(truncatingIfNeeded: index)
        // The parts are cut by the upper bits.
        var slot = Int(truncatingIfNeeded: head.hash) & (size &- 1)
        var group = -1
        while slots[slot] != 0 {
          let known = Int(slots[slot]) &- 1
          if groups[known].hash == head.hash, isEqual(key, groups[known], oldRows, newRows) {
            group = known
            break
          }
          slot = (slot &+ 1) & (size &- 1)
        }
        if group < 0 {
          group = groups.count
          groups.append(Group(hash: head.hash))
          slots[slot] = Int32(truncatingIfNeeded: group &+ 1)
        }
        if isOld {
          if groups[group].lastOld >= 0 {
            nextOld[Int(groups[group].lastOld)] = row
          } else {
            groups[group].firstOld = row
          }
          groups[group].lastOld = row
          groups[group].oldCount += 1
        } else {
          if groups[group].lastNew >= 0 {
            nextNew[Int(groups[group].lastNew)] = row
          } else {
            groups[group].firstNew = row
          }
          groups[group].lastNew = row
          groups[group].newCount += 1
        }
      }
    }
    for group in groups {
      if group.oldCount <= 1, group.newCount <= 1 {
        settle(
          group.firstOld >= 0 ? oldRows[Int(group.firstOld)] : nil,
          group.firstNew >= 0 ? newRows[Int(group.firstNew)] : nil)
      } else {
        settle(
          Self.chain(group.firstOld, nextOld).map { oldRows[$0] },
          Self.chain(group.firstNew, nextNew).map { newRows[$0] })
      }
    }
    changes.sort { $0.order < $1.order }
  }

  private static func places(of bytes: Span<UInt8>) -> [Int] {
    var places: [Int] = []
    var place = 0
    while let head = EncodedRow.Head(bytes, at: place) {
      places.append(place)
      place = head.end
    }
    return places
  }

  private static func chain(_ first: Int32, _ next: [Int32]) -> [Int] {
    var rows: [Int] = []
    var row = Int(first)
    while row >= 0 {
      rows.append(row)
      row = Int(next[row])
    }
    return rows
  }

  private func isEqual(
    _ key: Span<UInt8>, _ group: Group, _ oldRows: [Int], _ newRows: [Int]
  ) -> Bool {
    let isOld = group.firstOld >= 0
    let table = isOld ? old : new
    let place = isOld ? oldRows[Int(group.firstOld)] : newRows[Int(group.firstNew)]
    guard let head = EncodedRow.Head(table.span, at: place) else { return false }
    return key.isEqual(to: table.span.extracting(head.start..<head.keyEnd))
  }

  /// A row of one key alone in each table, or in one.
  private mutating func settle(_ oldPlace: Int?, _ newPlace: Int?) {
    switch (oldPlace, newPlace) {
    case (let a?, let b?):
      guard let own = EncodedRow.Head(old.span, at: a), let other = EncodedRow.Head(new.span, at: b)
      else { return }
      if old.span.extracting(own.keyEnd..<own.sharedEnd)
        .isEqual(to: new.span.extracting(other.keyEnd..<other.sharedEnd))
      {
        tally.counts.same += 1
        return
      }
      tally.counts.changed += 1
      countCells(own, other)
      changes.append(
        Change(
          order: EncodedChange.order(place: other.place, .changed), kind: .changed, old: a, new: b))
    case (let a?, nil):
      guard let own = EncodedRow.Head(old.span, at: a) else { return }
      tally.counts.removed += 1
      changes.append(
        Change(
          order: EncodedChange.order(place: own.place, .removed), kind: .removed, old: a, new: -1))
    case (nil, let b?):
      guard let other = EncodedRow.Head(new.span, at: b) else { return }
      tally.counts.added += 1
      changes.append(
        Change(
          order: EncodedChange.order(place: other.place, .added), kind: .added, old: -1, new: b))
    case (nil, nil): break
    }
  }

  private mutating func countCells(_ own: EncodedRow.Head, _ other: EncodedRow.Head) {
    var (a, b) = (own.keyEnd, other.keyEnd)
    for column in tally.cells.indices {
      guard let x = ValueBytes.range(in: old.span, at: a),
        let y = ValueBytes.range(in: new.span, at: b)
      else { return }
      if !old.span.extracting(x).isEqual(to: new.span.extracting(y)) {
        tally.cells[column] += 1
        tally.counts.changedCells += 1
      }
      (a, b) = (x.upperBound, y.upperBound)
    }
  }

  /// Rows of a key that repeats: equal ones first, then the others in their order.
  private mutating func settle(_ oldPlaces: [Int], _ newPlaces: [Int]) {
    if !isWhole, let first = oldPlaces.first ?? newPlaces.first {
      let isOld = !oldPlaces.isEmpty
      let table = isOld ? old : new
      if let head = EncodedRow.Head(table.span, at: first) {
        let key = table.span.extracting(head.start..<head.keyEnd)
        tally.add(
          RepeatedKey(
            values: Self.values(key, columns: keyColumns),
            oldCount: oldPlaces.count, newCount: newPlaces.count, firstRow: head.number,
            isFirstInOld: isOld))
      }
    }
    var waiting: [UInt64: [Int]] = [:]
    for place in newPlaces.reversed() {
      waiting[sharedHash(new.span, place), default: []].append(place)
    }
    var left: [Int] = []
    for place in oldPlaces {
      let hash = sharedHash(old.span, place)
      if let index = waiting[hash]?.lastIndex(where: { isShared(place, $0) }) {
        waiting[hash]?.remove(at: index)
        tally.counts.same += 1
      } else {
        left.append(place)
      }
    }
    let others = waiting.values.flatMap(\.self).sorted()
    let isPaired = !isWhole && oldPlaces.count + newPlaces.count <= RowMatching.pairedRows
    let pairs = isPaired ? min(left.count, others.count) : 0
    for index in 0..<pairs { settle(left[index], others[index]) }
    for place in left.dropFirst(pairs) { settle(place, nil) }
    for place in others.dropFirst(pairs) { settle(nil, place) }
  }

  private func sharedHash(_ bytes: Span<UInt8>, _ place: Int) -> UInt64 {
    EncodedRow.Head(bytes, at: place)
      .map { StringInterner.hash(bytes.extracting($0.start..<$0.sharedEnd)) } ?? 0
  }

  private func isShared(_ oldPlace: Int, _ newPlace: Int) -> Bool {
    guard let own = EncodedRow.Head(old.span, at: oldPlace),
      let other = EncodedRow.Head(new.span, at: newPlace)
    else { return false }
    return old.span.extracting(own.start..<own.sharedEnd)
      .isEqual(to: new.span.extracting(other.start..<other.sharedEnd))
  }

  /// The first values of a row's bytes.
  static func values(_ bytes: Span<UInt8>, columns: Int) -> [Value] {
    var place = 0
    var values: [Value] = []
    for _ in 0..<columns {
      guard let range = ValueBytes.range(in: bytes, at: place) else { break }
      values.append(ValueBytes.value(bytes.extracting(range)))
      place = range.upperBound
    }
    return values
  }

  static func appendHead(_ order: UInt64, _ kind: RowChange.Kind, to bytes: inout [UInt8]) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: order >> shift))
    }
    bytes.append(kind.rawValue)
  }

  /// Writes what is not the same, in order.
  func write(to writer: RunWriter) throws(FileError) {
    var buffer: [UInt8] = []
    for change in changes {
      Self.appendHead(change.order, change.kind, to: &buffer)
      for (bytes, place) in [(old, change.old), (new, change.new)] where place >= 0 {
        guard let head = EncodedRow.Head(bytes.span, at: place) else { continue }
        buffer.append(contentsOf: bytes.span.extracting(place..<head.end))
      }
      if buffer.count > 1 << 16 {
        try writer.append(buffer, to: 0)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try writer.append(buffer, to: 0)
  }
}
