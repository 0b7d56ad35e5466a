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
        NumberSyntax.respell(text, into: &digits)
      }
      self = .number(digits)
    case .amount:
      if classifier.isMissing(text) { return nil }
      var digits: [UInt8] = []
      let isNumber =
        if let format = classifier.numberFormat {
          format.kinds(of: text) { digits.append($0) } != nil
        } else {
          AmountSyntax.respell(text, decimal: decision.decimal, into: &digits)
        }
      guard isNumber else { return nil }
      self = .number(digits)
    case .boolean:
      guard let value = classifier.truth(text) else { return nil }
      self = .boolean(value)
    case .temporal:
      guard let parts = TemporalSyntax.parts(of: text) else { return nil }
      let kind: Cell.Kind =
        parts.kinds.contains(.date) ? .date : parts.kinds.contains(.time) ? .time : .dateTime
      self = .moment(kind, parts.value)
    case .localDate:
      guard let (value, hasTime) = LocalDateSyntax.value(text, decision.reading) else {
        return nil
      }
      self = .moment(hasTime ? .dateTime : .date, value)
    case .formatted:
      guard let format = decision.format, let value = format.value(text) else { return nil }
      self = .moment(
        format.kind == .date ? .date : format.kind == .time ? .time : .dateTime, value)
    }
  }
}
