import RowcastTabular

/// Chooses delimiter and quoting by reading the sample with every candidate.
struct DialectDetector {
  /// The first bytes of the text, as UTF-8, without byte order mark.
  let sample: [UInt8]
  /// Whether the sample is the whole file.
  let isWhole: Bool
  let options: DelimitedOptions

  /// What was chosen, and the sample read that way.
  struct Choice {
    var grammar: Grammar
    var score: DialectScore
    var table: SampleTable
    var reason: String
  }

  private static let delimiters: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
    UInt8(ascii: ":"), UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: " "), 0x1F, 0x1E, 0x01,
  ]

  func choose(from start: Int) -> Choice {
    var best: Choice?
    let present = ByteSet(sample)
    // Blanks and colons stand in many texts, whatever parts the fields.
    var foreign = ByteSet(Self.delimiters)
    foreign.remove(UInt8(ascii: " "))
    foreign.remove(UInt8(ascii: ":"))
    let hasInnerCommas =
      options.delimiter == nil && present.contains(UInt8(ascii: ","))
      && (hasDecimalCommas(from: start, present) || hasInnerCommas(from: start, present))
    var quotedByTabs: SampleTable?
    for grammar in candidates(present) {
      if hasInnerCommas, grammar.delimiter == [UInt8(ascii: ",")] { continue }
      let table = SampleTable(sample, from: start, grammar: grammar, isWhole: isWhole)
      if grammar.delimiter == [UInt8(ascii: "\t")] {
        if grammar.quote == UInt8(ascii: "\""), quotedByTabs == nil { quotedByTabs = table }
        // Tabs part fields of which none is quoted, where quotes would swallow records of one width.
        if grammar.quote == nil, options.quote == .auto, let quotedByTabs,
          !Self.isUnquoted(table, insteadOf: quotedByTabs, isWhole: isWhole)
        {
          continue
        }
      }
      var others = foreign
      for byte in grammar.delimiter { others.remove(byte) }
      var score = DialectScore(table, delimiter: grammar.delimiter, others: others)
      if let open = withoutOpenQuote(table, grammar, from: start) {
        let bare = DialectScore(open, delimiter: grammar.delimiter, others: others)
        if bare.value * Self.withOpenQuote > score.value {
          score = bare
          score.value *= Self.withOpenQuote
        }
      }
      // An apostrophe is a quote where it is used throughout; in one value it is text.
      if grammar.quote == UInt8(ascii: "'"), options.quote == .auto,
        !table.quotesThroughout(delimiter: grammar.delimiter)
      {
        continue
      }
      if best.map({ score.value > $0.score.value + 1e-9 }) ?? true {
        let share = Int((score.coverage * 100).rounded())
        best = Choice(
          grammar: grammar, score: score, table: table,
          reason: "\(share) % of the sampled records have \(score.width) fields")
      }
    }
    let fallback = Grammar(delimiter: [UInt8(ascii: ",")])
    return best
      ?? Choice(
        grammar: fallback,
        score: DialectScore(
          SampleTable([], grammar: fallback, isWhole: true), delimiter: [], others: ByteSet()),
        table: SampleTable(sample, from: start, grammar: fallback, isWhole: isWhole),
        reason: "nothing tells")
  }

  /// What a dialect is worth in which a quote never closes.
  private static let withOpenQuote = 0.6

  /// The sample as if quotes were text, where one opens right behind a delimiter and never closes: that is
  /// an error of the file, and no sign that something else parts its fields.
  private func withoutOpenQuote(
    _ table: SampleTable, _ grammar: Grammar, from start: Int
  ) -> SampleTable? {
    guard let failure = table.failure, failure.kind == .unclosedQuote,
      grammar.quote == UInt8(ascii: "\"") || options.quote != .auto,
      let last = grammar.delimiter.last, last != UInt8(ascii: " "), last != UInt8(ascii: ":"),
      // The end of a sample may lie within quotes.
      isWhole || failure.offset - start < (sample.count - start) / 2
    else { return nil }
    var before = failure.offset
    while grammar.skipInitialSpace, before > start, sample[before - 1] == UInt8(ascii: " ") {
      before -= 1
    }
    guard before >= start + grammar.delimiter.count,
      sample[..<before].suffix(grammar.delimiter.count).elementsEqual(grammar.delimiter)
    else { return nil }
    var bare = grammar
    bare.quote = nil
    return SampleTable(sample, from: start, grammar: bare, isWhole: isWhole)
  }

  /// Whether all records have one width without quotes, and quotes would make fewer of them.
  private static func isUnquoted(
    _ bare: SampleTable, insteadOf quoted: SampleTable, isWhole: Bool
  ) -> Bool {
    guard bare.rows.count >= 3, let width = bare.rows.first?.width, width > 1 else { return false }
    // The end of the sample may lie within quotes.
    return bare.rows.allSatisfy { $0.width == width }
      && quoted.rows.count < bare.rows.count - (isWhole ? 0 : 1)
  }

  /// Whether commas stand only within the values that another delimiter parts.
  private func hasInnerCommas(from start: Int, _ present: ByteSet) -> Bool {
    [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")].contains { delimiter in
      guard present.contains(delimiter) else { return false }
      return CommaUse.isWithinValues(
        SampleTable(sample, from: start, grammar: Grammar(delimiter: [delimiter]), isWhole: isWhole)
      )
    }
  }

  /// Whether blanks part nothing but values, and all commas are decimal marks of numbers among them.
  private func hasDecimalCommas(from start: Int, _ present: ByteSet) -> Bool {
    guard present.contains(UInt8(ascii: " ")), present.contains(UInt8(ascii: ",")) else {
      return false
    }
    var grammar = Grammar(delimiter: [UInt8(ascii: " ")])
    grammar.skipInitialSpace = true
    let table = SampleTable(sample, from: start, grammar: grammar, isWhole: isWhole, limit: 500)
    guard table.rows.count >= 2, let width = table.rows.last?.width, width > 1,
      let names = table.rows.first
    else { return false }
    let hasNames = names.fields.contains { !table.kind($0).isTyped }
    let records = table.rows.dropFirst(hasNames ? 1 : 0)
    // Names that commas part say what these are.
    guard records.count >= 2,
      !hasNames || !names.fields.contains(where: { table.raw($0).contains(UInt8(ascii: ",")) })
    else { return false }
    return records.allSatisfy { row in
      row.width == width
        && row.fields.contains {
          !table.kinds($0).isDisjoint(with: [.commaDecimal, .commaAmbiguous])
        }
        && row.fields.allSatisfy { index in
          let field = table.fields[index]
          return table.bytes[field.start..<field.end].contains(UInt8(ascii: ","))
            ? !table.kinds(index).isDisjoint(with: [.commaDecimal, .commaAmbiguous])
            : table.kind(index).isTyped
        }
    }
  }

  /// Marks of several bytes that part fields, as far as they are there: commas of full width, and
  /// marks that never stand alone.
  private func longDelimiters(_ present: ByteSet) -> [[UInt8]] {
    var found: [[UInt8]] = []
    if present.contains(0xEF) {
      for mark in ["，", "；", "｜"].map({ Array($0.utf8) }) where sample.holds(mark) {
        found.append(mark)
      }
    }
    for byte in "|:~^".utf8 where present.contains(byte) {
      if sample.hasOnlyPairs(of: byte) { found.append([byte, byte]) }
    }
    return found
  }

  private func candidates(_ present: ByteSet) -> [Grammar] {
    var delimiters: [[UInt8]] = Self.delimiters.filter { present.contains($0) }.map { [$0] } + [[]]
    delimiters += longDelimiters(present)
    if let given = options.delimiter { delimiters = [Array(given.utf8)] }
    var quotes: [UInt8?] = [UInt8(ascii: "\"")]
    switch options.quote {
    case .auto: if present.contains(UInt8(ascii: "'")) { quotes.append(UInt8(ascii: "'")) }
    case .none: quotes = [nil]
    case .text(let text): quotes = [text.utf8.first]
    }
    var escapes: [UInt8?] = [nil]
    switch options.escape {
    case .auto:
      if hasEscapedQuote || hasEscapedDelimiter(present) { escapes.append(UInt8(ascii: "\\")) }
    case .none: break
    case .text(let text): escapes = [text.utf8.first]
    }
    var result: [Grammar] = []
    for delimiter in delimiters {
      for quote in quotes where quote.map({ delimiter != [$0] }) ?? true {
        for escape in escapes where escape.map({ delimiter != [$0] }) ?? true {
          var grammar = Grammar(delimiter: delimiter, quote: quote, escape: escape)
          if escape == quote { grammar.escape = nil }
          if case .text(let comment) = options.comment { grammar.comment = Array(comment.utf8) }
          result.append(grammar)
          if delimiter == [UInt8(ascii: " ")], hasRunsOfBlanks {
            // Columns are aligned: any number of blanks stands between them.
            result.removeLast()
            grammar.skipInitialSpace = true
            result.append(grammar)
          }
          if let quote, !options.strictRFC4180, let isMixed = hasSpacedQuote(delimiter, quote) {
            grammar.skipInitialSpace = true
            if !isMixed || closesSpacedQuotes(grammar) { result.append(grammar) }
          }
        }
      }
      if delimiter == [UInt8(ascii: "\t")], options.quote == .auto, !options.strictRFC4180,
        present.contains(UInt8(ascii: "\""))
      {
        result.append(Grammar(delimiter: delimiter, quote: nil))
      }
    }
    return result
  }

  /// Whether quotes that stand behind a delimiter and spaces are mixed with others right behind a delimiter;
  /// nil where there are none of the first.
  private func hasSpacedQuote(_ delimiter: [UInt8], _ quote: UInt8) -> Bool? {
    guard let last = delimiter.last, last != UInt8(ascii: " ") else { return nil }
    var spaced = 0
    var isMixed = false
    for at in sample.indices.dropFirst(2) where sample[at] == quote {
      if sample[at - 1] == last { isMixed = true }
      guard sample[at - 1] == UInt8(ascii: " ") else { continue }
      var before = at - 1
      while before > 0, sample[before] == UInt8(ascii: " ") { before -= 1 }
      if sample[before] == last { spaced += 1 }
    }
    return spaced >= 2 ? isMixed : nil
  }

  /// Whether every blank behind a delimiter stands before a quote that closes before the next one, in columns
  /// of which all quotes stand so: without that, one quote right behind a delimiter shows that spaces before
  /// others are text.
  private func closesSpacedQuotes(_ grammar: Grammar) -> Bool {
    let table = SampleTable(sample, grammar: grammar, isWhole: isWhole)
    guard table.brokenQuotes == 0, table.failure == nil || !isWhole else { return false }
    let blank = UInt8(ascii: " ")
    var spaced: Set<Int> = []
    var tight: Set<Int> = []
    for row in table.rows {
      for index in row.fields {
        let field = table.fields[index]
        // Before a quoted field stands its quote.
        let before = field.start - (field.traits.contains(.quoted) ? 2 : 1)
        let isSpaced = before >= 0 && sample[before] == blank
        guard field.traits.contains(.quoted) else {
          if isSpaced { return false }
          continue
        }
        let column = index - row.fields.lowerBound
        if isSpaced { spaced.insert(column) } else { tight.insert(column) }
      }
    }
    return spaced.isDisjoint(with: tight)
  }

  private var hasRunsOfBlanks: Bool {
    zip(sample, sample.dropFirst()).contains { $0 == UInt8(ascii: " ") && $1 == $0 }
  }

  /// Whether a backslash stands before what may part fields; records of one width show whether it escapes.
  private func hasEscapedDelimiter(_ present: ByteSet) -> Bool {
    guard present.contains(UInt8(ascii: "\\")), !options.strictRFC4180 else { return false }
    let marks = options.delimiter.map { ByteSet($0.utf8) } ?? ByteSet(",;\t|".utf8)
    return zip(sample, sample.dropFirst()).contains {
      $0 == UInt8(ascii: "\\") && marks.contains($1)
    }
  }

  private var hasEscapedQuote: Bool {
    for i in sample.indices.dropLast() where sample[i] == UInt8(ascii: "\\") {
      if sample[i + 1] == UInt8(ascii: "\"") || sample[i + 1] == UInt8(ascii: "'") { return true }
    }
    return false
  }
}

extension [UInt8] {
  /// Whether a byte stands nowhere alone, and in no odd run.
  fileprivate func hasOnlyPairs(of byte: UInt8) -> Bool {
    var run = 0
    for other in self {
      if other == byte {
        run += 1
      } else if run % 2 != 0 {
        return false
      } else {
        run = 0
      }
    }
    return run % 2 == 0
  }

  /// Whether some bytes stand anywhere in it.
  fileprivate func holds(_ text: [UInt8]) -> Bool {
    guard let first = text.first, count >= text.count else { return false }
    return indices.dropLast(text.count - 1).contains {
      self[$0] == first && self[$0..<($0 + text.count)].elementsEqual(text)
    }
  }
}
