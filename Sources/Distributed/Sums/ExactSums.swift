import RowcastLinearAlgebra

/// Many exact sums side by side, such as those of a gradient.
struct ExactSums: Sendable, Equatable {
  let count: Int
  private var limbs: [Int64]
  private var waiting = 0
  private(set) var unsummable = 0

  init(count: Int) {
    self.count = count
    limbs = Array(repeating: 0, count: count * Limbs.count)
  }

  /// Adds numbers, each to the sum of its place.
  /// - Precondition: there are as many sums as numbers.
  mutating func add(_ numbers: [Double]) {
    precondition(numbers.count <= count)
    var (bad, place) = (0, 0)
    var span = limbs.mutableSpan
    for x in numbers {
      if x.isFinite { Limbs.add(x, to: &span, at: place) } else { bad += 1 }
      place += Limbs.count
    }
    added(1, bad)
  }

  /// Adds other sums, one to each.
  /// - Precondition: they are as many.
  mutating func merge(_ other: ExactSums) {
    precondition(count == other.count)
    var other = other
    carry()
    other.carry()
    for i in limbs.indices { limbs[i] += other.limbs[i] }
    waiting = 1
    unsummable += other.unsummable
  }

  /// The nearest double of each sum; not a number where some addend was none.
  var values: [Double] {
    unsummable > 0 ? Array(repeating: .nan, count: count) : digits.map(\.value)
  }

  private var digits: [SumDigits] {
    (0..<count).map { sum in
      var own = limbs[(sum * Limbs.count)..<((sum + 1) * Limbs.count)]
      return SumDigits(carrying: &own)
    }
  }

  private mutating func added(_ most: Int, _ bad: Int) {
    unsummable += bad
    waiting += most
    if waiting >= Limbs.patience / 2 { carry() }
  }

  private mutating func carry() {
    for sum in 0..<count { Limbs.carry(&limbs, at: sum * Limbs.count) }
    waiting = 1
  }

  static func == (a: ExactSums, b: ExactSums) -> Bool {
    a.count == b.count && a.unsummable == b.unsummable && a.digits == b.digits
  }
}

extension ExactSums {
  /// Adds `X' r`, each product rounded by itself, to the sums: feature by feature those of all outputs,
  /// and last the residuals themselves.
  /// - Precondition: there are a residual for each row and output, and a sum for each feature and output.
  mutating func addTransposed(_ features: FeatureMatrix, residuals: [Double], outputs: Int) {
    let rows = features.rowCount
    precondition(residuals.count == rows * outputs && count == (features.width + 1) * outputs)
    var bad = 0
    var span = limbs.mutableSpan
    @inline(__always)
    func add(_ x: Double, to sum: Int, _ span: inout MutableSpan<Int64>) {
      if x.isFinite { Limbs.add(x, to: &span, at: sum &* Limbs.count) } else { bad += 1 }
    }
    let (dense, width) = (features.dense.span, features.denseWidth)
    for j in 0..<width {
      for row in 0..<rows {
        let x = dense[row &* width &+ j]
        for k in 0..<outputs {
          add(x * residuals[row &* outputs &+ k], to: j &* outputs &+ k, &span)
        }
      }
    }
    for (category, offset) in zip(features.categories, features.categoryOffsets) {
      for row in 0..<rows {
        let code = Int(category.codes[row])
        guard code < category.levels else { continue }
        for k in 0..<outputs {
          add(residuals[row &* outputs &+ k], to: (offset + code) * outputs + k, &span)
        }
      }
    }
    for (block, offset) in zip(features.sparse, features.sparseOffsets) {
      for row in 0..<rows {
        for entry in block.rowOffsets[row]..<block.rowOffsets[row + 1] {
          let column = Int(block.columns[entry])
          precondition(column < block.width)
          let value = block.values[entry]
          for k in 0..<outputs {
            add(value * residuals[row * outputs + k], to: (offset + column) * outputs + k, &span)
          }
        }
      }
    }
    for row in 0..<rows {
      for k in 0..<outputs {
        add(residuals[row * outputs + k], to: features.width * outputs + k, &span)
      }
    }
    added(rows, bad)
  }
}

extension ExactSums: Codable {
  private enum CodingKeys: String, CodingKey { case sums, unsummable }

  /// - Throws: `DecodingError` for a text that is no sum.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let texts = try values.decode(String.self, forKey: .sums)
      .split(separator: " ", omittingEmptySubsequences: true)
    self.init(count: texts.count)
    unsummable = try values.decode(Int.self, forKey: .unsummable)
    for (i, text) in texts.enumerated() {
      guard let digits = SumDigits(parsing: text) else {
        throw DecodingError.dataCorruptedError(
          forKey: .sums, in: values, debugDescription: "no exact sum")
      }
      digits.put(into: &limbs, at: i * Limbs.count)
    }
    waiting = 1
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(digits.map(\.text).joined(separator: " "), forKey: .sums)
    try values.encode(unsummable, forKey: .unsummable)
  }
}
