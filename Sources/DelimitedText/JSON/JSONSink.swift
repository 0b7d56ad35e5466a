import RowcastJSONText
import RowcastMachine
import RowcastTabular

/// Writes the fields of a chunk as JSON records by a template: bytes in, bytes out, no cells between.
///
///     chunk    Ann,31,"a ""b"""
///     keys     {"name":  ,"age":  ,"note":
///     out      {"name":"Ann","age":31,"note":"a \"b\""}
///
/// Keys and short values are copied by whole vectors; what is copied too much is overwritten by
/// what follows. The first pass has seen every value, so that a number or date of a column of
/// numbers or dates needs no second look, or, where they are only guessed, a look at the bit map of
/// digits tells that it is one; the index's bit map tells which bytes of a text must be
/// replaced, and a text without such a bit is copied as it is.
///
/// Bounds: up to the ceiling there is room for the longest form of a field of at most 64 bytes (its
/// key, and each byte escaped by at most `StringEscaping/longest` others) and ``slack`` more;
/// longer fields ask for what they need. The chunk's bytes and the plan's constants have
/// ``PaddedBytes/margin`` bytes behind them that may be read. The sink is all scalars, kept in
/// registers: the rare cases are static functions that get and return values.
@safe struct JSONSink: RecordSink, ~Copyable {
  static let byteClass = ByteClass.escaped
  /// How many bytes behind a value may be overwritten: a whole copy of 64 bytes, quotes and escapes.
  private static let slack = 96
  /// The most bytes that an escaped byte becomes.
  private static let longest = 7
  /// Fields of at most so many bytes need no look at the room that is left.
  private static let shortField = 64

  /// What is noticed while a chunk is written.
  final class Notes {
    let firstLine: Int
    var diagnostics = DiagnosticLog()
    /// Whether a record has more fields than there are columns.
    var isForeign = false
    init(firstLine: Int) { self.firstLine = firstLine }
  }

  private let bytes: UnsafePointer<UInt8>
  private let plan: Unmanaged<JSONPlan>
  private let slots: UnsafePointer<JSONPlan.Slot>
  private let columns: UnsafePointer<KnownColumns.Column>
  private let hasPlainFields: Bool
  private let slotCount: Int
  private let keys: UnsafePointer<UInt8>
  private let joint: UnsafePointer<UInt8>
  private let jointCount: Int
  private let width: Int
  private let rowLimit: Int
  private let missing: UnsafePointer<UInt8>
  private let missingCount: Int
  private let hasNullTokens: Bool
  /// Whether no words but `true` and `false` are truth values, and none is missing.
  private let hasPlainWords: Bool
  /// Whether quotes inside a quoted field are all doubled, and JSON's own.
  private let hasPlainQuotes: Bool
  /// The bit map of bytes that are no digits, where records are held against what is known.
  private let digits: UnsafePointer<UInt64>
  /// Whether a field tells something new of its column.
  private(set) var isNew = false
  private let notes: Unmanaged<Notes>
  private var column = 0
  private(set) var rowCount = 0
  private var base: UnsafeMutablePointer<UInt8>
  private var at: UnsafeMutablePointer<UInt8>
  private var ceiling: UnsafeMutablePointer<UInt8>
  /// The room behind the ceiling.
  private let reserved: Int

  /// The records of a chunk as bytes, how many they are, and whether one of their fields tells something
  /// new of its column.
  /// - Parameter rowLimit: the most records that are written.
  static func records(
    of chunk: borrowing OpenChunk, by plan: JSONPlan, notes: Notes, rowLimit: Int
  ) -> (ByteChunk, rowCount: Int, isNew: Bool) {
    let hasPlainQuotes = chunk.index.isRegular && chunk.grammar.quote == UInt8(ascii: "\"")
    let capacity = plan.capacity(chunk.bytes.count, rowCount: chunk.place.rowCount)
    let columns = plan.columns
    return withExtendedLifetime((plan, notes)) {
      unsafe chunk.bytes.padded.withUnsafeBufferPointer { bytes in
        unsafe plan.constants.withUnsafeBufferPointer { constants in
          unsafe plan.slots.withUnsafeBufferPointer { slots in
            unsafe columns.withUnsafeBufferPointer { columns in
              // All have a margin, or at least one slot, and therefore a place.
              var sink = unsafe JSONSink(
                bytes: bytes.baseAddress.unsafelyUnwrapped,
                constants: constants.baseAddress.unsafelyUnwrapped, slots: slots,
                columns: columns, plan: plan, notes: notes, rowLimit: rowLimit,
                hasPlainQuotes: hasPlainQuotes, digits: chunk.index.classes, capacity: capacity)
              sink.begin(plan.lead(isFirst: chunk.isFirst))
              sink = chunk.walk(to: sink)
              let (rowCount, isNew) = (sink.rowCount, sink.isNew)
              return (sink.finish(leadCount: plan.leadCount), rowCount, isNew)
            }
          }
        }
      }
    }
  }

