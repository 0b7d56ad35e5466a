internal import RowcastTabular

extension FittedText {
  /// The most distinct texts a vocabulary is learned from, spread evenly over all.
  static let sampleLimit = 200_000
  private static let textsPerTask = 2048

  /// Learns the terms of a column of texts.
  static func fitted(
    to view: LevelView, options: TextOptions, numbers: NumberOptions
  ) -> FittedText {
    let rows = view.counts()
    var texts: [Int] = []
    for code in rows.indices where rows[code] > 0 {
      let isMissing = view.dictionary.withText(code) {
        MissingTokens.contains($0.trimmed, amongNumbers: false)
      }
      if !isMissing { texts.append(code) }
    }
    let step = (texts.count + sampleLimit - 1) / sampleLimit
    if step > 1 { texts = stride(from: 0, to: texts.count, by: step).map { texts[$0] } }
    let chosen = texts
    let options = options.suited(to: chosen, in: view.dictionary)
    let parts = mapRows(of: chosen.count, task: textsPerTask) { range in
      TermCounts(chosen[range], rows: rows, in: view.dictionary, options: options)
    }
    var all = TermCounts()
    for part in parts { all.merge(part) }
    // Two texts are asked of each term, but a handful of texts hardly repeat any.
    let fewest = chosen.count < 50 ? 1 : options.fewestTexts
    let found = all.interner.dictionary()
    let isRun = found.indices.map {
      found.withText($0) { !$0.isEmpty && $0[0] == UInt8(ascii: "~") }
    }
    var kept: [Int] = []
    for runs in [false, true] {
      // A run of characters that only two texts have is mostly part of a word that they have, too.
      let least = runs && options.weighsApart && fewest > 1 ? fewest + 1 : fewest
      var own = found.indices.filter { isRun[$0] == runs && all.counts[$0] >= least }
      if own.count > options.termLimit {
        own.sort { a, b in
          all.counts[a] != all.counts[b] ? all.counts[a] > all.counts[b] : found.precedes(a, b)
        }
        own.removeLast(own.count - options.termLimit)
      }
      kept += own
    }
    kept.sort { found.precedes($0, $1) }
    let measured = TextMeasure.all(options.measures, of: view)
    return FittedText(
      options: options, terms: kept.compactMap { found[$0] }, counts: kept.map { all.counts[$0] },
      textCount: chosen.reduce(0) { $0 + rows[$1] },
      measures: zip(options.measures, measured).map { measure, values in
        Measure(measure: measure, number: .fitted(to: values, options: numbers))
      })
  }
}

extension TextOptions {
  /// These options for some texts: where most characters are of a script without blanks, runs of them
  /// say what words do.
  fileprivate func suited(to texts: [Int], in dictionary: StringDictionary) -> TextOptions {
    guard runs == .pieces, shortestCharacters > 0, words > 0 else { return self }
    var (single, others) = (0, 0)
    for text in stride(from: 0, to: texts.count, by: max(1, texts.count / 1000)) {
      dictionary.withText(texts[text]) { text in
        var i = 0
        while i < text.count {
          guard text[i] >= 0x80 else {
            if text[i] > 0x20 { others += 1 }
            i += 1
            continue
          }
          let (scalar, width) = UTF8Scalar.decode(text, at: i)
          if Script.hasNoBlanks(scalar.value) { single += 1 } else { others += 1 }
          i += width
        }
      }
    }
    guard single > others else { return self }
    var suited = self
    suited.words = 0
    suited.shortestCharacters = 1
    suited.longestCharacters = min(longestCharacters, 4)
    return suited
  }
}

/// How many rows hold each term; parts merge in order.
struct TermCounts: Sendable {
  var interner = StringInterner()
  var counts: [Int] = []

  init() {}

  init(
    _ texts: ArraySlice<Int>, rows: [Int], in dictionary: StringDictionary, options: TextOptions
  ) {
    let tokenizer = Tokenizer(options: options)
    var terms = Tokenizer.Terms()
    var last: [Int] = []  // the last text that held the term
    for text in texts {
      dictionary.withText(text) { tokenizer.cut($0, into: &terms) }
      terms.forEach { term in
        let code = Int(interner.intern(term))
        if code == counts.count {
          counts.append(rows[text])
          last.append(text)
        } else if last[code] != text {
          counts[code] += rows[text]
          last[code] = text
        }
      }
    }
  }

  mutating func merge(_ other: TermCounts) {
    for (term, code) in interner.codes(of: other.interner.dictionary()).enumerated() {
      if code == counts.count {
        counts.append(other.counts[term])
      } else {
        counts[Int(code)] += other.counts[term]
      }
    }
  }
}
