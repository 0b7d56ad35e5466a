internal import RowcastMachine

extension Value {
  /// What a text would be in a column of nothing but such: a number, a truth value, a date, a time, a
  /// duration; missing for an empty text and a word such as `NA`; nil for a text that is a text only.
  ///
  /// One word makes a whole column texts; who asks for numbers is told of that word by this.
  static func reading(_ text: String) -> Value? {
    text.withBytes { field in
      let bytes = field.extracting(field.trimmedRange)
      if bytes.isEmpty || MissingTokens.isNullWord(bytes) { return .missing }
      if let truth = TruthWords.literal(bytes) { return .boolean(truth) }
      if let number = number(bytes) { return number }
      return TemporalText.parse(bytes).map { Value($0.kind, milliseconds: $0.milliseconds) }
    }
  }

  /// A number with a point or without; nil for one with a comma, which may part thousands.
  private static func number(_ bytes: Span<UInt8>) -> Value? {
    var spelled: [UInt8] = []
    if let kinds = NumberSyntax.kinds(of: bytes) {
      guard kinds.isDisjoint(with: [.commaDecimal, .commaAmbiguous]) else { return nil }
      NumberSyntax.respell(bytes, into: &spelled)
    } else {
      spelled = Array(bytes)
    }
    guard let number = ExactNumber(String(decoding: spelled, as: UTF8.self)) else { return nil }
    return Int64(number.text).map(Value.integer) ?? .number(number)
  }

  /// The date, time or duration of a cell; missing for kinds that are none of them.
  init(_ kind: Cell.Kind, milliseconds: Int64) {
    self =
      switch kind {
      case .date: .date(CivilDate(milliseconds: milliseconds))
      case .time: .time(ClockTime(milliseconds: milliseconds))
      case .dateTime:
        .dateTime(CivilDate(milliseconds: milliseconds), ClockTime(milliseconds: milliseconds))
      case .duration: .duration(.milliseconds(milliseconds))
      default: .missing
      }
  }
}
