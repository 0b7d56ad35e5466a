import RowcastTabular

/// The lines of comments with which a text begins, of which one may name the columns:
///
///     #Software: Example
///     #Fields: date time status
///     2024-05-01 10:00:07 200
///
/// or a comment of several lines between `/*` and `*/`.
struct LeadingComments {
  private let sample: [UInt8]
  /// Where each line begins.
  private let starts: [Int]
  /// Where the text behind them begins.
  private let end: Int

  private static let marks = ["#", "!", "%", "//"].map { Array($0.utf8) }

  /// Nil when the text begins otherwise, or nothing is behind the comments.
  init?(_ sample: [UInt8], from start: Int) {
    var starts: [Int] = []
    var at = start
    if sample[start...].starts(with: "/*".utf8) {
      guard let end = Self.blockEnd(sample, from: start) else { return nil }
      while at < end {
        starts.append(at)
        at = SampleReading.lineEnd(sample, from: at)
      }
    }
    while at < sample.count, Self.marks.contains(where: { sample[at...].starts(with: $0) }) {
      starts.append(at)
      at = SampleReading.lineEnd(sample, from: at)
    }
    guard !starts.isEmpty, at < sample.count else { return nil }
    self.sample = sample
    self.starts = starts
    end = at
  }

  /// Behind the mark that closes a comment of several lines.
  private static func blockEnd(_ sample: [UInt8], from start: Int) -> Int? {
    let (star, slash) = (UInt8(ascii: "*"), UInt8(ascii: "/"))
    return sample[start...].indices.dropFirst(2).dropLast().first {
      sample[$0] == star && sample[$0 + 1] == slash
    }.map { $0 + 2 }
  }

  /// The table that is read without the comments, where that is more plausible than with them.
  /// - Returns: how it is read, where it begins, and how many lines stand before it; nil where a comment
  ///   has as many fields as the records, as `#id,name` before `1,Ann`: then it is one of them.
  func table(
    insteadOf whole: DialectDetector.Choice, _ detector: DialectDetector
  ) -> (choice: DialectDetector.Choice, start: Int, line: Int, hasSplitNames: Bool)? {
    var choice = detector.choose(from: end)
    guard choice.score.value > whole.score.value, choice.score.width > 1,
      !starts.contains(where: { isRecord($0, choice) })
    else { return nil }
    // Further comments among the records are none of them.
    let isAmong = choice.table.rows.contains { row in
      row.width != choice.score.width
        && row.fields.first.map { startsComment($0, choice.table) } == true
    }
    if isAmong { choice.grammar.comment = [UInt8(ascii: "#")] }
    guard let line = starts.indices.last(where: { names(ofLine: $0, choice) != nil }),
      let (start, isSplit) = names(ofLine: line, choice)
    else {
      choice.table = SampleTable(
        sample, from: end, grammar: choice.grammar, isWhole: detector.isWhole)
      return (choice, end, starts.count, false)
    }
    // Comments behind the names are no records.
    if line + 1 < starts.count { choice.grammar.comment = [sample[starts[line]]] }
    choice.table = SampleTable(
      sample, from: start, grammar: choice.grammar, isWhole: detector.isWhole)
    return (choice, start, line, isSplit)
  }

  /// Whether a place lies within the comments, so that names begin there.
  func isNamed(_ start: Int) -> Bool { start < end }

  /// Where the names of the columns begin in a comment, and whether blanks part them although something
  /// else parts the values; nil when it has none.
  ///
  /// What is said to be the fields is, and words before values that are as many as these.
  private func names(ofLine line: Int, _ choice: DialectDetector.Choice) -> (
    at: Int, isSplit: Bool
  )? {
    let blank = UInt8(ascii: " ")
    var at = starts[line]
    while at < end, sample[at] == sample[starts[line]] || sample[at] == blank { at += 1 }
    let word = sample[at..<end].prefix { $0 != blank && $0 > blank }
    let key = String(decoding: word, as: UTF8.self).lowercased()
    let delimiter = choice.grammar.delimiter
    // A key of its own field needs no colon.
    let isKeyed =
      ["fields:", "columns:"].contains(key)
      || (key == "fields" && sample[(at + word.count)..<end].starts(with: delimiter))
    if isKeyed {
      at += word.count
      if key.last != ":" { at += delimiter.count }
      while at < end, sample[at] == blank { at += 1 }
    } else {
      let hasValues = choice.table.rows.first.map { row in
        row.fields.contains { choice.table.kind($0).isTyped }
      }
      guard line == starts.count - 1, hasValues == true else { return nil }
    }
    let line = sample[at..<SampleReading.lineEnd(sample, from: at)]
    let isSplit = isKeyed && delimiter != [blank] && !delimiter.contains { line.contains($0) }
    let row = SampleTable(
      sample, from: at, grammar: isSplit ? Grammar(delimiter: [blank]) : choice.grammar,
      isWhole: true, limit: 1)
    guard let names = row.rows.first, names.width == choice.score.width,
      names.fields.allSatisfy({ !row.kind($0).isTyped && row.kind($0) != .empty }),
      isKeyed || !Self.isSentence(names.fields.map(row.text), choice)
    else { return nil }
    return (at, isSplit)
  }

  /// Whether words are those of a sentence or of a key and its value, and no names.
  private static func isSentence(_ words: [String], _ choice: DialectDetector.Choice) -> Bool {
    let joins: Set<String> = [
      "an", "and", "are", "at", "by", "for", "from", "in", "is", "of", "on", "the", "to", "was",
      "were", "with", "am", "aus", "der", "die", "das", "und", "von", "vom", "de", "des", "du",
      "el",
      "et", "la", "le", "les", "par", "por",
    ]
    return words.contains { $0.last == ":" || $0.last == "." }
      || (choice.grammar.delimiter == [UInt8(ascii: " ")]
        && words.contains { joins.contains($0.lowercased()) })
  }

  /// Whether a comment has as many fields as the records; words behind a blank are none.
  private func isRecord(_ start: Int, _ choice: DialectDetector.Choice) -> Bool {
    let blank = UInt8(ascii: " ")
    if choice.grammar.delimiter == [blank], sample[start..<end].prefix(3).contains(blank) {
      return false
    }
    let line = SampleTable(
      sample, from: start, grammar: choice.grammar, isWhole: true, limit: 1)
    return line.rows.first?.width == choice.score.width
  }

  private func startsComment(_ index: Int, _ table: SampleTable) -> Bool {
    let field = table.fields[index]
    return field.traits.isEmpty && field.start < field.end
      && table.bytes[field.start] == UInt8(ascii: "#")
  }
}
