import RowcastTabular

/// The value of one field as a template's bytes, by any mode: what ``RenderSink`` leaves to the
/// slow way.
struct FieldRenderer {
  let plan: RenderPlan
  let escapes: UnsafePointer<UInt64>

  /// - Parameters:
  ///   - text: the field, which begins at `start` of `bytes`.
  func value(
    _ text: UnsafeBufferPointer<UInt8>, _ bytes: UnsafePointer<UInt8>, _ start: Int,
    _ mode: ColumnDecision.Mode, _ source: Int, _ traits: FieldTraits
  ) -> [UInt8] {
    if text.isEmpty, traits.isEmpty { return plan.template.missing }
    return found(text, bytes, start, mode, source, traits) ?? plan.template.missing
  }

  private func found(
    _ text: UnsafeBufferPointer<UInt8>, _ bytes: UnsafePointer<UInt8>, _ start: Int,
    _ mode: ColumnDecision.Mode, _ source: Int, _ traits: FieldTraits
  ) -> [UInt8]? {
    let batch = plan.batch
    switch mode {
    case .skip: return []
    case .number: return text.isEmpty ? nil : Array(text)
    case .text: return self.text(text, bytes, start, traits)
    default: break
    }
    let decision = batch.decisions[source]
    guard let value = FieldValue(text, mode, decision, batch.classifier) else { return nil }
    switch value {
    case .number(let digits): return digits
    case .boolean(let isTrue): return Array((isTrue ? "true" : "false").utf8)
    case .moment(let kind, let milliseconds):
      var buffer = OutputBytes(capacity: 64)
      buffer.append(UInt8(ascii: "\""))
      TemporalText.append(kind, milliseconds: milliseconds, to: &buffer)
      buffer.append(UInt8(ascii: "\""))
      return buffer.array()
    }
  }

  private func text(
    _ text: UnsafeBufferPointer<UInt8>, _ bytes: UnsafePointer<UInt8>, _ start: Int,
    _ traits: FieldTraits
  ) -> [UInt8]? {
    if traits.contains(.encoded) {
      return quoted(plan.batch.fieldText.bytes(bytes, start, start + text.count, traits))
    }
    if plan.batch.hasNullTokens, plan.batch.classifier.isNullToken(text) { return nil }
    return quoted(Array(text))
  }

  private func quoted(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [UInt8(ascii: "\"")]
    result.reserveCapacity(text.count + 2)
    for byte in text {
      let escape = byte < 0x80 ? escapes[Int(byte)] : 0
      if escape == 0 {
        result.append(byte)
      } else {
        for i in 0..<(escape >> 56) { result.append(UInt8(truncatingIfNeeded: escape >> (8 * i))) }
      }
    }
    result.append(UInt8(ascii: "\""))
    return result
  }
}
