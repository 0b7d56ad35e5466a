import RowcastTabular

/// What a field is worth in a column whose fields are not taken as they stand.
enum FieldValue {
  /// A number as JSON writes it.
  case number([UInt8])
  case boolean(Bool)
  /// The kind and payload of a cell.
  case moment(Cell.Kind, Int64)

  /// Nil for a missing value.
  init?(
    _ text: UnsafeBufferPointer<UInt8>, _ mode: ColumnDecision.Mode, _ decision: ColumnDecision,
    _ classifier: ValueClassifier
  ) {
    if text.isEmpty || classifier.isNullToken(text) { return nil }
    switch mode {
    case .skip, .text: return nil
    case .number: self = .number(Array(text))
    case .checkedNumber:
      let kinds = classifier.kinds(of: text)
      guard kinds.isDisjoint(with: .missing) else { return nil }
      var digits: [UInt8] = []
      if kinds.isDisjoint(with: [.respelledNumber, .leadingZero]) {
        digits = Array(text)
      } else {
        NumberSyntax.respell(text.span, into: &digits)
      }
      self = .number(digits)
    case .amount:
      if classifier.isMissing(text) { return nil }
      var digits: [UInt8] = []
      let style = classifier.style(decimal: decision.decimal)
      guard AmountSyntax.append(text.span, style, to: &digits) != nil else { return nil }
      self = .number(digits)
    case .boolean:
      guard let value = classifier.truth(text) else { return nil }
      self = .boolean(value)
    case .temporal, .respelledTemporal:
      guard let parts = TemporalSyntax.parts(of: text.span, accepting: .zone) else { return nil }
      self = .moment(parts.kind, parts.value)
    case .localDate:
      guard let (value, hasTime) = LocalDateSyntax(text.span)?.value(as: decision.reading) else {
        return nil
      }
      self = .moment(hasTime ? .dateTime : .date, value)
    case .formatted:
      guard let format = decision.format, let value = format.value(text.span) else { return nil }
      self = .moment(
        format.kind == .date ? .date : format.kind == .time ? .time : .dateTime, value)
    }
  }
}
