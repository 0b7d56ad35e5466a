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
/// level, missing values as one more; class shares of four folds judge the fifth.
struct StrengthMeter {
  /// The class of each row that counts.
  private let classes: [UInt32]
  private let rows: [Int]
  private let fold: [UInt8]
  private let classCount: Int
  private let entropy: Double

  static let binCount = 32
  static let foldCount = 5
  /// The most rows looked at, spread evenly.
  static let rowLimit = 100_000
  /// The most counters of one column; a column with more says nothing that could be trusted.
  private static let counterLimit = 20_000_000

  /// - Parameter codes: the class of each row of the table.
  init(codes: [UInt32], classCount: Int) {
    let present = codes.indices.filter { codes[$0] < UInt32(classCount) }
    let step = (present.count + Self.rowLimit - 1) / max(1, Self.rowLimit)
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
    let (bins, count) = reading.form == .texts ? levels(column) : numbers(column, reading)
    guard count > 1, count * classCount <= Self.counterLimit / (Self.foldCount + 1) else {
      return 0
    }
    return strength(bins: bins, count: count)
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

  private func numbers(
    _ column: TypedColumn, _ reading: ColumnReading
  ) -> (bins: [Int], count: Int) {
    let all = column.numbers(reading)
    let values = rows.map { all[$0] }
    let bins = QuantileBins(of: values, count: Self.binCount)
    return (bins.places(of: values), bins.count + 1)
  }

  private func strength(bins: [Int], count: Int) -> Double {
    guard entropy > 0, classes.count >= Self.foldCount * 2 else { return 0 }
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
