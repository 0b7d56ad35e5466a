import RowcastTabular

/// The type of a column, how its fields become cells, and why it is not narrower.
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
    /// Numbers with groups, a decimal comma, currencies or percent signs.
    case amount
    case boolean
    /// ISO dates and times, spelled as they are written.
    case temporal
    /// The same, spelled in another way.
    case respelledTemporal
    /// Dates in the order of some country.
    case localDate
    /// Dates in the format that was named.
    case formatted
  }

  var kind = ColumnKind.text
  var mode = Mode.text
  /// The decimal point of ``Mode/amount``.
  var decimal = UInt8(ascii: ".")
  /// The order of ``Mode/localDate``.
  var reading: Readings = []
  var format: DateFormat?
  /// The line of the first date-time with an offset from UTC, which is taken off.
  var movedLine: Int?
  /// The first value of more digits than milliseconds, where nothing else makes the column text.
  var precise: ColumnEvidence.Example?
  /// Whether microseconds hold all values of more digits than milliseconds, which are dates with times.
  var holdsMicroseconds = false
  /// What is doubtful about the points of a column of numbers.
  var doubt: NumberMarks.Doubt?
  /// Why the type is not narrower.
  var note: String?
  /// What would read the column as what it could be.
  var remedy: Remedy?

  /// The narrowest type that holds every value.
  init(
    _ evidence: ColumnEvidence, name: String, delimiter: String?, format: DateFormat?
  ) {
    let values = evidence.kinds.intersection(.values)
    if values.isEmpty {
      if evidence.kinds.contains(.nullWord) {
        note = Self.note("nothing but words for missing", evidence.example(of: .nullWord))
      } else {
        kind = .empty
      }
    } else if values.isSubset(of: .numbers) {
      becomeNumber(evidence)
    } else if values == .boolean {
      kind = .boolean
      mode = .boolean
    } else if values == .date || values == .time || values == .dateTime {
      let temporal: ColumnKind = values == .date ? .date : values == .time ? .time : .dateTime
      if evidence.hasCanonicalTimes {
        kind = temporal
        mode = .temporal
      } else {
        // Spelled otherwise than they would be written, they stay as they are, and that is text.
        if evidence.kinds.contains(.preciseTemporal) {
          // Values are kept in milliseconds: as anything but text they would lose digits.
          precise = evidence.example(of: .preciseTemporal)
          holdsMicroseconds =
            temporal == .dateTime
            && evidence.kinds.isDisjoint(with: [.zonedTime, .finestTemporal])
          note = Self.note(
            "\(temporal.rawValue), of more digits than milliseconds",
            evidence.example(of: .preciseTemporal))
        } else if evidence.hasMixedZones {
          note = Self.note(
            "\(temporal.rawValue), of which some have an offset from UTC",
            evidence.example(of: .zonedTime))
        } else {
          note = Self.note(
            "\(temporal.rawValue), not as ISO 8601 spells it in full",
            evidence.example(of: .respelledTemporal))
          remedy = Remedy(.columnKind, column: name, temporal.rawValue)
        }
      }
    } else if values == .formatted, let format {
      kind = format.kind
      mode = .formatted
      self.format = format
      if format.hasOffset { movedLine = evidence.example(of: .formatted)?.line }
    } else if values.contains(.commaDecimal), delimiter != ",",
      values.isSubset(of: [.integer, .commaDecimal, .commaAmbiguous])
    {
      kind = .decimal
      mode = .amount
      decimal = UInt8(ascii: ",")
      note = Self.note("decimal comma", evidence.example(of: .commaDecimal))
    } else {
      note = Self.textNote(evidence, values)
      suggest(Interpretation(evidence), name, evidence)
    }
  }

  /// Text, whatever the values are.
  init(textWithNote note: String?) { self.note = note }

  mutating func becomeNumber(_ evidence: ColumnEvidence) {
    let isWhole = evidence.kinds.isDisjoint(with: [.decimal, .commaDecimal, .commaAmbiguous])
    kind = isWhole ? .integer : .decimal
    let isChecked = !evidence.kinds.isDisjoint(
      with: [.nullWord, .nullToken, .respelledNumber, .leadingZero])
    mode = isChecked ? .checkedNumber : .number
    if !isWhole, evidence.kinds.contains(.integer) {
      note = Self.note("not whole", evidence.example(of: .decimal))
    }
  }

  /// Takes the reading that all texts of the column admit.
  mutating func become(_ interpretation: Interpretation, _ evidence: ColumnEvidence) {
    switch interpretation {
    case .amount(let decimal, _):
      kind = .decimal
      mode = .amount
      self.decimal = decimal
    case .date(let reading):
      kind = Self.hasTime(reading, evidence) ? .dateTime : .date
      mode = .localDate
      self.reading = reading
    case .none, .ambiguousAmount, .ambiguousDate: return
    }
    note = Self.note(interpretation.name, evidence.example(of: [.text, .commaAmbiguous]))
  }

  /// Says what is doubtful about the points of a column of numbers; where they part thousands, it is
  /// text, as amounts are.
  mutating func doubtPoints(_ marks: NumberMarks, _ evidence: ColumnEvidence, _ name: String) {
    doubt = marks.doubt(evidence)
    guard doubt == .thousands else { return }
    kind = .text
    mode = .text
    note = Self.note("amounts whose points part thousands", NumberMarks.groupLike(evidence))
    remedy = Remedy(.columnKind, column: name, "number")
  }

  /// Reads points as marks between thousands.
  mutating func becomeThousands(_ evidence: ColumnEvidence) {
    kind = .decimal
    mode = .amount
    decimal = UInt8(ascii: ",")
    note = Self.note("points part thousands", NumberMarks.groupLike(evidence))
  }

  /// Whether dates of this order have a time behind them.
  private static func hasTime(_ reading: Readings, _ evidence: ColumnEvidence) -> Bool {
    let bytes = Array((evidence.example(of: .text)?.text ?? "").utf8)
    return LocalDateSyntax(bytes.span)?.value(as: reading)?.hasTime ?? false
  }

  private mutating func suggest(
    _ interpretation: Interpretation, _ name: String, _ evidence: ColumnEvidence
  ) {
    let example = evidence.example(of: [.text, .commaAmbiguous, .commaDecimal])
    switch interpretation {
    case .none: return
    case .amount: remedy = Remedy(.columnKind, column: name, "number")
    case .date(let reading):
      let hasTime = Self.hasTime(reading, evidence)
      remedy = Remedy(
        .columnKind, column: name, (hasTime ? ColumnKind.dateTime : .date).rawValue)
    case .ambiguousAmount: remedy = Remedy(.decimal)
    case .ambiguousDate: remedy = Remedy(.dateFormat, column: name, "%d/%m/%Y", "%m/%d/%Y")
    }
    note = Self.note(interpretation.name, example)
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
    return note("values of several types", evidence.examples.last)
  }

  static func note(_ what: String, _ example: ColumnEvidence.Example?) -> String {
    guard let example else { return what }
    return "\(what) (line \(example.line): \"\(example.text)\")"
  }
}
