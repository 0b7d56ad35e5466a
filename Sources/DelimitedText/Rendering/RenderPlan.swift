import RowcastTabular

/// What every chunk must know to be written by a template.
final class RenderPlan: Sendable {
  /// What stands before a source column's value, and how its fields become one.
  struct Slot: BitwiseCopyable, Sendable {
    var key: Int32
    var keyLength: Int32
    var mode: ColumnDecision.Mode
  }

  let batch: BatchPlan
  let template: RecordTemplate
  /// By source column.
  let slots: [Slot]
  /// The bytes of a record without its values.
  let rowBytes: Int
  /// Between two records: the tail of the first one and the lead of the second one.
  let joint: [UInt8]

  /// Nil when the batches need more than the template says.
  init?(_ batch: BatchPlan, _ template: RecordTemplate) {
    guard !batch.keepsEmpty, template.sources.allSatisfy(batch.modes.indices.contains),
      template.keys.count < 1 << 30
    else { return nil }
    self.batch = batch
    self.template = template
    var slots = [Slot](
      repeating: Slot(key: 0, keyLength: 0, mode: .skip), count: batch.modes.count)
    var start = 0
    for (place, source) in template.sources.enumerated() {
      let end = template.keyEnds[place]
      slots[source] = Slot(
        key: Int32(start), keyLength: Int32(end - start), mode: batch.modes[source])
      // A skipped column of the template would lose its key.
      guard batch.modes[source] != .skip else { return nil }
      start = end
    }
    self.slots = slots
    joint = template.tail + template.lead
    rowBytes = start + joint.count + template.sources.count * 3
  }
}
