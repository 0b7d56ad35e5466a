internal import RowcastMachine

/// What the choice of a header rests on.
package struct HeaderEvidence: Sendable, Hashable {
  /// Columns in which a name stands over values, a value over values of its kind, and any name.
  package var namesOverValues = 0
  package var valuesOverValues = 0
  package var names = 0
  /// Whether years, days, hours or numbers in order name columns.
  package var hasSeries = false
  /// Whether these are more than the names.
  package var isMostlySeries = false
}

/// What speaks against rows being the names of the columns, in bits.
struct HeaderCost {
  private(set) var bits = 0.0
  private(set) var evidence = HeaderEvidence()

  private let rule: HeaderRule
  private let below: Range<Int>

  private static let name = 0.2
  private static let blank = 3.5
  private static let valueOverSame = 5.0
  private static let valueOverOther = 2.0
  /// Where no name stands over values, the first value would be lost: a whole number may yet be a name,
  /// an amount, a day or an address hardly ever is.
  private static let loneValueOverSame = 10.0
  private static let loneExactOverSame = 12.0
  private static let exactOverSame = 8.0
  /// A day with its time, and a word for "no value", hardly ever name a column.
  private static let moment = 6.0
  private static let missingOverValue = 10.0
  /// A name where no record has anything, though others have; however many of a full header are such,
  /// they are still names.
  private static let outside = 2.5
  private static let allOutside = 5.0
  private static let addressOverOther = 2.0
  /// Nothing before a series, over the labels of the rows.
  private static let corner = 0.5
  private static let comesAgain = 5.0
  /// A name that most records of its column have.
  private static let isCommonest = 10.0
  /// Numbers that no series makes names of, over what are none: whole ones alone in their row, and any with
  /// a sign or decimals.
  private static let bareNumber = 5.0
  private static let bareFigures = 10.0
  /// The share of names that are among the values of their column.
  private static let nameAgain = 0.02
  private static let log2 = Elementary.log(2)
  private static let twice = 1.5
  private static let longText = 1.0
  /// A key with its value is a line of a form; names seldom end in a colon.
  private static let key = 3.0
  /// Programs write objects of JSON below the names, and nobody names a column so.
  private static let object = 12.0
  private static let gapBelow = 4.5
  /// With nothing below, values are values.
  private static let valueOverNothing = 8.0
  /// With nothing below, words that look like names cost no more than this, and those that come again this.
  private static let loneNames = 0.6
  private static let loneAgain = 1.0

  /// - Parameter passed: how many rows below the names are passed over.
  init(_ rule: HeaderRule, start: Int, count: Int, passed: Int = 0) {
    self.rule = rule
    let last = start + count - 1
    below = (last + 1 + passed)..<rule.rows.count
    let series = HeadSeries(rule, row: last, below: below)
    bits += series.bits
    var known: Set<String> = []
    var again = 0.0
    var values: [HeadCell] = []
    var isOverNumbers = false
    var outside = 0.0
    var bare = 0.0
    let isCounted = rule.rows[last].countsNames
    let areYears = rule.rows[last].cells.allSatisfy(\.isYear)
    var (nameBits, repeated) = (0.0, 0.0)
    let firstNamed = rule.rows[last].cells.first?.column ?? 0
    let firstUsed = rule.used.firstIndex(of: true) ?? 0
    // Groups over names leave as many columns blank as have labels.
    let isGrouped =
      count > 1
      && (start..<last).allSatisfy { row in
        (0..<firstNamed).allSatisfy { rule.rows[row].cell(inColumn: $0) == nil }
      }
    for column in 0..<rule.width {
      let column = ColumnBelow(rule, column, below)
      guard let cell = rule.shown(row: last, column: column.index) else {
        // Names begin behind the labels of the rows.
        let isLabel =
          (column.index == firstUsed || (isGrouped && column.index < firstNamed))
          && firstNamed > firstUsed && rule.rows[last].cells.count > 1
        let isNamedAbove = (start..<last).contains {
          rule.shown(row: $0, column: column.index) != nil
        }
        let isCorner =
          series.hasBlankCorner
          ? !series.contains(column.index) : isLabel && column.filledShare > 0.9
        bits +=
          isNamedAbove ? Self.name : (isCorner ? Self.corner : Self.blank) * column.filledShare
        continue
      }
      if cell.kind.isTyped || column.isLike(cell) {
        let cost = value(cell, over: column, isInSeries: series.contains(column.index))
        bits += cost
        if cost == Self.valueOverOther || cost == Self.bareNumber, cell.kind == .figures,
          !cell.isDay, !column.isLike(cell)
        {
          bare += Self.bareFigures - cost
        } else if cost == Self.valueOverOther, cell.isWholeNumber, !areYears, cell.text != "0" {
          bare += Self.bareNumber - Self.valueOverOther
        }
        if cost == Self.valueOverSame || cost == Self.exactOverSame { values.append(cell) }
        continue
      }
      if cell.kind == .missing, column.holdsValues {
        bits += Self.missingOverValue
        evidence.valuesOverValues += 1
        continue
      }
      evidence.names += 1
      if column.isTyped { evidence.namesOverValues += 1 }
      if column.holdsValues { isOverNumbers = true }
      nameBits += Self.name
      if !isCounted, column.isMostly(cell) { bits += Self.isCommonest }
      if !rule.used[column.index] { outside += Self.outside }
      if cell.kind == .missing { bits += Self.twice }
      if cell.kind == .address { bits += Self.addressOverOther }
      if cell.text.utf8.count > 60 { bits += Self.longText }
      if cell.text.isKey { bits += Self.key }
      if cell.text.isObject { bits += Self.object }
      if count == 1, !known.insert(cell.text).inserted { repeated += Self.twice }
      if !column.isTyped { again = max(again, recurrence(of: cell, row: last)) }
    }
    if below.isEmpty, known.count > 1, areIdentifiers(rule.rows[last]) {
      (nameBits, repeated) = (min(nameBits, Self.loneNames), min(repeated, Self.loneAgain))
    }
    bits += nameBits + repeated
    // Pages repeat their names, but not right below them.
    if evidence.namesOverValues == 0, let next = below.first, rule.rows[last].cells.count > 1,
      rule.rows[next].cells.map(\.text) == rule.rows[last].cells.map(\.text),
      rule.rows[last].cells.contains(where: { $0.text.count > 1 })
    {
      bits += Self.isCommonest
    }
    // One number may stand among names; a row of nothing else is one of values.
    if evidence.names == 0 { bits += bare }
    if rule.used.contains(true) { bits += min(outside, Self.allOutside) }
    if !isOverNumbers, values.count == 1, let only = values.first {
      let cost = only.isWholeNumber ? Self.loneValueOverSame : Self.loneExactOverSame
      bits += cost - (only.isWholeNumber ? Self.valueOverSame : Self.exactOverSame)
    }
    // A name may be one of its column's values where other columns show that it is a name.
    if again > 0 {
      bits += evidence.namesOverValues > evidence.valuesOverValues ? Self.twice : again
    }
    for row in start...last where rule.rows[row].isBeforeGap && row + 1 < rule.rows.count {
      bits += Self.gapBelow
    }
    evidence.hasSeries = series.isFound
    evidence.isMostlySeries = series.count > evidence.names
  }

