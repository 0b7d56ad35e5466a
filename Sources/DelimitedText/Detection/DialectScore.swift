import RowcastTabular
internal import RowcastMachine

/// How well a candidate dialect explains a sample: records of one width, filled with values.
///
///     score = coverage(w) · (1 - 1/w)^¼ · (0.35 + 0.65 T) · prior
///
/// w is the commonest width, coverage the share of records that have it, T the mean plausibility
/// of the fields.
struct DialectScore {
  var value: Double
  var width: Int
  var coverage: Double
  /// The record with which the table begins, where it was judged without the lines before.
  var start = 0

  /// What a table behind many lines of a preamble is worth beside one without.
  private static let behindPreamble = 0.7

  /// - Parameter others: bytes that would rather part fields than stand in them.
  init(_ table: SampleTable, delimiter: [UInt8], others: ByteSet) {
    self.init(all: table, delimiter: delimiter, others: others)
    // Words and times have blanks and colons in any line.
    guard delimiter != [UInt8(ascii: " ")], delimiter != [UInt8(ascii: ":")],
      let block = TableBlock(table)
    else { return }
    let behind = DialectScore(
      all: table.rows(block.rows), delimiter: delimiter, others: others)
    guard behind.value * Self.behindPreamble > value else { return }
    value = behind.value * Self.behindPreamble
    width = behind.width
    coverage = Double(block.rows.count) / Double(table.rows.count)
    start = block.rows.lowerBound
  }

  private init(all table: SampleTable, delimiter: [UInt8], others: ByteSet) {
    var counts: [Int: Int] = [:]
    for row in table.rows { counts[row.width, default: 0] += 1 }
    let modal = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
    guard let modal, !table.rows.isEmpty else {
      value = 0
      width = 0
      coverage = 0
      return
    }
    width = modal.key
    coverage = Double(modal.value) / Double(table.rows.count)
    let isOfAmounts = width == 1 && delimiter.isEmpty && CommaUse.isColumnOfAmounts(table)
    let shape =
      width > 1
      ? (1 - 1 / Double(width)).squareRoot().squareRoot()
      : isOfAmounts || Self.isColumnOfValues(table) ? 0.85 : 0.30
    let plausibility =
      isOfAmounts ? 1 : Self.plausibility(table, width: width, others: others)
    // Rows of nothing but values are a table even when no two have the same length.
    let split = Double(table.rows.count { $0.width > 1 }) / Double(table.rows.count)
    let evenness = plausibility > 0.95 && width > 1 ? max(coverage, split / 2) : coverage
    value =
      evenness * shape * (0.35 + 0.65 * plausibility)
      * Self.prior(delimiter, table, width: width)
    if table.brokenQuotes > 0 || table.failure != nil {
      let share = Double(table.brokenQuotes) / Double(max(1, table.fields.count))
      value *= table.failure != nil ? 0.6 : share > 0.01 ? 0.6 : 0.9
    }
    if width > 1, let first = table.rows.first, first.width != width {
      value *= first.width == 1 ? 0.8 : 0.86
    }
  }

  /// Whether whole lines are single values: datetimes must not be split at their colons.
  private static func isColumnOfValues(_ table: SampleTable) -> Bool {
    var typed = 0
    // The first one may be a name, but for one that is alone.
    let records = table.rows.dropFirst(table.rows.count == 1 ? 0 : 1)
    for row in records {
      guard let index = row.fields.first else { continue }
      let kind = table.kind(index)
      if kind == .date || kind == .time || kind == .address { typed += 1 }
    }
    return typed * 10 >= records.count * 9 && typed > (table.rows.count == 1 ? 0 : 1)
  }

  private static func prior(_ delimiter: [UInt8], _ table: SampleTable, width: Int) -> Double {
    // Marks that are doubled throughout part fields and nothing else.
    if delimiter.count == 2 {
      return delimiter.first == UInt8(ascii: ":") && ColonUse.isWithinValues(table) ? 0.02 : 0.98
    }
    return switch delimiter.first {
    case nil, UInt8(ascii: "\t"): 1
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"):
      isSentence(table, width: width)
        ? 0.5 : isList(table) ? 0.2 : delimiter.first == UInt8(ascii: "|") ? 0.98 : 1
    case UInt8(ascii: "~"), UInt8(ascii: "^"): 0.8
    case UInt8(ascii: ":"):
      ColonUse.isWithinValues(table)
        ? 0.02
        : !ColonUse.partsWords(table) && isProse(table, width: width, columns: 4) ? 0.2 : 0.6
    case UInt8(ascii: " "): isProse(table, width: width, columns: .max) ? 0.2 : 0.55
    default: 0.8
    }
  }

  /// Whether a mark stands within sentences: the first record has none, and all others that have it
  /// have words behind it, with a blank between.
  private static func isSentence(_ table: SampleTable, width: Int) -> Bool {
    guard width > 1, let first = table.rows.first, first.width == 1 else { return false }
    return table.rows.allSatisfy { row in
      row.fields.dropFirst().allSatisfy { index in
        let field = table.fields[index]
        return field.start < field.end && table.bytes[field.start] == UInt8(ascii: " ")
          && field.traits.isEmpty && table.kind(index) == .text
      }
    }
  }

