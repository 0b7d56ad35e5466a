import RowcastJSONText

/// What every chunk must know to be written as JSON: the template's constant bytes, each with a margin
/// behind it so that whole vectors can be copied, and how the fields of each column become values.
final class JSONPlan: @unchecked Sendable {  // immutable after `init`
  /// What stands before a source column's value, and how its fields become one.
  struct Slot: BitwiseCopyable {
    var key: Int32 = 0
    var keyLength: Int32 = 0
    var mode = ColumnDecision.Mode.skip
  }

  /// A run of constant bytes with ``PaddedBytes/margin`` zeros behind it.
  struct Constant {
    let base: UnsafeMutablePointer<UInt8>
    let count: Int

    init(_ bytes: [UInt8]) {
      count = bytes.count
      base = .allocate(capacity: count + PaddedBytes.margin)
      for (i, byte) in bytes.enumerated() { (base + i).initialize(to: byte) }
      (base + count).initialize(repeating: 0, count: PaddedBytes.margin)
    }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }
  }

  let reading: ReadingPlan
  private let template: RecordTemplate
  let keys: Constant
  let missing: Constant
  /// Between two records: the tail of the first one and the lead of the second one.
  let joint: Constant
  /// By source column.
  let slots: UnsafeMutableBufferPointer<Slot>
  /// The bytes of a record without its values.
  let rowBytes: Int
  /// The most bytes that are written at once beside a field's own: a key and what is missing, or
  /// the joint of two records.
  let longestPart: Int
  /// How much of the lead a record begins with.
  var leadCount: Int { template.lead.count }

  /// Nil when records need more than the template says.
  init?(_ reading: ReadingPlan, _ template: RecordTemplate) {
    let modes = reading.fields.modes
    // A skipped column of the template would lose its key.
    guard !reading.fields.keepsEmpty, template.keys.count < 1 << 30,
      template.sources.allSatisfy({ modes.indices.contains($0) && modes[$0] != .skip })
    else { return nil }
    self.reading = reading
    self.template = template
    keys = Constant(template.keys)
    missing = Constant(template.missing)
    joint = Constant(template.tail + template.lead)
    slots = .allocate(capacity: modes.count)
    slots.initialize(repeating: Slot())
    var start = 0
    var longest = 0
    for (place, source) in template.sources.enumerated() {
      let end = template.keyEnds[place]
      slots[source] = Slot(
        key: Int32(start), keyLength: Int32(end - start), mode: modes[source])
      longest = max(longest, end - start)
      start = end
    }
    longestPart = max(longest + missing.count, joint.count)
    rowBytes = start + joint.count + template.sources.count * 3
  }

  deinit {
    keys.base.deallocate()
    missing.base.deallocate()
    joint.base.deallocate()
    slots.deallocate()
  }

  /// What stands before the first record of a chunk.
  func lead(isFirst: Bool) -> ArraySlice<UInt8> {
    template.lead.dropFirst(isFirst ? template.omittedAtFirst : 0)
  }
}
