internal import RowcastMachine
internal import RowcastLinearAlgebra
internal import RowcastTabular

/// Finds the one-hot feature of a level: a hash table made once for a fitted category.
struct LevelIndex: Sendable {
  private let levels: FittedLevels
  private let known: StringInterner

  init(_ levels: FittedLevels) {
    self.levels = levels
    var interner = StringInterner()
    for level in levels.levels { _ = interner.intern(level) }
    for level in levels.rare { _ = interner.intern(level) }
    known = interner
  }

  /// The feature of a trimmed text, and whether the text was seen in training.
  func code(of text: Span<UInt8>) -> (code: UInt32, isKnown: Bool) {
    if let place = known.code(of: text) {
      let code = Int(place) < levels.levels.count ? Int(place) : levels.rareCode ?? levels.width
      return (UInt32(code), true)
    }
    return (UInt32(levels.unseenCode), false)
  }

  /// The feature of each code of a column, that of missing values at the end.
  func map(of view: LevelView) -> [UInt32] {
    let missing = UInt32(levels.missingCode ?? levels.width)
    var map = [UInt32](repeating: missing, count: view.dictionary.count + 1)
    view.forEachText { code, text in
      if !MissingTokens.contains(text, amongNumbers: false) {
        map[code] = self.code(of: text).code
      }
    }
    return map
  }

  /// The codes of all rows.
  func category(_ view: LevelView) -> FeatureMatrix.Category {
    let map = map(of: view)
    let missing = UInt32(map.count - 1)
    let codes = [UInt32](chunksOf: view.codes.count, size: rowsPerTask) { rows, out in
      for row in rows { out.append(map[Int(min(view.codes[row], missing))]) }
    }
    return FeatureMatrix.Category(codes: codes, levels: levels.width)
  }
}