  private mutating func value(
    _ cell: HeadCell, over column: ColumnBelow, isInSeries: Bool
  ) -> Double {
    if isInSeries, cell.kind == .number || (!below.isEmpty && !column.isLike(cell)) { return 0 }
    if below.isEmpty { return Self.valueOverNothing }
    if column.filledShare == 0 { return Self.valueOverNothing }
    if cell.isMoment, !isInSeries { return column.isLike(cell) ? Self.exactOverSame : Self.moment }
    guard column.isLike(cell) else {
      return cell.isSignedOrFraction ? Self.bareNumber : Self.valueOverOther
    }
    evidence.valuesOverValues += 1
    let formats = column.formats
    let isOtherFormat = formats.count == 1 && !formats.contains(cell.format) && below.count > 2
    let same = cell.isWholeNumber ? Self.valueOverSame : Self.exactOverSame
    return isOtherFormat ? (same + Self.valueOverOther) / 2 : same
  }

  /// Whether words look like names of columns, and most of them have no digits.
  private func areIdentifiers(_ row: HeadRow) -> Bool {
    let words = row.cells.filter { !$0.kind.isTyped }
    return words.allSatisfy { $0.kind == .text && $0.text.isIdentifier }
      && words.count { !$0.text.contains(where: \.isNumber) } * 2 > words.count
  }

  /// What it tells, in bits, that a text is one of its column's values: that it stands below, and not only
  /// where the whole row stands again. A record has a value that recurs as often as the records below do;
  /// among values that are all different it is hardly likelier than a name that is one of them (`field`
  /// in a list of fields).
  private func recurrence(of cell: HeadCell, row: Int) -> Double {
    let own = rule.rows[row].cells
    func isOther(_ index: Int) -> Bool {
      own.count < 2 || rule.rows[index].cells.map(\.text) != own.map(\.text)
    }
    func text(_ index: Int) -> String? { rule.rows[index].cell(inColumn: cell.column)?.text }
    guard below.contains(where: { text($0) == cell.text && isOther($0) }) else { return 0 }
    var rows: [String: Int] = [:]
    for text in below.compactMap(text) { rows[text, default: 0] += 1 }
    let count = Double(rows.values.reduce(0, +))
    let recurring = rows.values.reduce(0.0) { $1 > 1 ? $0 + Double($1) : $0 }
    return min(
      Self.comesAgain,
      max(Self.twice, Elementary.log(recurring / count / Self.nameAgain) / Self.log2))
  }
}
