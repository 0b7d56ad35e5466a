import RowcastJSONText

/// What every chunk must know to be written as JSON: the template's constant bytes, each with a margin
/// behind it so that whole vectors can be copied, and how the fields of each column become values.
final class JSONPlan: Sendable {
  /// What stands before a source column's value, and how its fields become one.
  struct Slot: BitwiseCopyable {
    var key: Int32 = 0
    var keyLength: Int32 = 0
    var mode = ColumnDecision.Mode.skip
  }

  let reading: ReadingPlan
  /// What is known of the columns, where records are held against it while they are written.
  let known: KnownColumns?
  private let template: RecordTemplate
  /// Keys, what is missing, and the joint of two records, each with ``PaddedBytes/margin`` zeros
  /// behind it.
  let constants: [UInt8]
  /// Where these stand.
  let missing: Range<Int>
  /// Between two records: the tail of the first one and the lead of the second one.
  let joint: Range<Int>
  /// By source column.
  let slots: [Slot]
  /// The bytes of a record without its values.
  private let rowBytes: Int
  /// The most bytes that are written at once beside a field's own: a key and what is missing, or
  /// the joint of two records.
  let longestPart: Int
  /// How much of the lead a record begins with.
  var leadCount: Int { template.lead.count }

  /// Nil when records need more than the template says.
  /// - Parameter known: what records are to be held against.
  init?(_ reading: ReadingPlan, _ template: RecordTemplate, known: KnownColumns?) {
    let modes = reading.fields.modes
    // A skipped column of the template would lose its key.
    guard !reading.keepsWidth, template.keys.count < 1 << 30,
      template.sources.allSatisfy({ modes.indices.contains($0) && modes[$0] != .skip })
    else { return nil }
    self.reading = reading
    self.known = known
    self.template = template
    var constants = template.keys + Self.margin
    missing = constants.count..<(constants.count + template.missing.count)
    constants += template.missing + Self.margin
    let between = template.tail + template.lead
    joint = constants.count..<(constants.count + between.count)
    constants += between + Self.margin
    self.constants = constants
    var slots = [Slot](repeating: Slot(), count: modes.count)
    var start = 0
    var longest = 0
    for (place, source) in template.sources.enumerated() {
      let end = template.keyEnds[place]
      slots[source] = Slot(
        key: Int32(start), keyLength: Int32(end - start), mode: modes[source])
      longest = max(longest, end - start)
      start = end
    }
    self.slots = slots
    longestPart = max(longest + template.missing.count, between.count)
    rowBytes = start + between.count + template.sources.count * 3
  }

  private static let margin = [UInt8](repeating: 0, count: PaddedBytes.margin)

  /// What is known of each source column.
  var columns: [KnownColumns.Column] {
    known?.columns ?? [KnownColumns.Column](repeating: .settled, count: slots.count)
  }

  /// Room for the records of a chunk of so many bytes, unless much of it has to be escaped.
  func capacity(_ count: Int, rowCount: Int) -> Int { count + rowCount * rowBytes + 4096 }

  /// What stands before the first record of a chunk.
  func lead(isFirst: Bool) -> ArraySlice<UInt8> {
    template.lead.dropFirst(isFirst ? template.omittedAtFirst : 0)
  }

  /// The keys of the columns from one on, each without a value.
  func missingFields(from source: Int) -> [UInt8] {
    var result: [UInt8] = []
    for slot in slots.dropFirst(source) where slot.mode != .skip {
      let start = Int(slot.key)
      result += constants[start..<(start + Int(slot.keyLength))]
      result += constants[missing]
    }
    return result
  }
}
