import RowcastTabular

/// Writes the fields of a chunk as records by a template: bytes in, bytes out, no cells between.
///
///     chunk    Ann,31,"a ""b"""
///     keys     {"name":  ,"age":  ,"note":
///     out      {"name":"Ann","age":31,"note":"a \"b\""}
///
/// Keys and short values are copied by whole vectors; what is copied too much is overwritten by
/// what follows. The first pass has seen every value, so that a number or date of a column of
/// numbers or dates needs no second look; the index's bit map tells which bytes of a text must be
/// replaced, and a text without such a bit is copied as it is.
///
/// Safe because every field makes room for its longest form (each byte replaced by at most seven)
/// before it is written, the chunk's bytes have ``overread`` bytes behind them, and no pointer
/// outlives the call that made it. The sink is all scalars, kept in registers: the rare cases are
/// static functions that get and return values.
struct RenderSink: RecordSink {
  static let byteClass = ByteClass.escaped
  /// How many bytes behind the chunk may be read.
  static let overread = 64

  private let bytes: UnsafePointer<UInt8>
  private let plan: Unmanaged<RenderPlan>
  private let slots: UnsafePointer<RenderPlan.Slot>
  private let slotCount: Int
  private let keys: UnsafePointer<UInt8>
  private let escapes: UnsafePointer<UInt64>
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
  private let notes: Unmanaged<RenderNotes>
  private var column = 0
  private(set) var rowCount = 0
  private var base: UnsafeMutablePointer<UInt8>
  private var at: UnsafeMutablePointer<UInt8>
  private var end: UnsafeMutablePointer<UInt8>

  /// - Parameters:
  ///   - pointers: into the plan's arrays, which the caller holds.
  ///   - hasPlainQuotes: whether the chunk's structure is regular and its quote is `"`.
  init(
    bytes: UnsafePointer<UInt8>, plan: RenderPlan, pointers: RenderPointers, notes: RenderNotes,
    rowLimit: Int, hasPlainQuotes: Bool, capacity: Int
  ) {
    self.bytes = bytes
    self.plan = .passUnretained(plan)
    slots = pointers.slots
    slotCount = plan.slots.count
    keys = pointers.keys
    escapes = pointers.escapes
    joint = pointers.joint
    jointCount = plan.joint.count
    width = plan.batch.width
    self.rowLimit = rowLimit
    missing = pointers.missing
    missingCount = plan.template.missing.count
    hasNullTokens = plan.batch.hasNullTokens
    hasPlainWords = plan.batch.classifier.isPlain
    self.hasPlainQuotes = hasPlainQuotes
    self.notes = .passUnretained(notes)
    base = .allocate(capacity: capacity)
    at = base
    end = base + capacity
  }

  /// Makes room for `count` bytes and a vector's overrun.
  @inline(__always)
  private mutating func reserve(_ count: Int) {
    if end - at < count &+ 96 { (base, at, end) = Self.grown(base, at, end, count &+ 96) }
  }

