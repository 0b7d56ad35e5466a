import RowcastTabular

/// What a field is worth in its column.
enum FieldValue {
  case missing
  /// A number as JSON writes it.
  case number(Spelling)
  case text(Spelling)
  case boolean(Bool)
  /// The kind and payload of a cell.
  case moment(Cell.Kind, Int64)

  /// Where the bytes of a value stand.
  enum Spelling {
    /// In the field itself, all of it.
    case asItStands
    /// Behind what was in the buffer before.
    case appended
  }
}

/// What the fields of a file mean: the one place where the decision about a column meets the bytes of
/// a field, for every way out of the reader.
///
/// The sinks take two shortcuts, which need no look at the bytes: in a column of numbers
/// (``ColumnDecision/Mode/number``) a field that is not empty is a number as it stands, and in a
/// column of texts a field without quotes is itself as long as no word was named as missing.
struct FieldReader: Sendable {
  /// By source column.
  let decisions: [ColumnDecision]
  let modes: [ColumnDecision.Mode]
  /// For fields beyond the last known column.
  let overflowMode: ColumnDecision.Mode
  let classifier: ValueClassifier
  /// Whether words were named that are missing in every column.
  let hasNullTokens: Bool
  let fieldText: FieldText

  init(
    _ decisions: [ColumnDecision], overflowMode: ColumnDecision.Mode, classifier: ValueClassifier,
    hasNullTokens: Bool, fieldText: FieldText
  ) {
    self.decisions = decisions
    modes = decisions.map(\.mode)
    self.overflowMode = overflowMode
    self.classifier = classifier
    self.hasNullTokens = hasNullTokens
    self.fieldText = fieldText
  }

  /// The value of the field `bytes[start..<end]`.
  /// - Parameter buffer: what is not spelled as it stands is appended to it.
  func value(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, column: Int,
    appendingTo buffer: inout [UInt8]
  ) -> FieldValue {
    let text = bytes.extracting(start..<end)
    let isKnown = column < decisions.count
    let mode = isKnown ? modes[column] : overflowMode
    if mode == .skip { return .missing }
    if mode == .text || !isKnown {
      if start == end, traits.isEmpty { return .missing }
      if traits.contains(.encoded) {
        fieldText.decode(bytes, start, end, traits, appendingTo: &buffer)
        return .text(.appended)
      }
      return hasNullTokens && classifier.isNullToken(text) ? .missing : .text(.asItStands)
    }
    if text.isEmpty || hasNullTokens && classifier.isNullToken(text) { return .missing }
    let decision = decisions[column]
    switch mode {
    case .skip, .text: return .missing
    case .number: return .number(.asItStands)
    case .checkedNumber: return number(text, appendingTo: &buffer)
    case .amount: return amount(text, decimal: decision.decimal, appendingTo: &buffer)
    case .boolean: return classifier.truth(text).map { .boolean($0) } ?? .missing
    case .temporal, .respelledTemporal:
      guard let parts = TemporalSyntax.parts(of: text, accepting: .zone) else {
        return .missing
      }
      return .moment(parts.kind, parts.value)
    case .localDate:
      guard let (value, hasTime) = LocalDateSyntax(text)?.value(as: decision.reading) else {
        return .missing
      }
      return .moment(hasTime ? .dateTime : .date, value)
    case .formatted:
      guard let format = decision.format, let value = format.value(text) else {
        return .missing
      }
      return .moment(format.kind == .date ? .date : format.kind == .time ? .time : .dateTime, value)
    }
  }

  /// A number that may be missing by a word, or is spelled otherwise than JSON spells it.
  private func number(
    _ text: Span<UInt8>, appendingTo buffer: inout [UInt8]
  ) -> FieldValue {
    let kinds = classifier.kinds(of: text)
    if !kinds.isDisjoint(with: .missing) { return .missing }
    if kinds.isDisjoint(with: [.respelledNumber, .leadingZero]) { return .number(.asItStands) }
    NumberSyntax.respell(text, into: &buffer)
    return .number(.appended)
  }

  /// A number with groups, a decimal comma, a currency or a percent sign.
  private func amount(
    _ text: Span<UInt8>, decimal: UInt8, appendingTo buffer: inout [UInt8]
  ) -> FieldValue {
    if classifier.isMissing(text) { return .missing }
    let style = classifier.style(decimal: decimal)
    return AmountSyntax.append(text, style, to: &buffer) == nil
      ? .missing : .number(.appended)
  }
}
