internal import RowcastMachine
internal import RowcastTabular

/// The distinct trimmed texts of a column with the number of rows of each.
struct LevelCounts: Sendable {
  /// The distinct texts, in the order of their codes' first appearance.
  let texts: StringDictionary
  /// Rows of each text.
  let counts: [Int]
  /// For each code of the column the place of its text; `TypedColumn.missingCode` when missing.
  let places: [UInt32]
  /// Rows without a value, tokens of missing values among them.
  let missing: Int
  /// The tokens of missing values seen, in byte order; the empty text is not named.
  let missingTokens: [String]

  init(_ view: LevelView, amongNumbers: Bool = false) {
    let rows = view.counts()
    var interner = StringInterner()
    var counts: [Int] = []
    var places = [UInt32](repeating: TypedColumn.missingCode, count: rows.count)
    var found = 0
    var tokens: Set<String> = []
    view.forEachText { code, text in
      guard rows[code] > 0 else { return }
      if MissingTokens.contains(text, amongNumbers: amongNumbers) {
        if !text.isEmpty { tokens.insert(String(decoding: text)) }
        return
      }
      found += rows[code]
      let place = interner.intern(text)
      places[code] = place
      if Int(place) == counts.count {
        counts.append(rows[code])
      } else {
        counts[Int(place)] += rows[code]
      }
    }
    texts = interner.dictionary()
    self.counts = counts
    self.places = places
    missing = view.codes.count - found
    missingTokens = tokens.sorted(by: Self.inByteOrder)
  }

  /// Rows that have a value.
  var present: Int { counts.reduce(0, +) }

  /// The places of the texts, the most frequent first, equals in byte order.
  func byFrequency() -> [Int] {
    counts.indices.sorted { a, b in
      counts[a] != counts[b] ? counts[a] > counts[b] : texts.precedes(a, b)
    }
  }

  /// Hands over the texts at some places, with their rows, that are no words for a missing value and
  /// of which a reading cannot make a number.
  func forEachUnread(
    _ reading: ColumnReading, in places: some Sequence<Int>, _ body: (String, Int) -> Void
  ) {
    for place in places {
      texts.withText(place) { text in
        if MissingTokens.contains(text, amongNumbers: true) || !reading.number(text).isNaN {
          return
        }
        let own = String(decoding: text)
        if !reading.missingTokens.contains(own) { body(own, counts[place]) }
      }
    }
  }

  static func inByteOrder(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }
}

extension StringDictionary {
  /// Whether the text of one code comes before that of another in byte order.
  func precedes(_ a: Int, _ b: Int) -> Bool {
    bytes[offsets[a]..<offsets[a + 1]].lexicographicallyPrecedes(bytes[offsets[b]..<offsets[b + 1]])
  }
}
