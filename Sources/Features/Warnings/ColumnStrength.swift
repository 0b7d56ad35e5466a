internal import RowcastTabular
import RowcastMachine

/// How well one column alone tells the classes.
public struct ColumnStrength: Sendable, Hashable, Codable {
  /// The column's name.
  public var column: String
  /// `1 - logLoss / entropy`, from five folds: 0 knows nothing, 1 knows the class.
  public var strength: Double

  /// A strength between 0 and 1, as it was measured elsewhere.
  public init(column: String, strength: Double) {
    self.column = column
    self.strength = strength
  }
}

/// Measures the strength of single columns: numbers in 32 bins of equal counts, categories by
/// level, texts by what their words say, missing values as one more; class shares of four folds judge
/// the fifth. Numbers that part two classes all but perfectly at one place are cut there instead: of
/// a rare class bins of equal counts see little.
struct StrengthMeter {
  /// The class of each row that counts.
  let classes: [UInt32]
  let rows: [Int]
  let fold: [UInt8]
  let classCount: Int
  private let entropy: Double

  static let binCount = 32
  static let foldCount = 5
  /// The most rows looked at, spread evenly.
  static let rowLimit = 100_000
  /// The most counters of one column; a column with more says nothing that could be trusted.
  static let counterLimit = 20_000_000

  /// The fewest rows of the rarer class that tell a cut from chance, and how many of them there are for
  /// each row that may be on the wrong side of it.
  private static let fewestOfClass = 8
  private static let rowsPerError = 50

  /// - Parameters:
  ///   - codes: the class of each row of the table.
  ///   - limit: the most rows looked at.
  init(codes: [UInt32], classCount: Int, limit: Int = rowLimit) {
    let present = codes.indices.filter { codes[$0] < UInt32(classCount) }
    let step = (present.count + limit - 1) / max(1, limit)
    rows = step <= 1 ? present : stride(from: 0, to: present.count, by: step).map { present[$0] }
    classes = rows.map { codes[$0] }
    self.classCount = classCount
    var seen = [Int](repeating: 0, count: classCount)
    fold = classes.map { label in
      // The rows of each class are dealt in turn, so every fold has its share of each class.
      defer { seen[Int(label)] += 1 }
      return UInt8(seen[Int(label)] % Self.foldCount)
    }
    let total = Double(max(1, classes.count))
    entropy = seen.reduce(0) { sum, count in
      count > 0 ? sum - Double(count) / total * Elementary.log(Double(count) / total) : sum
    }
  }

  /// The strength of a column, 0 when it cannot be told.
  func strength(of column: TypedColumn, reading: ColumnReading) -> Double {
    if reading.form == .texts {
      let (bins, count) = levels(column)
      return strength(bins: bins, count: count)
    }
    let all = column.numbers(reading)
    return strength(of: rows.map { all[$0] })
  }

  func strength(of values: [Double]) -> Double {
    let bins = QuantileBins(of: values, count: Self.binCount)
    let places = bins.places(of: values)
    let usual = strength(bins: places, count: bins.count + 1)
    guard let cut = cut(values, places: places, bins: bins.count) else { return usual }
    return max(usual, strength(bins: cut, count: 3))
  }

  /// The sides of the place at which numbers part two classes all but perfectly, missing ones as a third
  /// side; nil where there is none.
  /// - Parameters:
  ///   - places: the bin of each number, that after the last one where it is missing.
  ///   - bins: how many there are.
  private func cut(_ values: [Double], places: [Int], bins: Int) -> [Int]? {
    guard classCount == 2 else { return nil }
    let positives = classes.count { $0 == 1 }
    let rarer = min(positives, classes.count - positives)
    guard rarer >= Self.fewestOfClass,
      fewestErrors(places, bins: bins) * Self.rowsPerError <= rarer
    else { return nil }
    let order = values.indices.filter { values[$0].isFinite }.sorted { values[$0] < values[$1] }
    let above = order.count { classes[$0] == 1 }
    let missing = values.count - order.count
    let missingErrors = min(positives - above, missing - (positives - above))
    var (below, errors, place) = (0, Int.max, 0.0)
    for (i, row) in order.enumerated() {
      below += classes[row] == 1 ? 1 : 0
      guard i + 1 < order.count, values[order[i + 1]] > values[row] else { continue }
      // Rows on the wrong side, where the ones are above; else they are all the others.
      let wrong = below + (order.count - i - 1) - (above - below)
      let fewer = min(wrong, order.count - wrong)
      if fewer < errors { (errors, place) = (fewer, values[row]) }
    }
    guard errors < Int.max, (errors + missingErrors) * Self.rowsPerError <= rarer else {
      return nil
    }
    return values.map { $0.isFinite ? ($0 > place ? 1 : 0) : 2 }
  }

  /// A bound of the errors of the best place, which spares nearly all columns to be sorted: within a
  /// bin the place could have on its wrong side only rows of other bins.
  private func fewestErrors(_ places: [Int], bins: Int) -> Int {
    var zeros = [Int](repeating: 0, count: bins + 1)
    var ones = zeros
    for (place, label) in zip(places, classes) {
      if label == 1 { ones[place] += 1 } else { zeros[place] += 1 }
    }
    let missing = min(zeros[bins], ones[bins])
    var (zerosBelow, onesBelow) = (0, 0)
    var zerosAbove = zeros.reduce(0, +) - zeros[bins]
    var onesAbove = ones.reduce(0, +) - ones[bins]
    var fewest = zerosAbove + onesAbove
    for bin in 0..<bins {
      zerosAbove -= zeros[bin]
      onesAbove -= ones[bin]
      fewest = min(fewest, onesBelow + zerosAbove, zerosBelow + onesAbove)
      zerosBelow += zeros[bin]
      onesBelow += ones[bin]
    }
    return missing + fewest
  }

  private func levels(_ column: TypedColumn) -> (bins: [Int], count: Int) {
    let view = column.levels()
    let counts = LevelCounts(view)
    let missing = counts.counts.count
    return (
      rows.map { row in
        let code = view.codes[row]
        let place = code == TypedColumn.missingCode ? code : counts.places[Int(code)]
        return place == TypedColumn.missingCode ? missing : Int(place)
      }, missing + 1
    )
  }

  func strength(bins: [Int], count: Int) -> Double {
    guard entropy > 0, classes.count >= Self.foldCount * 2, count > 1,
      count * classCount <= Self.counterLimit / (Self.foldCount + 1)
    else { return 0 }
    let width = classCount
    var total = [Double](repeating: 0, count: count * width)
    var byFold = [Double](repeating: 0, count: Self.foldCount * count * width)
    for i in bins.indices {
      let cell = bins[i] * width + Int(classes[i])
      total[cell] += 1
      byFold[Int(fold[i]) * count * width + cell] += 1
    }
    let all = Double(classes.count)
    var loss = 0.0
    for fold in 0..<Self.foldCount {
      for bin in 0..<count {
        var training = 0.0
        var held = 0.0
        for label in 0..<width {
          let here = byFold[fold * count * width + bin * width + label]
          held += here
          training += total[bin * width + label] - here
        }
        guard held > 0 else { continue }
        for label in 0..<width {
          let here = byFold[fold * count * width + bin * width + label]
          guard here > 0 else { continue }
          // One row of each class added (Laplace) keeps empty bins from certainty.
          let share = (total[bin * width + label] - here + 1) / (training + Double(width))
          loss -= here * Elementary.log(share)
        }
      }
    }
    return max(0, 1 - loss / all / entropy)
  }
}
