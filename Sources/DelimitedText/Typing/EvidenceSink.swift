import RowcastTabular

/// Reads the fields of a chunk for what they tell about their columns: the hot loop of the first
/// pass.
///
/// Most fields are digits, digits with one point, or text in a column that is known to be text.
/// These are told by the bit map of bytes that are no digits, without looking at the bytes:
///
///     -12.50   map 1..1..    the sign off, one bit left: the point
///     2024     map ....      no bit: a whole number
///
/// A field that brings nothing new costs some twenty instructions; only the first field of each
/// kind in a column goes further.
struct EvidenceSink: RecordSink, ~Copyable {
  static let byteClass = ByteClass.notDigit

  private let bytes: UnsafePointer<UInt8>
  private let rules: ColumnRules
  private let isPlain: Bool
  private let fieldText: FieldText
  private let expectedWidth: Int
  private let rowLimit: Int
  private let columnLimit: Int
  private let countsMissing: Bool
  private var column = 0
  private var width: Int
  private var capacity: Int
  private var kinds: UnsafeMutablePointer<ValueKinds>
  private var readings: UnsafeMutablePointer<Readings>
  private var missing: UnsafeMutablePointer<UInt32>
  private var words: UnsafeMutablePointer<UInt32>
  private var rowCount = 0
  private var fieldCount = 0
  private var encodedBytes = 0
  private var pending: [ChunkEvidence.First] = []
  private var evidence = ChunkEvidence()

  /// - Parameter settled: columns of which nothing more needs to be known, not even what is missing.
  init(
    bytes: UnsafePointer<UInt8>, rules: ColumnRules, fieldText: FieldText, expectedWidth: Int,
    rowLimit: Int, columnLimit: Int, settled: SettledColumns? = nil
  ) {
    self.bytes = bytes
    self.rules = rules
    isPlain = rules.isPlain
    self.fieldText = fieldText
    self.expectedWidth = expectedWidth
    self.rowLimit = rowLimit
    self.columnLimit = columnLimit
    width = expectedWidth
    capacity = max(16, expectedWidth)
    kinds = .allocate(capacity: capacity)
    kinds.initialize(repeating: [], count: capacity)
    readings = .allocate(capacity: capacity)
    readings.initialize(repeating: .all, count: capacity)
    missing = .allocate(capacity: capacity)
    missing.initialize(repeating: 0, count: capacity)
    words = .allocate(capacity: capacity)
    words.initialize(repeating: 0, count: capacity)
    countsMissing = settled == nil
    for (i, column) in (settled?.columns ?? []).enumerated() where column.isSettled && i < width {
      kinds[i] = column.kinds
      readings[i] = column.readings
    }
  }

  deinit {
    kinds.deallocate()
    readings.deallocate()
    missing.deallocate()
    words.deallocate()
  }

  /// What was gathered.
  /// - Parameter lines: the number of line ends of the chunk.
  consuming func finish(lines: Int) -> ChunkEvidence {
    evidence.kinds = Array(UnsafeBufferPointer(start: kinds, count: width))
    evidence.readings = Array(UnsafeBufferPointer(start: readings, count: width))
    evidence.missing = Array(UnsafeBufferPointer(start: missing, count: width))
    evidence.words = Array(UnsafeBufferPointer(start: words, count: width))
    evidence.rowCount = rowCount
    evidence.fieldCount = fieldCount
    evidence.encodedBytes = encodedBytes
    evidence.lines = lines
    return evidence
  }

  @inline(__always)
  mutating func field(_ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64) {
    let index = column
    column = index &+ 1
    if index >= width {
      guard width < columnLimit else {
        evidence.isTooWide = true
        return
      }
      grow()
    }
    let seen = kinds[index]
    let length = end &- start
    // A column of text that can be read as nothing else learns only of missing values.
    if seen.contains(.settled), length > 0 || !countsMissing {
      if traits.contains(.encoded) { encodedBytes &+= length }
      return
    }
    if isPlain, length > 0, length <= 64, !traits.contains(.encoded) {
      // A lone sign is followed by a delimiter, a line end or the margin.
      let isNegative = bytes[start] == UInt8(ascii: "-")
      let sign = isNegative ? 1 : 0
      let first = bytes[start &+ sign]
      let others = classes & ~UInt64(sign)
      let hasNoZero = first != UInt8(ascii: "0")
      if others == 0 {
        if length > sign, hasNoZero || length == sign &+ 1 {
          add(
            traits.isEmpty ? .integer : .quotedInteger, seen, index, start, end, traits)
          return
        }
      } else if others & (others &- 1) == 0 {
        let point = others.trailingZeroBitCount
        if bytes[start &+ point] == UInt8(ascii: "."), point > sign, point &+ 1 < length,
          hasNoZero || point == sign &+ 1
        {
          var found: ValueKinds =
            length &- point != 4 || point > 3 &+ sign ? .plainDecimal : .decimal
          if !traits.isEmpty { found.insert(.quotedValue) }
          add(found, seen, index, start, end, traits)
          return
        }
      } else if others == Self.dashesOfDate, length == 10, sign == 0,
        isPlainDate(bytes + start)
      {
        add(traits.isEmpty ? .date : .quotedDate, seen, index, start, end, traits)
        return
      } else if seen.contains(.boolean), traits.isEmpty, isTruthValue(bytes + start, length) {
        return
      }
    }
    other(start, end, traits, seen, index)
  }

