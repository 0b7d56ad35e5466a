internal import RowcastMachine
internal import RowcastTabular

/// Tells what a column of texts holds: numbers, dates, truth values, names, words or codes.
struct TextRole {
  let name: String
  let kind: ColumnKind
  let column: TypedColumn
  let levels: LevelCounts

  /// The share of rows that must read as numbers or dates.
  private static let readableShare = 0.98
  /// The share that is enough where the others are a few words, such as "pending".
  private static let readableShareBesideWords = 0.85
  /// How many different words these may be.
  private static let fewWords = 5

  func found() -> RoleAssignment {
    let distinct = levels.counts.count
    let present = levels.present
    if present == 0 { return assign(.constant, .noValue) }
    if let numbers = numbers() ?? dates() ?? framed() ?? durations() { return numbers }
    if distinct == 1, levels.missing == 0 {
      return assign(.constant, .alwaysText(levels.texts[0] ?? ""))
    }
    if distinct == 2, isTruth { return assign(.boolean, .truthWords, .booleans) }
    let share = Double(distinct) / Double(present)
    func texts(_ form: RoleReason.Form) -> RoleReason.Finding {
      .texts(form, distinct: distinct, rows: present)
    }
    let shape = TextShape(levels.texts)
    let words = RoleReason.Finding.words(
      perValue: (shape.words * 10).rounded() / 10, distinct: distinct, rows: present)
    if share > 0.5, present >= NumberRole.fewestRows {
      if shape.isAddressLike {
        return assign(.identifier, texts(.addresses))
      }
      if shape.phones >= 0.95 {
        return assign(.identifier, texts(.phones))
      }
      // Pieces of a code recur ("C-00001"), and so do first and last names: neither is a language.
      if share > 0.9, shape.isCodeLike {
        return assign(.identifier, texts(.rowCodes), as: [.category])
      }
      if shape.isNameLike, NameHint.isOfPeople(name) {
        return assign(.identifier, texts(.names))
      }
      if shape.words >= shape.fewestWords, shape.repeatedWords >= 0.25 {
        return assign(.text, words)
      }
      if shape.withDigits >= 0.5 {
        return assign(.identifier, texts(.codes), as: [.category])
      }
      if share > 0.9 {
        return assign(.identifier, texts(.unique), as: [.text, .category])
      }
      if (levels.counts.max() ?? 0) < 5 {
        return assign(.identifier, texts(.rare), as: [.text, .category])
      }
    }
    if shape.words >= 4, distinct > 50, share > 0.1 {
      return assign(.text, words)
    }
    return assign(.category, texts(.levels))
  }

  private func assign(
    _ role: ColumnRole, _ finding: RoleReason.Finding, _ form: ColumnReading.Form = .texts,
    as others: [ColumnRole] = []
  ) -> RoleAssignment {
    RoleAssignment(
      column: name, role: role, reason: RoleReason(finding, remarks: form == .texts ? unread : []),
      reading: ColumnReading(form: form, kind: kind, missingTokens: levels.missingTokens),
      remedy: others.isEmpty
        ? nil : Remedy(.role, column: name, values: others.map(\.rawValue)))
  }

  /// What the texts are when they are as good as numbers, and yet none.
  private var unread: [RoleReason.Remark] {
    guard levels.counts.count >= Self.fewestMeasures else { return [] }
    let shape = TextShape(levels.texts)
    if shape.durations >= Self.readableShareBesideWords { return [.durations] }
    if shape.measured >= 0.5, shape.measured + shape.plain >= Self.readableShareBesideWords,
      let unit = shape.units.first
    {
      guard shape.units.count > 1 else { return [.unit(unit)] }
      let units = Array(shape.units.prefix(2))
      return units.allSatisfy(TextShape.isUsualUnit) ? [.units(units)] : []
    }
    return shape.bounds > 0 && shape.bounds + shape.plain >= Self.readableShareBesideWords
      ? [.bounds] : []
  }

