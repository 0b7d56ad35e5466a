internal import RowcastTabular

/// A column as codes of texts, whatever it was before.
struct LevelView: Sendable {
  let codes: [UInt32]
  let dictionary: StringDictionary

  /// Reads the trimmed text of each code.
  func forEachText(_ body: (_ code: Int, _ text: Span<UInt8>) -> Void) {
    for code in dictionary.indices { dictionary.withText(code) { body(code, $0.trimmed) } }
  }

  /// How many rows have each code.
  func counts() -> [Int] {
    let width = dictionary.count
    let tables = mapRows(of: codes.count, task: max(rowsPerTask, width)) { range in
      var counts = [Int](repeating: 0, count: width)
      for row in range where codes[row] != TypedColumn.missingCode {
        counts[Int(codes[row])] &+= 1
      }
      return counts
    }
    guard var total = tables.first else { return Array(repeating: 0, count: dictionary.count) }
    for table in tables.dropFirst() {
      for code in total.indices { total[code] += table[code] }
    }
    return total
  }
}

extension TypedColumn {
  /// The column as codes of texts; numbers become the shortest text that reads back the same.
  func levels() -> LevelView {
    switch values {
    case .texts(let codes, let dictionary): return LevelView(codes: codes, dictionary: dictionary)
    case .numbers(let values):
      var interner = StringInterner()
      var known: [UInt64: UInt32] = [:]
      // Small whole numbers, as most columns of codes hold, need no hash table.
      var small = [UInt32](repeating: TypedColumn.missingCode, count: 1024)
      let codes = values.map { value -> UInt32 in
        guard value.isFinite else { return TypedColumn.missingCode }
        let place = value >= 0 && value < 1024 ? Int(value) : -1
        let isSmall = place >= 0 && Double(place).bitPattern == value.bitPattern
        if isSmall, small[place] != TypedColumn.missingCode { return small[place] }
        if !isSmall, let code = known[value.bitPattern] { return code }
        let code = interner.intern(CellText.string(of: value == 0 ? 0 : value, kind: kind))
        if isSmall { small[place] = code } else { known[value.bitPattern] = code }
        return code
      }
      return LevelView(codes: codes, dictionary: interner.dictionary())
    }
  }
}

extension TypedColumn {
  /// The distinct trimmed texts that are values, with the number of rows of each, the most frequent
  /// first.
  package func countedLevels() -> [(level: String, rows: Int)] {
    let counts = LevelCounts(levels())
    return counts.byFrequency().map { (counts.texts[$0] ?? "", counts.counts[$0]) }
  }
}