  /// - Parameters:
  ///   - plan: held by the caller, as its parts and `notes` are, for as long as the sink lives.
  ///   - hasPlainQuotes: whether the chunk's structure is regular and its quote is `"`.
  ///   - digits: a bit for each byte that is no digit, where a column is not settled; held as `bytes` are.
  private init(
    bytes: UnsafePointer<UInt8>, constants: UnsafePointer<UInt8>,
    slots: UnsafeBufferPointer<JSONPlan.Slot>, columns: UnsafeBufferPointer<KnownColumns.Column>,
    plan: JSONPlan, notes: Notes, rowLimit: Int, hasPlainQuotes: Bool,
    digits: UnsafePointer<UInt64>, capacity: Int
  ) {
    assert(Self.longest == StringEscaping.longest && Self.slack > StringEscaping.markedSlack)
    unsafe self.bytes = bytes
    unsafe self.plan = .passUnretained(plan)
    unsafe self.slots = slots.baseAddress.unsafelyUnwrapped
    unsafe self.columns = columns.baseAddress.unsafelyUnwrapped
    slotCount = min(slots.count, columns.count)
    unsafe keys = constants
    unsafe joint = constants + plan.joint.lowerBound
    jointCount = plan.joint.count
    width = plan.reading.width
    self.rowLimit = rowLimit
    hasPlainFields = plan.known?.hasPlainFields ?? true
    unsafe missing = constants + plan.missing.lowerBound
    missingCount = plan.missing.count
    hasNullTokens = plan.reading.fields.hasNullTokens
    hasPlainWords = plan.reading.fields.classifier.isPlain
    self.hasPlainQuotes = hasPlainQuotes
    unsafe self.digits = digits
    unsafe self.notes = .passUnretained(notes)
    reserved = plan.longestPart + Self.longest * Self.shortField + Self.slack
    unsafe base = .allocate(capacity: capacity + reserved)
    unsafe at = base
    unsafe ceiling = base + capacity
  }

  deinit { unsafe base.deallocate() }

  /// Makes room for `count` bytes below the ceiling.
  @inline(__always)
  private mutating func reserve(_ count: Int) {
    if unsafe ceiling - at < count {
      unsafe (base, at, ceiling) = Self.grown(base, at, ceiling, count, reserved)
    }
    unsafe assert(at >= base && at + count <= ceiling)
  }

