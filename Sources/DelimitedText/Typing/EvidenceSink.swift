import RowcastTabular

/// Reads the fields of a chunk for what they tell about their columns: the hot loop of the first
/// pass.
///
/// Most fields are such as ``PlainField`` tells, or text in a column that is known to be text. A field
/// that brings nothing new costs some twenty instructions; only the first field of each
/// kind in a column goes further.
struct EvidenceSink: RecordSink, ~Copyable {
  static let byteClass = ByteClass.notDigit

  private let rules: ColumnRules
  private let isPlain: Bool
  private let fieldText: FieldText
  private let expectedWidth: Int
  private let rowLimit: Int
  private let columnLimit: Int
  private let countsMissing: Bool
  private var column = 0
  private var kinds: [ValueKinds]
  private var readings: [Readings]
  private var missing: [UInt32]
  private var words: [UInt32]
  private var marks: [UInt32]
  private var rowCount = 0
  private var fieldCount = 0
  private var encodedBytes = 0
  private var pending: [ChunkEvidence.First] = []
  private var evidence = ChunkEvidence()

  /// - Parameter known: what is known of the columns: of those that are settled nothing more is learned, not
  ///   even what is missing.
  init(
    rules: ColumnRules, fieldText: FieldText, expectedWidth: Int, rowLimit: Int, columnLimit: Int,
    known: KnownColumns? = nil
  ) {
    self.rules = rules
    isPlain = rules.isPlain
    self.fieldText = fieldText
    self.expectedWidth = expectedWidth
    self.rowLimit = rowLimit
    self.columnLimit = columnLimit
    kinds = Array(repeating: [], count: expectedWidth)
    readings = Array(repeating: .all, count: expectedWidth)
    missing = Array(repeating: 0, count: expectedWidth)
    words = missing
    marks = missing
    countsMissing = known == nil
    for (i, column) in (known?.columns ?? []).enumerated()
    where column.isSettled && i < expectedWidth {
      kinds[i] = column.kinds
      readings[i] = column.readings
    }
  }

  /// What was gathered.
  /// - Parameter lines: the number of line ends of the chunk.
  consuming func finish(lines: Int) -> ChunkEvidence {
    evidence.kinds = kinds
    evidence.readings = readings
    evidence.missing = missing
    evidence.words = words
    evidence.marks = marks
    evidence.rowCount = rowCount
    evidence.fieldCount = fieldCount
    evidence.encodedBytes = encodedBytes
    evidence.lines = lines
    return evidence
  }

  @inline(__always)
  mutating func field(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64
  ) {
    let index = column
    column = index &+ 1
    if index >= kinds.count {
      guard kinds.count < columnLimit else {
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
    if isPlain {
      if let found = PlainField.kinds(bytes, start, end, traits, classes) {
        add(found, seen, index, bytes, start, end, traits)
        return
      }
      if seen.contains(.boolean), traits.isEmpty, Words.truth(bytes, start, length) != nil {
        return
      }
    }
    other(bytes, start, end, traits, seen, index)
  }

  @inline(__always)
  private mutating func add(
    _ found: ValueKinds, _ seen: ValueKinds, _ index: Int, _ bytes: Span<UInt8>, _ start: Int,
    _ end: Int, _ traits: FieldTraits
  ) {
    if !seen.isSuperset(of: found) {
      kinds[index] = seen.union(found)
      note(found.subtracting(seen), bytes, start, end, traits, index)
    }
  }

  /// Any other field.
  @inline(never)
  private mutating func other(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, _ seen: ValueKinds,
    _ index: Int
  ) {
    let text = bytes.extracting(start..<end)
    var found = rules.kinds(ofField: bytes, start, end, traits, fieldText, column: index)
    if traits.contains(.encoded) { encodedBytes += text.count }
    if !found.isDisjoint(with: .missing) {
      if found.isDisjoint(with: [.nullWord, .quotedEmpty]) {
        missing[index] += 1
      } else {
        words[index] += 1
      }
    }
    if found.contains(.text) {
      let left =
        traits.contains(.encoded) ? [] : rules.readings(of: text, among: readings[index])
      readings[index] = left
      if left == .noValue { marks[index] += 1 }
      if left.isEmpty { found.insert(.settled) }
    }
    add(found, seen, index, bytes, start, end, traits)
  }

  @inline(__always)
  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    if column != expectedWidth || column < kinds.count { irregular(line) }
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
    for absent in min(column, kinds.count)..<kinds.count {
      missing[absent] += 1
      kinds[absent].insert(.empty)
    }
  }

  /// A column that no record before had.
  @inline(never)
  private mutating func grow() {
    kinds.append(rowCount > 0 ? .empty : [])
    readings.append(.all)
    missing.append(UInt32(truncatingIfNeeded: rowCount))
    words.append(0)
    marks.append(0)
  }

  /// Keeps a value as the example of its kinds.
  @inline(never)
  private mutating func note(
    _ kinds: ValueKinds, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits,
    _ index: Int
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

/// Truth values, four bytes at a time.
enum Words {
  /// `true`, and the first four bytes of `false`.
  static let `true`: UInt32 = 0x6575_7274
  static let fals: UInt32 = 0x736C_6166

  /// The truth value of `true` and `false` in any case.
  @inline(__always)
  static func truth(_ bytes: Span<UInt8>, _ start: Int, _ length: Int) -> Bool? {
    guard length == 4 || length == 5 else { return nil }
    let word = bytes.fourBytes(at: start) | 0x2020_2020
    if length == 4 { return word == `true` ? true : nil }
    let last = bytes[start &+ 4] | 0x20
    return word == fals && last == UInt8(ascii: "e") ? false : nil
  }
}
