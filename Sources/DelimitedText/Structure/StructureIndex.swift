import RowcastMachine
import RowcastTabular

internal import CRowcastVectors

/// Where the fields of a chunk end, found 64 bytes at a time.
///
///     bytes      a , " b , c " \n " d \n e " , 1 \n
///     quotes     . . 1 . . . 1 .  1 . .  . 1 . . .
///     inside     . . 1 1 1 1 . .  1 1 1  1 . . . .     (running exclusive or of the quotes)
///     positions    1           7         10*   13   15  (* a line end inside quotes: tagged)
///
/// The running exclusive or is right only where every opening quote stands at the beginning of a
/// field and every closing quote at its end (doubled quotes close and open again, which comes to
/// the same). That is tested with the same bits; where it fails, the walker reads the chunk.
///
/// Bits are found by vectors of 32 bytes where the processor has them, of 16 elsewhere.
@safe struct StructureIndex: ~Copyable {
  /// Marks a line end inside quotes.
  static let tag: UInt32 = 1 << 31

  let positions: UnsafeMutablePointer<UInt32>
  private(set) var count = 0
  /// The bytes that it is the index of.
  let byteCount: Int
  /// One bit for each byte of the class asked for, and two words more.
  let classes: UnsafeMutablePointer<UInt64>
  /// One bit for each byte that JSON escapes, and two words more, where both classes are asked for;
  /// else the same as ``classes``.
  let escapes: UnsafeMutablePointer<UInt64>
  private let hasTwoMaps: Bool
  private let marksLines: Bool
  private let isWide: Bool
  /// One bit for each quote; only filled when there are quotes.
  let quotes: UnsafeMutablePointer<UInt64>
  private(set) var hasQuotes = false
  /// Whether line ends inside quotes have positions.
  private var hasInnerLines = false
  /// Whether the structure is plain; false means that the walker must read the chunk.
  private(set) var isRegular = true
  /// The first byte that is not UTF-8, when that was asked for.
  private(set) var malformed: Int?

  /// Irregular, and nothing else, where the grammar is not simple or there are 2^31 bytes.
  /// - Parameters:
  ///   - validates: whether to look for bytes that are not UTF-8.
  ///   - isWide: whether to use vectors of 32 bytes where there are some.
  ///   - marksLines: whether line ends inside quotes get a position, so that lines can be counted.
  init(
    _ bytes: PaddedBytes, grammar: Grammar, class byteClass: ByteClass, validates: Bool,
    marksLines: Bool = true, isWide: Bool = WideVectors.areThere
  ) {
    self.isWide = isWide && WideVectors.areThere
    self.marksLines = marksLines
    byteCount = bytes.count
    let isReadable = grammar.isSimple && byteCount < Int(Self.tag)
    // Eight positions are always written at once.
    unsafe positions = .allocate(capacity: isReadable ? byteCount + 72 : 1)
    let words = isReadable ? byteCount / 64 + 3 : 1
    unsafe classes = .allocate(capacity: words)
    hasTwoMaps = byteClass == .both
    unsafe escapes = hasTwoMaps ? .allocate(capacity: words) : classes
    unsafe quotes = .allocate(capacity: words)
    guard isReadable else {
      isRegular = false
      return
    }
    switch byteClass {
    case .notDigit: scan(bytes.padded, byteCount, grammar, .notDigit, validates)
    case .escaped: scan(bytes.padded, byteCount, grammar, .escaped, validates)
    case .both: scan(bytes.padded, byteCount, grammar, .both, validates)
    case .none: scan(bytes.padded, byteCount, grammar, .none, validates)
    }
    // What is left out or told is the walker's.
    let text = bytes.text
    if text.firstIndex(of: 0) != nil || ByteOrderMark.mayBegin(text) { isRegular = false }
  }

  deinit {
    unsafe positions.deallocate()
    unsafe classes.deallocate()
    if hasTwoMaps { unsafe escapes.deallocate() }
    unsafe quotes.deallocate()
  }

