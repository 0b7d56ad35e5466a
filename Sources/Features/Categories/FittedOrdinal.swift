internal import RowcastMachine
internal import RowcastTabular

/// Levels in an order, as one number: 0 for the first, 1 for the next.
public struct FittedOrdinal: Sendable, Hashable, Codable {
  /// The levels from low to high.
  public var order: [String]
  /// The place as a number; a level that is not in the order counts as missing.
  public var number: FittedNumber

  /// The number must be fitted on places from 0, not on the levels' own numbers.
  public init(order: [String], number: FittedNumber) {
    self.order = order
    self.number = number
  }

  /// Learns the scale of places.
  /// - Parameter order: the levels from low to high; nil sorts those of the column, as numbers
  ///   when all of them are numbers, else by their bytes.
  static func fitted(
    to view: LevelView, counts: LevelCounts, order: [String]?, options: NumberOptions
  ) -> FittedOrdinal {
    let texts = counts.texts.texts
    let chosen = order ?? LabelRecipe.ordered(texts).map { texts[$0] }
    let places = places(of: view, order: chosen)
    return FittedOrdinal(order: chosen, number: .fitted(to: places, options: options))
  }

  /// The place of each row's level, NaN when it has none.
  static func places(of view: LevelView, order: [String]) -> [Double] {
    var interner = StringInterner()
    for level in order { _ = interner.intern(level) }
    var table = [Double](repeating: .nan, count: view.dictionary.count)
    view.forEachText { code, text in
      if let place = interner.code(of: text) { table[code] = Double(place) }
    }
    let places = table
    return [Double](chunksOf: view.codes.count, size: rowsPerTask) { rows, out in
      for row in rows {
        let code = view.codes[row]
        out.append(code == TypedColumn.missingCode ? .nan : places[Int(code)])
      }
    }
  }
}
