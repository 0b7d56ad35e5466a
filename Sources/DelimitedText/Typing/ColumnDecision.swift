import Tabular

/// The type of a column, what follows from it for its cells, and why it is not narrower.
struct ColumnDecision: Sendable, Hashable {
  /// How the fields of a column become cells.
  enum Mode: UInt8, BitwiseCopyable, Sendable {
    /// The column is not wanted.
    case skip
    /// Text as it stands.
    case text
    /// Every field is a JSON number or empty.
    case number
    /// Numbers, some of them missing by a word, or spelled otherwise than JSON.
    case checkedNumber
    case boolean
    /// Dates and times that are spelled as they are written.
    case temporal
  }

  var kind: ColumnKind
  var mode: Mode
  var hasMissing: Bool
  var note: String?

  /// The narrowest type that holds every value.
  init(_ evidence: ColumnEvidence, delimiter: String?) {
    let values = evidence.kinds.intersection(.values)
    let missing = evidence.kinds.intersection([.empty, .quotedEmpty, .nullWord, .nullToken])
    note = nil
    kind = .text
    mode = .text
    let isCheckedNumber = !evidence.kinds.isDisjoint(
      with: [.nullWord, .nullToken, .respelledNumber])
    if values.isEmpty {
      if !evidence.kinds.contains(.nullWord) { kind = .empty }
    } else if values.isSubset(of: .numbers) {
      kind = values == .integer ? .integer : .decimal
      mode = isCheckedNumber ? .checkedNumber : .number
    } else if values == .boolean {
      kind = .boolean
      mode = .boolean
    } else if values == .date || values == .time || values == .dateTime {
      kind = values == .date ? .date : values == .time ? .time : .dateTime
      let isRespelled = !evidence.kinds.isDisjoint(with: [.respelledTemporal, .preciseTemporal])
      mode = isRespelled ? .text : .temporal
    } else if values.contains(.commaDecimal), delimiter != ",",
      values.isSubset(of: [.integer, .commaDecimal, .commaAmbiguous])
    {
      kind = .decimal
      mode = .checkedNumber
      note = Self.note("decimal comma", evidence.example(of: .commaDecimal))
    }
    let isText = kind == .text
    hasMissing = !missing.isDisjoint(
      with: isText ? [.empty, .nullToken] : [.empty, .quotedEmpty, .nullWord, .nullToken])
    if isText { note = Self.textNote(evidence, values) }
    if kind == .decimal, note == nil, values.contains(.integer) {
      note = Self.note("not whole", evidence.example(of: .decimal))
    }
  }

  /// Why a column is text when some of its values are something else.
  private static func textNote(_ evidence: ColumnEvidence, _ values: ValueKinds) -> String? {
    if values.contains(.leadingZero) {
      return note("leading zero", evidence.example(of: .leadingZero))
    }
    if values.contains(.text) {
      return values == .text ? nil : note("text", evidence.example(of: .text))
    }
    if !values.isDisjoint(with: [.commaDecimal, .commaAmbiguous]) {
      return note(
        "a comma that may be a decimal comma or a thousands separator",
        evidence.example(of: [.commaAmbiguous, .commaDecimal]))
    }
    if values.isEmpty { return note("nothing but", evidence.example(of: .nullWord)) }
    return note("values of several types", evidence.examples.last)
  }

  private static func note(_ what: String, _ example: ColumnEvidence.Example?) -> String {
    guard let example else { return what }
    return "\(what) (line \(example.line): \"\(example.text)\")"
  }
}