  @inline(never)
  private static func grown(
    _ base: UnsafeMutablePointer<UInt8>, _ at: UnsafeMutablePointer<UInt8>,
    _ end: UnsafeMutablePointer<UInt8>, _ count: Int
  ) -> (
    UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>
  ) {
    let capacity = max((end - base) * 3 / 2, at - base + count)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: base, count: at - base)
    base.deallocate()
    return (larger, larger + (at - base), larger + capacity)
  }

  /// Writes what stands before the first record.
  mutating func begin(_ lead: ArraySlice<UInt8>) {
    reserve(lead.count)
    for byte in lead {
      at[0] = byte
      at += 1
    }
  }

  /// The finished bytes; the sink is of no use afterwards.
  mutating func finish(lead: Int) -> ByteChunk {
    if rowCount > 0 { at -= lead } else { at = base }
    return ByteChunk(owning: base, count: at - base)
  }

  @inline(__always)
  mutating func field(_ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64) {
    let source = column
    column = source &+ 1
    guard source < slotCount else { return }
    let slot = slots[source]
    if slot.mode == .skip { return }
    let length = end &- start
    reserve(Int(slot.keyLength) &+ 7 &* length &+ missingCount)
    let text = bytes + start
    Vectors.copy(keys + Int(slot.key), to: at, count: Int(slot.keyLength))
    at += Int(slot.keyLength)
    if length &+ Int(traits.rawValue) == 0 {
      Vectors.copy(missing, to: at, count: missingCount)
      at += missingCount
      return
    }
    switch slot.mode {
    case .number where length > 0:
      Vectors.copy(text, to: at, count: length)
      at += length
    case .text
    where !hasNullTokens && (hasPlainQuotes || !traits.contains(.encoded)):
      at[0] = UInt8(ascii: "\"")
      if classes == 0, length <= 64 {
        Vectors.copy(text, to: at + 1, count: length)
        at += length &+ 1
      } else {
        at = Escaping.copy(
          text, length, classes, isDoubled: traits.contains(.encoded), to: at + 1, escapes)
      }
      at[0] = UInt8(ascii: "\"")
      at += 1
    case .temporal where length >= 8 && isDigit(text[0]) && !hasNullTokens:
      // Spelled as it would be written, or its column would be text.
      at[0] = UInt8(ascii: "\"")
      Vectors.copy(text, to: at + 1, count: length)
      at[length &+ 1] = UInt8(ascii: "\"")
      at += length &+ 2
    case .boolean where length == 4 && hasPlainWords && Words.lowered(text) == Words.true:
      Words.store(Words.true, to: at)
      at += 4
    case .boolean
    where length == 5 && hasPlainWords && Words.lowered(text) == Words.fals
      && text[4] | 0x20 == UInt8(ascii: "e"):
      Words.store(Words.fals, to: at)
      at[4] = UInt8(ascii: "e")
      at += 5
    default: other(slot.mode, source, start, length, traits)
    }
  }

  @inline(__always)
  private mutating func other(
    _ mode: ColumnDecision.Mode, _ source: Int, _ start: Int, _ length: Int,
    _ traits: FieldTraits
  ) {
    let value = Self.value(mode, source, bytes, start, length, traits, plan, escapes)
    append(value)
  }

  @inline(__always)
  private mutating func append(_ value: [UInt8]) {
    reserve(value.count)
    at = Self.copied(value, to: at)
  }

  @inline(never)
  private static func copied(
    _ value: [UInt8], to at: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    value.withUnsafeBufferPointer { value in
      if let base = value.baseAddress { at.update(from: base, count: value.count) }
      return at + value.count
    }
  }

  /// The bytes of any other field's value.
  @inline(never)
  private static func value(
    _ mode: ColumnDecision.Mode, _ source: Int, _ bytes: UnsafePointer<UInt8>, _ start: Int,
    _ length: Int, _ traits: FieldTraits, _ plan: Unmanaged<RenderPlan>,
    _ escapes: UnsafePointer<UInt64>
  ) -> [UInt8] {
    plan._withUnsafeGuaranteedRef { plan in
      FieldRenderer(plan: plan, escapes: escapes).value(
        UnsafeBufferPointer(start: bytes + start, count: length), bytes, start, mode, source,
        traits)
    }
  }

  @inline(__always)
  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    if column != width || column != slotCount {
      let short = Self.ragged(column, line, plan, notes)
      if !short.isEmpty { append(short) }
    }
    column = 0
    reserve(jointCount)
    Vectors.copy(joint, to: at, count: jointCount)
    at += jointCount
    rowCount &+= 1
    return rowCount < rowLimit
  }

  /// Notes a record of another length; what must be written for its missing fields.
  @inline(never)
  private static func ragged(
    _ found: Int, _ line: Int, _ plan: Unmanaged<RenderPlan>, _ notes: Unmanaged<RenderNotes>
  ) -> [UInt8] {
    plan._withUnsafeGuaranteedRef { plan in
      if found != plan.batch.width {
        notes._withUnsafeGuaranteedRef {
          $0.diagnostics.add(
            .raggedRow(found: found, expected: plan.batch.width, line: $0.firstLine + line),
            kind: "ragged-row")
        }
      }
      if found > plan.slots.count { notes._withUnsafeGuaranteedRef { $0.isForeign = true } }
      guard found < plan.slots.count else { return [] }
      var result: [UInt8] = []
      for slot in plan.slots[found...] where slot.mode != .skip {
        result += plan.template.keys[Int(slot.key)..<Int(slot.key + slot.keyLength)]
        result += plan.template.missing
      }
      return result
    }
  }
}

/// What is noticed while a chunk is written.
final class RenderNotes {
  let firstLine: Int
  var diagnostics = DiagnosticLog()
  /// Whether a record has more fields than there are columns.
  var isForeign = false
  init(firstLine: Int) { self.firstLine = firstLine }
}

/// The places of a plan's arrays, while they are held.
struct RenderPointers {
  let slots: UnsafePointer<RenderPlan.Slot>
  let keys: UnsafePointer<UInt8>
  let escapes: UnsafePointer<UInt64>
  let joint: UnsafePointer<UInt8>
  let missing: UnsafePointer<UInt8>

  /// Lends the arrays of a plan to `body`.
  static func with<R>(_ plan: RenderPlan, _ body: (RenderPointers) -> R?) -> R? {
    let slack = [UInt8](repeating: 0, count: RecordTemplate.slack)
    let ends = plan.joint + slack + plan.template.missing + slack
    let missingStart = plan.joint.count + slack.count
    return plan.slots.withUnsafeBufferPointer { slots in
      plan.template.keys.withUnsafeBufferPointer { keys in
        plan.template.escapes.withUnsafeBufferPointer { escapes in
          ends.withUnsafeBufferPointer { joint in
            guard let slots = slots.baseAddress, let keys = keys.baseAddress,
              let escapes = escapes.baseAddress, let joint = joint.baseAddress
            else { return nil }
            return body(
              RenderPointers(
                slots: slots, keys: keys, escapes: escapes, joint: joint,
                missing: joint + missingStart))
          }
        }
      }
    }
  }
}
