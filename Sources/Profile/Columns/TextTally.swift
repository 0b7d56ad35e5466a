internal import RowcastMachine
internal import RowcastTabular

/// What is counted of the texts of a column.
struct TextTally: Sendable {
  /// The first different texts by code.
  private(set) var texts = StringInterner()
  /// Rows and the first row of each.
  private(set) var rows: [Int] = []
  private(set) var firsts: [UInt32] = []
  /// Rows whose text is not among ``texts``.
  private(set) var others = 0
  /// Whether no further text is taken.
  private(set) var isFull = false
  private(set) var lengths: NumberSketch
  private(set) var blots: [TextLook.Blot: SeenRows] = [:]
  private(set) var forms: [ValueForm: SeenRows] = [:]
  private let limits: ProfileLimits
  /// Of a batch: the codes of its shared texts; by code the second row, the hash, and the hash of the
  /// fingerprint, 0 while it is not known.
  private var shared: [Int: UInt32] = [:]
  private var seconds: [UInt32] = []
  private var hashes: [UInt64] = []
  private var folded: [UInt64] = []

  init(_ limits: ProfileLimits) {
    self.limits = limits
    lengths = NumberSketch(limit: limits.buckets)
  }

  /// Counts a cell of a batch.
  /// - Returns: the code of its text; nil where the cell points nowhere.
  @inline(__always)
  mutating func add(_ cell: Cell, in batch: RecordBatch, row: UInt32) -> Int? {
    if cell.kind == .sharedText {
      if let code = shared[cell.code] {
        count(Int(code), row: row)
        return Int(code)
      }
      guard let range = batch.dictionary.range(of: cell.code) else { return nil }
      let bytes = batch.dictionary.bytes
      let code = take(bytes.span.extracting(range), row: row)
      shared[cell.code] = UInt32(clamping: code)
      return code
    }
    guard let range = batch.textRange(of: cell) else { return nil }
    return take(batch.text.span.extracting(range), row: row)
  }

  private mutating func take(_ text: Span<UInt8>, row: UInt32) -> Int {
    let code = Int(texts.intern(text))
    guard code == rows.count else {
      count(code, row: row)
      return code
    }
    rows.append(1)
    firsts.append(row)
    seconds.append(0)
    hashes.append(CellHash.of(text))
    folded.append(0)
    return code
  }

  @inline(__always)
  private mutating func count(_ code: Int, row: UInt32) {
    rows[code] += 1
    if rows[code] == 2 { seconds[code] = row }
  }

  /// The hash of a text of the batch.
  func hash(_ code: Int) -> UInt64 { hashes[code] }

  /// Whether a text of the batch was seen just now for the first time.
  func isFirst(_ code: Int) -> Bool { rows[code] == 1 }

  /// The hash of the fingerprint of a text of the batch, found once.
  mutating func foldedHash(_ code: Int, _ text: @autoclosure () -> String) -> UInt64 {
    if folded[code] != 0 { return folded[code] }
    let text = text()
    // Sentences differ as they like.
    folded[code] =
      text.utf8.count <= 200
      ? Fingerprint.of(text).withBytes { CellHash.of($0) } : hashes[code]
    return folded[code]
  }

  /// Looks at the texts of a batch, once at each different one.
  mutating func close(_ distinct: inout DistinctSketch) {
    let dictionary = texts.dictionary()
    let bytes = dictionary.bytes
    var all: [Double] = []
    for code in 0..<dictionary.count {
      guard let range = dictionary.range(of: code) else { continue }
      let look = TextLook(bytes.span.extracting(range))
      let (count, row) = (rows[code], firsts[code])
      func place() -> CellPlace {
        CellPlace(
          row: Int(row), text: dictionary.beginning(of: code, bytes: CellPlace.shownBytes))
      }
      all.append(Double(look.length))
      forms[look.form, default: SeenRows()].add(count, place())
      for blot in look.blots { blots[blot, default: SeenRows()].add(count, place()) }
      distinct.add(hashes[code], mark: UInt64(row), row: row, rows: count, other: seconds[code])
    }
    lengths = NumberSketch(of: all, rows: rows, limit: limits.buckets)
    shared = [:]
    (seconds, hashes, folded) = ([], [], [])
  }

  /// Adds the texts of another part, which come behind all these.
  mutating func merge(_ other: TextTally) {
    lengths.merge(other.lengths)
    for (blot, seen) in other.blots { blots[blot, default: SeenRows()].merge(seen, isByText: true) }
    for (form, seen) in other.forms { forms[form, default: SeenRows()].merge(seen, isByText: true) }
    others += other.others
    let dictionary = other.texts.dictionary()
    let bytes = dictionary.bytes
    for code in 0..<dictionary.count {
      guard let range = dictionary.range(of: code) else { continue }
      let text = bytes.span.extracting(range)
      if let known = texts.code(of: text) {
        rows[Int(known)] += other.rows[code]
        continue
      }
      if texts.count >= limits.levels || texts.byteCount + text.count > limits.levelBytes {
        isFull = true
      }
      guard !isFull else {
        others += other.rows[code]
        continue
      }
      _ = texts.intern(text)
      rows.append(other.rows[code])
      firsts.append(other.firsts[code])
    }
  }
}

extension StringDictionary {
  /// The beginning of a text, of whole characters.
  func beginning(of code: Int, bytes most: Int) -> String {
    guard let range = range(of: code) else { return "" }
    var end = min(range.upperBound, range.lowerBound + most)
    while end > range.lowerBound, end < range.upperBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
  }
}
