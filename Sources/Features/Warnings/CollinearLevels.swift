internal import RowcastTabular

extension Collinearity.Levels {
  init(_ column: TypedColumn, isNumber: Bool = false) {
    self.isNumber = isNumber
    let view = column.levels()
    let counts = LevelCounts(view)
    let missing = counts.counts.count
    name = column.name
    codes = view.codes.map { code in
      let place = code == TypedColumn.missingCode ? code : counts.places[Int(code)]
      return place == TypedColumn.missingCode ? missing : Int(place)
    }
    texts = counts.texts.texts + ["(missing)"]
  }

  /// Whether numbers have few enough distinct values to be compared as levels.
  static func isSmall(_ values: [Double]) -> Bool {
    var seen: Set<Double> = []
    for value in values where value.isFinite {
      if seen.insert(value).inserted, seen.count > Collinearity.distinctLimit { return false }
    }
    return true
  }
}
