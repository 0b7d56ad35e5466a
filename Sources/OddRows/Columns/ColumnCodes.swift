internal import RowcastFeatures
internal import RowcastMachine
internal import RowcastTabular

/// What can be counted of a column on its own. Each is a family of outcomes, coded from 0; -1 is none.
enum Trait: String, Sendable, Hashable, Codable, CaseIterable {
  /// 1 without a value, 2 with one of another kind.
  case state
  /// The fine bin of a number.
  case density
  /// The decimal places of a number.
  case decimals
  /// The day of the week, from Thursday on, as 1970 began.
  case weekday
  /// The level of a category; the last code is one that is not known.
  case level
  /// The shape of a text; the last code is one that is not known.
  case shape
  /// 1 where a text is a slip away from a frequent level.
  case spelling
  /// 1 where a value repeats in a column whose values are otherwise all different.
  case repetition
}

/// The rows of one column, as everything that is counted or measured takes them.
struct ColumnCodes: Sendable {
  /// Codes by trait, one for each row.
  var traits: [Trait: [Int32]] = [:]
  /// Numbers and days as they are; NaN where there is none.
  var values: [Double] = []
  /// Numbers on the scale of the column; NaN where there is none.
  var scaled: [Double] = []
  /// The coarse codes of pairs: 0 without a value, 1 of another kind or not known, then bins.
  var bins: [Int32] = []
  /// Texts by code, and the code of each row; nil of a column that came as numbers.
  var texts: LevelCodes?

  /// Nothing but whether there is a value.
  var ofStatesAlone: ColumnCodes {
    var codes = self
    codes.traits = traits.filter { $0.key == .state }
    codes.values = values.map { _ in .nan }
    codes.scaled = codes.values
    codes.bins = bins.map { _ in 0 }
    return codes
  }
}

/// Texts of a batch by code.
struct LevelCodes: Sendable {
  let codes: [UInt32]
  let dictionary: StringDictionary
}

extension ColumnPlan {
  /// The traits that are counted of it, with the number of outcomes of each.
  var traits: [(trait: Trait, outcomes: Int)] {
    var traits: [(Trait, Int)] = [(.state, 3)]
    if let number {
      traits.append((.density, number.densityCount))
      if !isTemporal, kind != .boolean, kind != .duration {
        traits.append((.decimals, DecimalPlaces.count))
      }
      if hasDays { traits.append((.weekday, 7)) }
    }
    if let text {
      if text.isCategory {
        traits.append((.level, text.levels.count + 1))
        traits.append((.spelling, 2))
      }
      if !text.shapes.isEmpty { traits.append((.shape, text.shapes.count + 1)) }
    }
    if repeated != nil { traits.append((.repetition, 2)) }
    return traits
  }

  /// Whether runs of letters are counted.
  var hasTrigrams: Bool { text?.lengths != nil }
}

/// Reads the rows of batches by the plan of a column: lookup tables ready, made once.
struct ColumnCoder: Sendable {
  let plan: ColumnPlan
  private let levels: [String: Int32]
  private let shapes: [String: Int32]
  private let repeated: Set<String>
  let near: NearLevels?

  init(_ plan: ColumnPlan) {
    self.plan = plan
    func places(_ texts: [String]) -> [String: Int32] {
      var places: [String: Int32] = [:]
      for (index, text) in texts.enumerated() { places[text] = Int32(index) }
      return places
    }
    levels = places(plan.text?.levels ?? [])
    shapes = places(plan.text?.shapes ?? [])
    repeated = Set(plan.repeated ?? [])
    near = plan.text.map { NearLevels(frequent: Array($0.levels.prefix($0.frequent))) }
  }

  /// The rows of a column.
  func codes(of column: TypedColumn) -> ColumnCodes {
    if let reading = plan.reading { return numberCodes(column, reading) }
    return textCodes(column)
  }