  /// Fewer different values may be names of classes: `12 V` and `24 V`.
  private static let fewestMeasures = 10

  private var isTruth: Bool {
    let values = (0..<2).map { levels.texts.withText($0, TruthWords.value) }
    return values[0] != nil && values[1] != nil && values[0] != values[1]
  }

  /// Whether nearly all rows read as numbers without the one unit that all have, or without the marks
  /// of bounds.
  private func framed() -> RoleAssignment? {
    guard levels.counts.count >= Self.fewestMeasures else { return nil }
    return TextShape(levels.texts).frame.flatMap { numbers($0) }
  }

  /// Whether nearly all rows read as durations of one spelling.
  private func durations() -> RoleAssignment? {
    guard levels.counts.count >= Self.fewestMeasures else { return nil }
    var styles: Set<DurationText.Style> = []
    let read = readable { text in
      guard let (value, style) = DurationText.read(text) else { return nil }
      styles.insert(style)
      return value
    }
    guard let read else { return nil }
    let counts = styles.compactMap { if case .units(let count) = $0 { count } else { nil } }
    guard styles.count == 1 || counts.count == styles.count, counts.max() ?? 2 > 1 else {
      return nil
    }
    return RoleAssignment(
      column: name, role: .numeric, reason: RoleReason(.writtenDurations, remarks: read.remarks),
      reading: ColumnReading(form: .durations, kind: kind, missingTokens: read.tokens))
  }

  /// Whether nearly all rows read as numbers, and how.
  private func numbers(_ frame: NumberFrame? = nil) -> RoleAssignment? {
    let point = amounts(decimalComma: false, frame)
    // `87.422 €` beside `451 €`: money has no thousandths, so that the points part thousands.
    let comma =
      point == nil || point?.tally.looksGrouped == true ? amounts(decimalComma: true, frame) : nil
    guard let read = comma ?? point else { return nil }
    let isAmbiguous = comma != nil && point != nil
    let reading = ColumnReading(
      form: .numbers, kind: kind, decimalComma: comma != nil, missingTokens: read.tokens,
      frame: frame)
    let values = column.numbers(reading)
    var role = NumberRole(name: name, values: values, moments: Moments(of: values)).found()
    role.reason.remarks +=
      (isAmbiguous ? [.pointsPartThousands] : []) + (frame.map(remarks) ?? []) + read.remarks
    return RoleAssignment(
      column: name, role: role.role, reason: role.reason, reading: reading, remedy: role.remedy)
  }

  /// What was taken off the numbers.
  private func remarks(_ frame: NumberFrame) -> [RoleReason.Remark] {
    var rows = 0
    var values: [String] = []
    if frame.readsBounds {
      for place in levels.byFrequency() {
        levels.texts.withText(place) { text in
          guard NumberFrame.bound(text) != nil else { return }
          rows += levels.counts[place]
          if values.count <= 3 { values.append(String(decoding: text)) }
        }
      }
    }
    return (frame.units.isEmpty ? [] : [.unitRead(frame.units)])
      + (rows == 0
        ? []
        : [.boundsRead(rows: rows, values: Array(values.prefix(3)), areMore: values.count > 3)])
  }

  private func amounts(
    decimalComma: Bool, _ frame: NumberFrame?
  ) -> (tally: AmountTally, tokens: [String], remarks: [RoleReason.Remark])? {
    let style = AmountStyle.learned(decimalComma: decimalComma)
    var tally = AmountTally()
    let read = readable { text in
      let own = text.extracting(frame?.number(in: text) ?? text.indices)
      guard let (value, amount) = AmountSyntax.number(own, style) else {
        if frame != nil, TextShape.unit(of: text) != nil { tally.hasOtherUnit = true }
        return nil
      }
      tally.add(amount, hasUnit: frame?.hasUnit(text) == true)
      return value
    }
    guard let read, tally.agrees else { return nil }
    return (tally, read.tokens, read.remarks)
  }