  @inline(never)
  private static func grown(
    _ base: UnsafeMutablePointer<UInt8>, _ at: UnsafeMutablePointer<UInt8>,
    _ ceiling: UnsafeMutablePointer<UInt8>, _ count: Int, _ reserved: Int
  ) -> (
    UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>
  ) {
    let used = unsafe at - base
    unsafe assert(used >= 0 && used <= ceiling - base + reserved)
    let capacity = unsafe max((ceiling - base) * 3 / 2, used + count)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + reserved)
    unsafe larger.update(from: base, count: used)
    unsafe base.deallocate()
    return unsafe (larger, larger + used, larger + capacity)
  }

  /// Writes what stands before the first record.
  mutating func begin(_ lead: ArraySlice<UInt8>) {
    reserve(lead.count)
    for byte in lead {
      unsafe at[0] = byte
      unsafe at += 1
    }
  }

  /// The finished bytes.
  /// - Parameter leadCount: the bytes behind the last record that begin the next one.
  consuming func finish(leadCount: Int) -> ByteChunk {
    let chunk = unsafe ByteChunk(
      owning: base, count: rowCount > 0 ? at - base - leadCount : 0)
    discard self
    return chunk
  }

  @inline(__always)
  mutating func field(
    _ span: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64
  ) {
    let source = column
    column = source &+ 1
    guard source < slotCount else { return }
    let slot = unsafe slots[source]
    if slot.mode == .skip { return }
    let length = end &- start
    assert(start >= 0 && length >= 0 && end &+ PaddedBytes.margin <= span.count)
    reserve(length > Self.shortField ? Self.longest &* length : 0)
    let text = unsafe bytes + start
    unsafe ShortCopy.copyPadded(keys + Int(slot.key), count: Int(slot.keyLength), to: at)
    unsafe at += Int(slot.keyLength)
    let known = unsafe columns[source]
    if length &+ Int(traits.rawValue) == 0 {
      if !known.isSettled, !known.kinds.contains(.empty) { isNew = true }
      unsafe ShortCopy.copyPadded(missing, count: missingCount, to: at)
      unsafe at += missingCount
      return
    }
    if !known.isSettled, !isKnown(known, source, span, start, end, traits) { isNew = true }
    switch slot.mode {
    case .number where length > 0:
      unsafe ShortCopy.copyPadded(text, count: length, to: at)
      unsafe at += length
    case .text
    where !hasNullTokens && (hasPlainQuotes || !traits.contains(.encoded)):
      unsafe at[0] = UInt8(ascii: "\"")
      if classes == 0, length <= 64 {
        unsafe ShortCopy.copyPadded(text, count: length, to: at + 1)
        unsafe at += length &+ 1
      } else {
        unsafe at = StringEscaping.copyMarked(
          text, count: length, marks: classes, isDoubled: traits.contains(.encoded), to: at + 1)
      }
      unsafe at[0] = UInt8(ascii: "\"")
      unsafe at += 1
    case .temporal
    where unsafe length >= 8 && text[0] &- UInt8(ascii: "0") < 10 && !hasNullTokens:
      // Spelled as it would be written, or its column would be text.
      unsafe at[0] = UInt8(ascii: "\"")
      unsafe ShortCopy.copyPadded(text, count: length, to: at + 1)
      unsafe at[length &+ 1] = UInt8(ascii: "\"")
      unsafe at += length &+ 2
    case .boolean where hasPlainWords:
      if let isTrue = Words.truth(span, start, length) {
        unsafe UnsafeMutableRawPointer(at).storeBytes(
          of: (isTrue ? Words.true : Words.fals).littleEndian, as: UInt32.self)
        unsafe at[4] = UInt8(ascii: "e")
        unsafe at += length
      } else {
        unsafe append(Self.value(source, span, start, length, traits, plan))
      }
    default: unsafe append(Self.value(source, span, start, length, traits, plan))
    }
  }

  /// Whether a field tells nothing new of its column.
  @inline(__always)
  private func isKnown(
    _ column: KnownColumns.Column, _ source: Int, _ span: Span<UInt8>, _ start: Int, _ end: Int,
    _ traits: FieldTraits
  ) -> Bool {
    let others = unsafe IndexWalker.bits(digits, start, end)
    if hasPlainFields,
      let isKnown = PlainField.isKnown(column, span, start, end, traits, others)
    {
      return isKnown
    }
    return unsafe Self.isKnown(column, source, span, start, end, traits, plan)
  }

  @inline(never)
  private static func isKnown(
    _ column: KnownColumns.Column, _ source: Int, _ span: Span<UInt8>, _ start: Int, _ end: Int,
    _ traits: FieldTraits, _ plan: Unmanaged<JSONPlan>
  ) -> Bool {
    unsafe plan._withUnsafeGuaranteedRef { plan in
      plan.known?.has(span, start, end, traits, column: source, column) ?? true
    }
  }

  @inline(__always)
  private mutating func append(_ value: [UInt8]) {
    reserve(value.count)
    unsafe at = Self.copied(value, to: at)
  }

  @inline(never)
  private static func copied(
    _ value: [UInt8], to at: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    unsafe value.withUnsafeBufferPointer { value in
      if let base = value.baseAddress { unsafe at.update(from: base, count: value.count) }
      return unsafe at + value.count
    }
  }

  /// The bytes of any other field's value.
  @inline(never)
  private static func value(
    _ source: Int, _ bytes: Span<UInt8>, _ start: Int, _ length: Int, _ traits: FieldTraits,
    _ plan: Unmanaged<JSONPlan>
  ) -> [UInt8] {
    unsafe plan._withUnsafeGuaranteedRef { plan in
      var appended: [UInt8] = []
      let value = plan.reading.fields.value(
        bytes, start, start + length, traits, column: source, appendingTo: &appended)
      let field = bytes.extracting(start..<(start + length))
      var buffer = OutputBytes(capacity: length + 64)
      switch value {
      case .missing: return Array(plan.constants[plan.missing])
      case .number(.asItStands): return Array(field)
      case .number(.appended): return appended
      case .text(.asItStands): buffer.appendQuoted(field)
      case .text(.appended): buffer.appendQuoted(appended.span)
      case .boolean(let isTrue): buffer.append(isTrue ? "true" : "false")
      case .moment(let kind, let milliseconds):
        buffer.append(UInt8(ascii: "\""))
        TemporalText.append(kind, milliseconds: milliseconds, to: &buffer)
        buffer.append(UInt8(ascii: "\""))
      }
      return buffer.array()
    }
  }

  @inline(__always)
  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    if column != width || column != slotCount {
      let short = unsafe Self.ragged(column, line, plan, notes)
      if !short.isEmpty { append(short) }
    }
    column = 0
    reserve(0)
    unsafe ShortCopy.copyPadded(joint, count: jointCount, to: at)
    unsafe at += jointCount
    rowCount &+= 1
    return rowCount < rowLimit
  }

  /// Notes a record of another length; what must be written for its missing fields.
  @inline(never)
  private static func ragged(
    _ found: Int, _ line: Int, _ plan: Unmanaged<JSONPlan>, _ notes: Unmanaged<Notes>
  ) -> [UInt8] {
    unsafe plan._withUnsafeGuaranteedRef { plan in
      unsafe notes._withUnsafeGuaranteedRef { notes in
        if found != plan.reading.width {
          notes.diagnostics.add(
            .raggedRow(
              found: found, expected: plan.reading.width, line: notes.firstLine + line),
            kind: .raggedRow)
        }
        if found > plan.slots.count { notes.isForeign = true }
      }
      return plan.missingFields(from: found)
    }
  }
}