  @inline(__always)
  private mutating func scan(
    _ bytes: Span<UInt8>, _ byteCount: Int, _ grammar: Grammar, _ byteClass: ByteClass,
    _ validates: Bool
  ) {
    assert(byteCount &+ PaddedBytes.margin <= bytes.count)
    let delimiter = grammar.delimiter.first ?? UInt8(ascii: "\n")
    // Without a quote character nothing is one: 0xFF is no byte of UTF-8.
    let needles = Needles(delimiter: delimiter, quote: grammar.quote ?? 0xFF)
    var state = QuoteState()
    var validUpTo = 0
    var written = 0
    var block = 0
    let blocks = byteCount / 64
    let rest = byteCount - blocks * 64
    if isWide {
      validUpTo = scanWide(
        bytes, blocks, needles, byteClass, validates, byteCount, &state, &written)
      block = blocks
    }
    while block < blocks {
      let at = block &* 64
      let masks = needles.masks(bytes, at, byteClass)
      if validates, !masks.isASCII {
        let foreign = needles.foreign(bytes, at)
        validUpTo = validate(bytes, foreign, at, validUpTo, byteCount)
      }
      unsafe classes[block] = masks.classes
      if byteClass == .both { unsafe escapes[block] = masks.escapes }
      step(masks, ~0, block, bytes, at, needles, byteClass, &state, &written)
      block &+= 1
    }
    if !isWide { validUpTo = max(validUpTo, blocks * 64) }
    if rest > 0 {
      var last = [UInt8](repeating: 0, count: 64)
      for i in 0..<rest { last[i] = bytes[blocks * 64 + i] }
      let masks = needles.masks(last.span, 0, byteClass)
      let kept: UInt64 = (1 &<< UInt64(rest)) &- 1
      unsafe classes[block] = masks.classes
      if byteClass == .both { unsafe escapes[block] = masks.escapes }
      let cut = ByteMasks(separators: masks.separators & kept, quotes: masks.quotes & kept)
      step(cut, kept, block, last.span, 0, needles, byteClass, &state, &written)
      block += 1
    }
    for i in block..<(block + 2) {
      unsafe classes[i] = 0
      unsafe escapes[i] = 0
      unsafe quotes[i] = 0
    }
    if validates, malformed == nil {
      malformed = UTF8Validation.firstError(bytes.extracting(first: byteCount), from: validUpTo)
    }
    // A quote that closes at the very end is closed; one that is open is not.
    if state.inside != 0 || state.isIrregular { isRegular = false }
    count = written
    assert(written <= byteCount && block + 2 <= byteCount / 64 + 3)
  }