  /// Whether nearly all rows read as dates of one order, or as times of day.
  private func dates() -> RoleAssignment? {
    for order in DateOrder.allCases {
      var hasTimes = false
      let read = readable { text in
        let value = ColumnReading.milliseconds(ofDate: text, in: order)
        if let value, value.remainder(dividingBy: 86_400_000) != 0 { hasTimes = true }
        return value
      }
      guard let read else { continue }
      let reading = ColumnReading(
        form: .dates, kind: kind, dateOrder: order, missingTokens: read.tokens)
      return RoleAssignment(
        column: name, role: .date,
        reason: RoleReason(
          hasTimes ? .writtenDateTimes(order) : .writtenDates(order), remarks: read.remarks),
        reading: reading)
    }
    guard let read = readable({ TimeOfDay.milliseconds($0).map(Double.init) }) else {
      return nil
    }
    return RoleAssignment(
      column: name, role: .numeric, reason: RoleReason(.writtenTimes, remarks: read.remarks),
      reading: ColumnReading(form: .times, kind: kind, missingTokens: read.tokens))
  }

  private func readable(
    _ parse: (Span<UInt8>) -> Double?
  ) -> (tokens: [String], remarks: [RoleReason.Remark])? {
    var readRows = 0
    var otherRows = 0
    var distinct = 0
    var tokens = Set(levels.missingTokens)
    var others: [String] = []
    var othersHaveDigits = false
    for place in 0..<levels.counts.count {
      levels.texts.withText(place) { text in
        if parse(text) != nil {
          readRows += levels.counts[place]
          distinct += 1
        } else if MissingTokens.contains(text, amongNumbers: true) {
          tokens.insert(String(decoding: text))
        } else {
          if others.count <= Self.fewWords { others.append(String(decoding: text)) }
          for i in text.indices where text[i] >= 0x30 && text[i] <= 0x39 {
            othersHaveDigits = true
          }
          otherRows += levels.counts[place]
        }
      }
      // Words are seen at once: no need to try a million of them.
      if place == 200, readRows < otherRows { return nil }
    }
    guard readRows > 0 else { return nil }
    if otherRows > 0 {
      let areFewWords = others.count <= Self.fewWords && !othersHaveDigits
      let least = areFewWords ? Self.readableShareBesideWords : Self.readableShare
      guard distinct >= 10, Double(readRows) >= least * Double(readRows + otherRows)
      else { return nil }
    }
    let named = tokens.sorted(by: LevelCounts.inByteOrder)
    guard otherRows > 0 else { return (named, []) }
    let unread = RoleReason.Remark.unreadable(
      rows: otherRows, values: Array(others.prefix(3)), areMore: others.count > 3)
    return (named, [unread])
  }
}

/// What the amounts of a column have in common.
private struct AmountTally {
  private var units: Set<Int> = []
  private var framed = 0
  /// Whether a number has a unit that is not the column's.
  var hasOtherUnit = false
  private var count = 0
  private var counted = 0
  private var hasCurrency = false
  private var fractions = 0
  private var thousandths = 0

  mutating func add(_ amount: AmountSyntax.Amount, hasUnit: Bool) {
    count += 1
    if hasUnit { framed += 1 }
    if let unit = amount.unit {
      counted += 1
      units.insert(unit)
    }
    if amount.hasCurrency { hasCurrency = true }
    if amount.hasFraction { fractions += 1 }
    if amount.fractionDigits == 3 { thousandths += 1 }
  }

  /// Whether all have one unit, or none has.
  var agrees: Bool {
    !hasOtherUnit && (framed == 0 || framed == count)
      && (counted == 0 || (units.count == 1 && counted == count))
  }

  /// Whether every mark stands before three digits of money, and some values have none.
  var looksGrouped: Bool {
    hasCurrency && thousandths > 0 && thousandths == fractions && fractions < count
  }
}