  private func numberCodes(_ column: TypedColumn, _ reading: ColumnReading) -> ColumnCodes {
    var codes = ColumnCodes()
    codes.values = column.measured(reading)
    if case .texts = column.values { codes.texts = column.levelCodes }
    codes.traits[.state] = states(column, codes.values)
    let rows = codes.values.indices
    guard let number = plan.number else {
      codes.bins = codes.values.map { $0.isNaN ? 0 : 1 }
      codes.scaled = Array(repeating: .nan, count: rows.count)
      return codes
    }
    let other = Int32(number.edges.count + 2)
    codes.scaled = codes.values.map { $0.isNaN ? .nan : number.scaled($0) }
    let states = codes.traits[.state] ?? []
    codes.bins = rows.map { row in
      let value = codes.values[row]
      return value.isNaN ? (states[row] == 2 ? other : 0) : Int32(number.bin(value) + 1)
    }
    for (trait, _) in plan.traits {
      switch trait {
      case .density: codes.traits[trait] = codes.values.map { $0.isNaN ? -1 : number.density($0) }
      case .decimals:
        codes.traits[trait] = codes.values.map { $0.isNaN ? -1 : DecimalPlaces.of($0) }
      case .weekday:
        codes.traits[trait] = codes.values.map { value in
          guard !value.isNaN else { return -1 }
          let days = (value / 86_400_000).rounded(.down)
          return Int32(days - 7 * (days / 7).rounded(.down))
        }
      case .repetition:
        let numbers = Set(repeated.compactMap(Double.init))
        codes.traits[trait] = codes.values.map { numbers.contains($0) ? 1 : -1 }
      default: break
      }
    }
    return codes
  }

  /// For each row whether there is a value, and one of the kind of the column.
  private func states(_ column: TypedColumn, _ values: [Double]) -> [Int32] {
    guard case .texts(let texts, let dictionary) = column.values else {
      return values.map { $0.isNaN ? 1 : -1 }
    }
    let missing = (0..<dictionary.count).map {
      (dictionary[$0]?.trimmedASCII ?? "").isMissing(amongNumbers: true)
    }
    return values.indices.map { row in
      if !values[row].isNaN { return -1 }
      return Int(texts[row]) < missing.count && !missing[Int(texts[row])] ? 2 : 1
    }
  }

  private func textCodes(_ column: TypedColumn) -> ColumnCodes {
    var codes = ColumnCodes()
    let texts = column.levelCodes
    codes.texts = texts
    guard let text = plan.text else { return codes }
    // Once for each different text; then once for each row.
    var states: [Int32] = []
    var levelCodes: [Int32] = []
    var slips: [Int32] = []
    var shapeCodes: [Int32] = []
    var repetitions: [Int32] = []
    for code in 0..<texts.dictionary.count {
      let string = texts.dictionary[code]?.trimmedASCII ?? ""
      guard !string.isMissing(amongNumbers: false) else {
        states.append(1)
        levelCodes.append(-1)
        slips.append(-1)
        shapeCodes.append(-1)
        repetitions.append(-1)
        continue
      }
      states.append(-1)
      let level = levels[string]
      levelCodes.append(level ?? Int32(text.levels.count))
      let slip = level.map { text.slips[Int($0)] } ?? Int32(near?.nearest(to: string) ?? -1)
      slips.append(slip >= 0 ? 1 : -1)
      let shape = string.withBytes { TextShape.of($0) }
      shapeCodes.append(shapes[shape] ?? Int32(text.shapes.count))
      repetitions.append(repeated.contains(string) ? 1 : -1)
    }
    func rows(_ table: [Int32], missing: Int32) -> [Int32] {
      texts.codes.map { Int($0) < table.count ? table[Int($0)] : missing }
    }
    codes.traits[.state] = rows(states, missing: 1)
    let last = Int32(TextPlan.pairedLevels)
    let known = Int32(text.levels.count)
    codes.bins = rows(
      levelCodes.map { $0 < 0 ? 0 : $0 < known && $0 < last ? $0 + 2 : 1 }, missing: 0)
    for (trait, _) in plan.traits {
      switch trait {
      case .level: codes.traits[trait] = rows(levelCodes, missing: -1)
      case .spelling: codes.traits[trait] = rows(slips, missing: -1)
      case .shape: codes.traits[trait] = rows(shapeCodes, missing: -1)
      case .repetition: codes.traits[trait] = rows(repetitions, missing: -1)
      default: break
      }
    }
    return codes
  }
}

extension TypedColumn {
  /// The texts by code; numbers as the texts they are written as.
  var levelCodes: LevelCodes {
    switch values {
    case .texts(let codes, let dictionary): return LevelCodes(codes: codes, dictionary: dictionary)
    case .numbers(let values):
      var interner = StringInterner()
      let codes = values.map {
        $0.isFinite ? interner.intern(CellText.string(of: $0, kind: kind)) : Self.missingCode
      }
      return LevelCodes(codes: codes, dictionary: interner.dictionary())
    }
  }
}