  /// The same for whole blocks, with vectors of 32 bytes.
  /// - Returns: where to look for sequences of UTF-8 from.
  @inline(__always)
  private mutating func scanWide(
    _ bytes: Span<UInt8>, _ blocks: Int, _ needles: Needles, _ byteClass: ByteClass,
    _ validates: Bool, _ byteCount: Int, _ state: inout QuoteState, _ written: inout Int
  ) -> Int {
    var isValid = true
    let delimiter = needles.delimiterByte
    let quote = needles.quoteByte
    let wanted = byteClass == .notDigit || byteClass == .both ? unsafe classes : nil
    let escaped = byteClass == .escaped || byteClass == .both ? unsafe escapes : nil
    // A group's separators; scan_blocks writes no more than `count` of them.
    unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: WideVectors.group) {
      separators in
      guard let found = separators.baseAddress else { return }
      var first = 0
      while first < blocks {
        let count = min(WideVectors.group, blocks &- first)
        let isMalformed = unsafe bytes.withUnsafeBufferPointer { bytes in
          assert((first &+ count) &* 64 <= bytes.count)
          return unsafe scan_blocks(
            bytes.baseAddress, first, count, delimiter, quote, validates ? 1 : 0, found, quotes,
            wanted, escaped)
        }
        if isMalformed != 0 { isValid = false }
        for i in 0..<count {
          let block = first &+ i
          let masks = unsafe ByteMasks(separators: found[i], quotes: quotes[block])
          step(masks, ~0, block, bytes, block &* 64, needles, byteClass, &state, &written)
        }
        first &+= count
      }
    }
    if byteClass == .none { unsafe classes.update(repeating: 0, count: blocks) }
    guard validates else { return 0 }
    if !isValid {
      malformed = UTF8Validation.firstError(bytes.extracting(first: byteCount))
      return byteCount
    }
    return UTF8Validation.lastStart(bytes, before: blocks * 64)
  }

  /// The positions inside quotes, and how many lines end there.
  func innerLines(_ bytes: Span<UInt8>) -> (positions: Int, lines: Int) {
    guard hasInnerLines else { return (0, 0) }
    var inner = (positions: 0, lines: 0)
    for i in 0..<count {
      let entry = unsafe positions[i]
      if entry & Self.tag == 0 { continue }
      inner.positions += 1
      // The CR of a CRLF ends nothing more.
      let at = Int(entry & ~Self.tag)
      if bytes[at] == UInt8(ascii: "\n") || bytes[at + 1] != UInt8(ascii: "\n") {
        inner.lines += 1
      }
    }
    return inner
  }

  /// The map that a sink wants to see.
  @inline(__always)
  func map(for byteClass: ByteClass) -> UnsafeMutablePointer<UInt64> {
    unsafe byteClass == .escaped ? escapes : classes
  }

  /// One block: quotes, and the positions that remain.
  @inline(__always)
  private mutating func step(
    _ masks: ByteMasks, _ present: UInt64, _ block: Int, _ bytes: Span<UInt8>, _ at: Int,
    _ needles: Needles, _ byteClass: ByteClass, _ state: inout QuoteState, _ written: inout Int
  ) {
    unsafe quotes[block] = masks.quotes
    if masks.quotes | state.inside | state.closedBefore == 0 {
      state.startsBefore = masks.separators &>> 63
      emit(masks.separators, 0, block &* 64, &written)
      return
    }
    if masks.quotes != 0 { hasQuotes = true }
    let inside = state.advance(masks, present)
    let plain = masks.separators & ~inside
    let hidden = masks.separators & inside
    if hidden == 0 {
      emit(plain, 0, block &* 64, &written)
      return
    }
    let ends = needles.lineEnds(bytes, at) & hidden
    // What separates nothing inside quotes is a byte of the text like any other.
    if byteClass == .escaped || byteClass == .both {
      unsafe escapes[block] |= needles.escapesDelimiter ? hidden : ends
    }
    if marksLines {
      if ends != 0 { hasInnerLines = true }
      emit(plain | ends, ends, block &* 64, &written)
    } else {
      emit(plain, 0, block &* 64, &written)
    }
  }

  /// Writes eight positions whether there are so many or not: cheaper than a branch for each.
  /// Those of `tagged` are marked as line ends inside quotes.
  @inline(__always)
  private func emit(_ mask: UInt64, _ tagged: UInt64, _ at: Int, _ written: inout Int) {
    if mask == 0 { return }
    var mask = mask
    // Of all masks before this one no bit stands for a byte twice.
    assert(written <= at)
    var place = unsafe positions + written
    written &+= mask.nonzeroBitCount
    let base = UInt32(truncatingIfNeeded: at)
    if tagged == 0 {
      repeat {
        for i in 0..<8 {
          unsafe place[i] = base &+ UInt32(truncatingIfNeeded: mask.trailingZeroBitCount)
          mask &= mask &- 1
        }
        unsafe place += 8
      } while mask != 0
      return
    }
    repeat {
      for i in 0..<8 {
        let bit = mask.trailingZeroBitCount
        let tag = UInt32(truncatingIfNeeded: tagged &>> UInt64(bit)) &<< 31
        unsafe place[i] = (base &+ UInt32(truncatingIfNeeded: bit)) | tag
        mask &= mask &- 1
      }
      unsafe place += 8
    } while mask != 0
  }

  /// Checks the sequences that begin in the block at `at`; returns where the last one ends.
  /// - Parameters:
  ///   - foreign: the bytes of the block beyond ASCII.
  ///   - start: where the last sequence ended.
  @inline(__always)
  private mutating func validate(
    _ bytes: Span<UInt8>, _ foreign: UInt64, _ at: Int, _ start: Int, _ byteCount: Int
  ) -> Int {
    let begun = start &- at
    let left =
      begun <= 0 ? foreign : begun >= 64 ? 0 : foreign & (~0 &<< UInt64(truncatingIfNeeded: begun))
    if left == 0 { return start }
    let end = UTF8Validation.end(bytes.extracting(first: byteCount), left, at)
    if end >= 0 { return end }
    return find(bytes, left, at, byteCount)
  }

  /// The slow way, which knows the malformed byte.
  @inline(never)
  private mutating func find(
    _ bytes: Span<UInt8>, _ foreign: UInt64, _ at: Int, _ byteCount: Int
  ) -> Int {
    var end = at
    var left = foreign
    while left != 0 {
      let place = at &+ left.trailingZeroBitCount
      let length = UTF8Validation.sequenceLength(bytes.extracting(first: byteCount), place)
      if length == 0, malformed == nil { malformed = place }
      end = place &+ max(length, 1)
      left &= ~0 << UInt64(min(end &- at, 64))
    }
    return end
  }
}

/// What one block must know of the blocks before it, about quotes.
struct QuoteState {
  /// All ones inside quotes.
  var inside: UInt64 = 0
  /// Whether the byte before was a separator outside quotes, or the beginning.
  var startsBefore: UInt64 = 1
  /// Whether the byte before was a closing quote.
  var closedBefore: UInt64 = 0
  var isIrregular = false

  /// The bytes of the block that lie inside quotes, opening quotes included.
  @inline(__always)
  mutating func advance(_ masks: ByteMasks, _ present: UInt64) -> UInt64 {
    var running = masks.quotes
    running ^= running &<< 1
    running ^= running &<< 2
    running ^= running &<< 4
    running ^= running &<< 8
    running ^= running &<< 16
    running ^= running &<< 32
    let insideHere = running ^ inside
    let opens = masks.quotes & insideHere
    let closes = masks.quotes & ~insideHere
    let starts = masks.separators & ~insideHere
    // An opening quote stands behind a separator, or reopens right behind a closing one.
    let mayOpen = (starts | closes) &<< 1 | startsBefore | closedBefore
    // Behind a closing quote stands a separator, or the quote that reopens.
    let mustEnd = closes &<< 1 | closedBefore
    if (opens & ~mayOpen) | (mustEnd & ~(masks.separators | masks.quotes) & present) != 0 {
      isIrregular = true
    }
    startsBefore = starts &>> 63
    closedBefore = closes &>> 63
    inside = UInt64(bitPattern: Int64(bitPattern: insideHere) &>> 63)
    return insideHere
  }
}