  /// Whether a mark stands within lists of words, as tags are: the first record is a name without it, and
  /// the same words stand before and behind it.
  private static func isList(_ table: SampleTable) -> Bool {
    guard let first = table.rows.first, first.width == 1,
      table.kind(first.fields.lowerBound) == .text
    else { return false }
    var firsts: Set<[UInt8]> = []
    var others: Set<[UInt8]> = []
    for row in table.rows.dropFirst().prefix(1000) {
      for index in row.fields {
        guard table.kind(index) == .text, !table.fields[index].traits.contains(.quoted) else {
          return false
        }
        if index == row.fields.lowerBound {
          firsts.insert(table.raw(index))
        } else {
          others.insert(table.raw(index))
        }
      }
    }
    return !firsts.isDisjoint(with: others)
  }

  /// Whether blanks or colons stand inside of texts, as in names, addresses and notes, rather than
  /// between fields: few of the parts are values or quoted, and they are not many; a colon has a
  /// blank behind it; or the first record has none.
  private static func isProse(_ table: SampleTable, width: Int, columns: Int) -> Bool {
    guard width > 1, let first = table.rows.first else { return false }
    if first.width == 1, width > 2 || table.rows.count > 1 { return true }
    // A lone record of words is one name: `unit price`.
    if columns == .max, table.rows.count == 1,
      !first.fields.contains(where: {
        table.kind($0).isTyped || table.fields[$0].traits.contains(.quoted)
      })
    {
      return true
    }
    if columns == .max, isAligned(table, width: width) { return false }
    var values = 0
    var spaced = 0
    var count = 0
    var rows = 0
    var sentences = 0
    for row in table.rows.dropFirst().prefix(1000) where row.width == width && count < 20_000 {
      rows += 1
      if columns == .max, row.fields.contains(where: { endsClause(table, $0) }) { sentences += 1 }
      for index in row.fields {
        let field = table.fields[index]
        let kind = table.kind(index)
        count += 1
        if kind.isTyped || kind == .address || field.traits.contains(.quoted) { values += 1 }
        if index > row.fields.lowerBound, field.start < field.end,
          table.bytes[field.start] == UInt8(ascii: " ")
        {
          spaced += 1
        }
      }
    }
    return spaced * 2 > count - count / width || (values * 2 < count && width < columns)
      || sentences * 2 > rows
  }

  /// Whether a word has a sign behind it that goes on to the next: `start:`, `done,`.
  private static func endsClause(_ table: SampleTable, _ index: Int) -> Bool {
    let field = table.fields[index]
    guard field.traits.isEmpty, field.end > field.start + 1, table.kind(index) == .text else {
      return false
    }
    return ":,;".utf8.contains(table.bytes[field.end - 1])
  }

  /// Whether runs of blanks put each field under the one above it, from its beginning or up to its
  /// end, as printed tables have them.
  private static func isAligned(_ table: SampleTable, width: Int) -> Bool {
    guard width <= 256 else { return false }
    var starts: [Int?] = []
    var ends: [Int?] = []
    var runs = 0
    var count = 0
    for row in table.rows.prefix(1000) where row.width == width {
      var place = 0
      var at = table.fields[row.fields.lowerBound].start
      for (column, index) in row.fields.enumerated() {
        let field = table.fields[index]
        place += characters(table.bytes[at..<field.start])
        let end = place + characters(table.bytes[field.start..<field.end])
        if count == 0 {
          starts.append(place)
          ends.append(end)
        } else {
          if starts[column] != place { starts[column] = nil }
          if ends[column] != end { ends[column] = nil }
          if starts[column] == nil, ends[column] == nil, column > 0 { return false }
        }
        if column > 0, field.start - at > 1 { runs += 1 }
        (place, at) = (end, field.end)
      }
      count += 1
    }
    return count > 2 && runs * 2 > count * (width - 1)
  }

  private static func characters(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  private static func plausibility(
    _ table: SampleTable, width: Int, others: ByteSet
  ) -> Double {
    var sum = 0.0
    var count = 0
    for row in table.rows where row.width == width {
      for index in row.fields {
        sum += fieldPlausibility(table, index, others: others, isLone: width == 1)
        count += 1
      }
      if count > 20_000 { break }
    }
    return count == 0 ? 0 : sum / Double(count)
  }

  private static func fieldPlausibility(
    _ table: SampleTable, _ index: Int, others: ByteSet, isLone: Bool
  ) -> Double {
    let field = table.fields[index]
    if field.start == field.end { return 0.6 }
    let kind = table.kind(index)
    if field.traits.contains(.quoted) { return kind == .text ? 0.85 : 1 }
    let text = table.bytes.span.extracting(field.start..<field.end)
    var foreign = 0
    var quotes = 0
    var tabs = 0
    var commas = 0
    for i in text.indices {
      let byte = text[i]
      if byte == UInt8(ascii: "\"") { quotes += 1 }
      if byte == UInt8(ascii: "\t") { tabs += 1 }
      if byte == UInt8(ascii: ",") { commas += 1 }
      if others.contains(byte) { foreign += 1 }
    }
    // A tab is hardly ever part of a text.
    foreign += 2 * tabs
    if isLone, foreign > 0 { return foreign == 1 || kind == .figures ? 0.4 : 0.15 }
    // A list of numbers is a field like others; a list of words tells of another delimiter.
    if kind == .figures, tabs == 0 { return foreign > 0 ? 0.8 : 1 }
    let isOpen = quotes % 2 == 1 && table.fieldText.quote != nil
    if isOpen || foreign >= 2 { return 0.15 }
    if kind != .text { return 1 }
    // A comma is common in texts; what else parts fields is not.
    if foreign == 1, commas == 0 { return 0.45 }
    return text.count <= 60 ? 0.75 : 0.6
  }
}