  /// The places of the dashes in `2024-03-01`.
  private static let dashesOfDate: UInt64 = 1 << 4 | 1 << 7

  /// Whether ten bytes with eight digits are a date that exists in any year.
  @inline(__always)
  private func isPlainDate(_ text: UnsafePointer<UInt8>) -> Bool {
    let zero = UInt8(ascii: "0")
    let month = (text[5] &- zero) &* 10 &+ (text[6] &- zero)
    let day = (text[8] &- zero) &* 10 &+ (text[9] &- zero)
    return text[4] == UInt8(ascii: "-") && text[7] == UInt8(ascii: "-") && month &- 1 < 12
      && day &- 1 < 28
  }

  @inline(__always)
  private func isTruthValue(_ text: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    length == 4
      ? Words.lowered(text) == Words.true
      : length == 5 && Words.lowered(text) == Words.fals && text[4] | 0x20 == UInt8(ascii: "e")
  }

  @inline(__always)
  private mutating func add(
    _ found: ValueKinds, _ seen: ValueKinds, _ index: Int, _ start: Int, _ end: Int,
    _ traits: FieldTraits
  ) {
    if !seen.isSuperset(of: found) {
      kinds[index] = seen.union(found)
      note(found.subtracting(seen), start, end, traits, index)
    }
  }

  /// Any other field.
  @inline(never)
  private mutating func other(
    _ start: Int, _ end: Int, _ traits: FieldTraits, _ seen: ValueKinds, _ index: Int
  ) {
    let text = UnsafeBufferPointer(start: bytes + start, count: end - start)
    var found: ValueKinds
    if traits.contains(.encoded) {
      encodedBytes += text.count
      found = rules.encodedKinds(of: fieldText.bytes(bytes, start, end, traits), column: index)
    } else {
      found = rules.kinds(of: text.span, column: index)
      if !traits.isEmpty {
        found = found == .empty ? .quotedEmpty : found.union(.quotedValue)
      }
    }
    if !found.isDisjoint(with: .missing) {
      if found.isDisjoint(with: [.nullWord, .quotedEmpty]) {
        missing[index] += 1
      } else {
        words[index] += 1
      }
    }
    if found.contains(.text) {
      let left =
        traits.contains(.encoded) ? [] : rules.readings(of: text.span, among: readings[index])
      readings[index] = left
      if left.isEmpty { found.insert(.settled) }
    }
    add(found, seen, index, start, end, traits)
  }

  @inline(__always)
  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    if column != expectedWidth || column < width { irregular(line) }
    if !pending.isEmpty { place(line) }
    fieldCount &+= column
    column = 0
    rowCount &+= 1
    return rowCount < rowLimit
  }

  /// A record that is shorter or longer than the header or than the records before it.
  @inline(never)
  private mutating func irregular(_ line: Int) {
    if column != expectedWidth {
      if column < expectedWidth { evidence.shortRows += 1 } else { evidence.longRows += 1 }
      if evidence.raggedLine == nil {
        evidence.raggedLine = line
        evidence.raggedWidth = column
      }
    }
    for absent in min(column, width)..<width {
      missing[absent] += 1
      kinds[absent].insert(.empty)
    }
  }

  /// A column that no record before had.
  @inline(never)
  private mutating func grow() {
    while width >= capacity {
      kinds = Self.doubled(kinds, capacity, [])
      readings = Self.doubled(readings, capacity, .all)
      missing = Self.doubled(missing, capacity, 0)
      words = Self.doubled(words, capacity, 0)
      capacity *= 2
    }
    missing[width] = UInt32(truncatingIfNeeded: rowCount)
    if rowCount > 0 { kinds[width].insert(.empty) }
    width += 1
  }

  private static func doubled<T: BitwiseCopyable>(
    _ old: UnsafeMutablePointer<T>, _ count: Int, _ filler: T
  ) -> UnsafeMutablePointer<T> {
    let new = UnsafeMutablePointer<T>.allocate(capacity: count * 2)
    new.update(from: old, count: count)
    (new + count).initialize(repeating: filler, count: count)
    old.deallocate()
    return new
  }

  /// Keeps a value as the example of its kinds.
  @inline(never)
  private mutating func note(
    _ kinds: ValueKinds, _ start: Int, _ end: Int, _ traits: FieldTraits, _ index: Int
  ) {
    let shown = fieldText.bytes(bytes, start, min(end, start + 160), traits)
    pending.append(
      ChunkEvidence.First(
        column: index, kinds: kinds, line: 0, text: String(decoding: shown, as: UTF8.self)))
  }

  /// Gives the examples of a record its line.
  @inline(never)
  private mutating func place(_ line: Int) {
    for var first in pending {
      first.line = line
      evidence.firsts.append(first)
    }
    pending.removeAll()
  }
}
