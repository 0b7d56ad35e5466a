internal import RowcastFeatures
internal import RowcastMachine
internal import RowcastTabular

extension MendFinding {
  /// The share of values of one form from which on others are strangers.
  private static let mainShare = 0.8
  /// Of a name's values so many may come again for it to be nearly a key.
  private static let nearKeyShare = 0.01
  /// The groups and pairs that are shown.
  private static let shown = 10

  /// What is to be mended in a column.
  static func findings(of column: ColumnFigures, _ tally: ColumnTally, rows: Int) -> [MendFinding] {
    guard let more = tally.more, rows > 0 else { return [] }
    var found: [MendFinding] = []
    let counts = Dictionary(
      column.forms.map { ($0.form, $0.seen) }, uniquingKeysWith: { first, _ in first })
    if let errors = counts[.error] { found.append(.errors(column: column.name, errors)) }
    // Digits of one length are of one form, whether or not they begin with a zero: postal codes do.
    let isOfTexts = counts.keys.allSatisfy { [.numberText, .text].contains($0) }
    if !isOfTexts || !areDigits(more.texts) {
      found += forms(column, counts)
    }
    if !found.contains(where: { $0.kind == .missingWords }) {
      let words = missingWords(more.texts)
      if words.count > 0 {
        found.append(.missingWords(column: column.name, main: .text, words))
      }
    }
    if column.role?.role == .identifier, column.single.isExact, column.missing == 0 {
      let repeats = tally.distinct.repeated
      if repeats.value > 0, Double(repeats.value) <= nearKeyShare * Double(rows) {
        found.append(.nearKey(column: column.name, repeats, pairs(tally.distinct)))
      }
    }
    // Sentences have the same words in any order.
    let groups =
      column.role?.role == .text ? [] : SpellingGroup.groups(in: more.texts)
    if !groups.isEmpty { found.append(.spellings(column: column.name, groups)) }
    let blots = more.texts.blots
    if !blots.isEmpty {
      found.append(
        .blots(
          column: column.name, outer: blots[.outer] ?? SeenRows(),
          doubled: blots[.doubled] ?? SeenRows(), invisible: blots[.invisible] ?? SeenRows()))
    }
    return found
  }

  /// Whether all texts are digits, as many in each, and some begin with a zero.
  private static func areDigits(_ texts: TextTally) -> Bool {
    let all = texts.texts.dictionary().texts
    guard let length = all.first?.utf8.count, length > 1 else { return false }
    return all.contains { $0.utf8.first == UInt8(ascii: "0") }
      && all.allSatisfy { text in
        text.utf8.count == length && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
      }
  }

  /// Words that mean no value among any texts, such as `NA`: a training reads them so.
  private static func missingWords(_ texts: TextTally) -> SeenRows {
    var seen = SeenRows()
    for (code, text) in texts.texts.dictionary().texts.enumerated()
    where text.utf8.count <= 20
      && text.withBytes({
        !$0.trimmed.isEmpty && MissingTokens.contains($0.trimmed, amongNumbers: false)
      })
    {
      seen.add(texts.rows[code], CellPlace(row: Int(texts.firsts[code]), text: text))
    }
    return seen
  }

  /// Forms that do not belong.
  private static func forms(
    _ column: ColumnFigures, _ counts: [ValueForm: SeenRows]
  ) -> [MendFinding] {
    let families: [[ValueForm]] = [
      [.number, .numberText], [.day, .dayText], [.time], [.truth], [.text],
    ]
    func rows(_ forms: [ValueForm]) -> Int { forms.reduce(0) { $0 + (counts[$1]?.count ?? 0) } }
    let total = families.reduce(0) { $0 + rows($1) }
    guard let main = families.max(by: { rows($0) < rows($1) }), total > 0 else { return [] }
    // Cells of several kinds, or texts that nearly all read as numbers or days.
    let native = Set(
      column.forms.map { $0.form == .numberText || $0.form == .dayText ? .text : $0.form }
    )
    .intersection([.number, .day, .time, .truth, .text])
    let isMostlyRead =
      (main[0].isNumber || main[0].isDay) && Double(rows(main)) >= mainShare * Double(total)
    var found: [MendFinding] = []
    if native.count > 1 || isMostlyRead {
      // Of numbers and texts that read as numbers the more frequent form is the main one.
      let first = main.max { (counts[$0]?.count ?? 0) < (counts[$1]?.count ?? 0) } ?? main[0]
      let others = column.forms.filter {
        $0.form != first && ![.missingWord, .error, .uncalculated].contains($0.form)
          && ($0.form == .text || $0.form == .numberText || $0.form == .dayText || native.count > 1
            || isMostlyRead)
      }
      if !others.isEmpty {
        found.append(
          .mixed(
            column: column.name, main: first, rows: counts[first]?.count ?? 0, others: others))
      }
    }
    if isMostlyRead, let words = counts[.missingWord] {
      found.append(.missingWords(column: column.name, main: main[0], words))
    }
    return found
  }

  /// The first rows that repeat something.
  static func pairs(_ sketch: DistinctSketch) -> [RowPair] {
    sketch.entries.filter { $0.other != 0 }
      .map { RowPair(first: Int($0.first), second: Int($0.other)) }
      .sorted { ($0.second, $0.first) < ($1.second, $1.first) }
      .prefix(Self.shown).map { $0 }
  }
}
