import RowcastLinearAlgebra
import Testing

@testable import RowcastFeatures
import RowcastMachine

/// The faster ways that large tables go are the plain ways to the last bit.
@Suite struct LargeTableTests {
  /// Numbers of one shape, some of them missing.
  static func numbers(_ shape: String, count: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { i in
      let x = generator.uniform()
      switch shape {
      case "uniform": return x
      case "skewed": return Elementary.log(x + 1e-9) * 100
      case "missing": return x < 0.3 ? .nan : x < 0.31 ? -.infinity : x < 0.32 ? .infinity : x
      case "repeated": return Double(Int(x * 5))
      case "rising": return Double(i)
      default: return x < 0.5 ? 0 : x
      }
    }
  }

  @Test(arguments: ["uniform", "skewed", "missing", "repeated", "rising", "half zeros"])
  func `The bracketed median is the middle of the sorted numbers`(_ shape: String) throws {
    for (count, seed) in [(100_000, 1), (123_457, 2), (150_002, 3)] as [(Int, UInt64)] {
      let values = Self.numbers(shape, count: count, seed: seed)
      let sorted = values.filter(\.isFinite).sorted()
      let (a, b) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
      #expect(Quantiles.median(of: values) == (a == b ? a : a + (b - a) * 0.5))
      let bracketed = Quantiles.bracketedMedian(of: values)
      // Where most numbers are one the sample cannot tell, and says so.
      if shape == "uniform" || shape == "skewed" { #expect(bracketed != nil) }
      if let bracketed { #expect(bracketed == Quantiles.at([0.5], of: values).first) }
    }
  }

  @Test func `A rank is selected as by sorting`() {
    var generator = SeededGenerator(seed: 4)
    for count in [1, 2, 3, 10, 101, 1000] {
      let values = (0..<count).map { _ in Double(generator.below(count)) }
      let sorted = values.sorted()
      for rank in stride(from: 0, to: count, by: max(1, count / 7)) {
        var copy = values
        let found = Quantiles.selected(rank, of: &copy, count: copy.count)
        #expect(found == sorted[rank])
        #expect(copy.sorted() == sorted)
        #expect(copy[rank...].allSatisfy { $0 >= found })
      }
    }
  }

  @Test(arguments: 1...8)
  func `Columns written together are written as alone`(_ count: Int) {
    let rows = 1000
    var generator = SeededGenerator(seed: UInt64(count))
    let columns = (0..<count).map { _ in
      Self.numbers("missing", count: rows, seed: generator.next())
    }
    let kinds: [Scaling] = [.standard, .none, .minmax]
    let numbers = (0..<count).map { (i: Int) -> FittedNumber in
      let scaler = FittedScaler(kind: kinds[i % 3], center: 0.3 * Double(i), scale: 0.7)
      let lower: Double? = i % 2 == 0 ? 0.4 : nil
      let upper: Double? = i % 4 == 0 ? 0.8 : nil
      return FittedNumber(
        fill: Double(i) / 3, hasIndicator: false, scaler: scaler, lower: lower, upper: upper)
    }
    let width = count + 2
    let dense = DenseRows(rows: 17..<983, first: 0, width: width)
    func written(_ write: (inout MutableSpan<Double>) -> Void) -> [UInt64] {
      var block = [Double](repeating: -7, count: rows * width)
      var span = block.mutableSpan
      write(&span)
      return block.map(\.bitPattern)
    }
    let alone = written { block in
      for (i, number) in numbers.enumerated() {
        number.write(columns[i], to: &block, dense, at: i + 1)
      }
    }
    let together = written { DenseRun(numbers).write(columns, to: &$0, dense, at: 1) }
    #expect(alone == together)
  }

  @Test func `Bins are found as by looking through the edges`() {
    for shape in ["uniform", "repeated", "missing", "half zeros"] {
      let values = Self.numbers(shape, count: 3000, seed: 9)
      let bins = QuantileBins(of: values, count: 32)
      let expected = values.map { (value: Double) -> Int in
        guard value.isFinite else { return bins.edges.count + 1 }
        return bins.edges.firstIndex { $0 >= value } ?? bins.edges.count
      }
      #expect(bins.places(of: values) == expected)
    }
  }

  @Test func `Fewer knots before none when values are many`() {
    var recipe = FeatureRecipe()
    recipe.hingeBudget = 1_000_000
    #expect(recipe.affordableKnots(columns: 10, rows: 10_000) == 9)
    #expect(recipe.affordableKnots(columns: 10, rows: 40_000) == 1)
    #expect(recipe.affordableKnots(columns: 10, rows: 60_000) == 0)
    #expect(recipe.affordableKnots(columns: .max, rows: .max) == 0)
  }
}

/// Residuals of a right model do not bend, those of a wrong one do.
@Suite struct BendTests {
  @Test(arguments: [2, 3])
  func `A bend is found and none is made up`(_ classes: Int) {
    var generator = SeededGenerator(seed: 11)
    let rows = 8000
    var probabilities: [Double] = []
    var (straight, bent) = ([Int](), [Int]())
    let values = (0..<rows).map { _ in generator.uniform() * 2 - 1 }
    for value in values {
      let scores = (0..<classes).map { Elementary.exp(Double($0) * value * 0.5) }
      let total = scores.reduce(0, +)
      probabilities += scores.map { $0 / total }
      func drawn(_ shares: [Double]) -> Int {
        var rest = generator.uniform() * shares.reduce(0, +)
        return shares.firstIndex { share in
          rest -= share
          return rest < 0
        } ?? classes - 1
      }
      straight.append(drawn(scores))
      bent.append(drawn([scores[0] * Elementary.exp(2 * value * value)] + scores.dropFirst()))
    }
    func test(_ labels: [Int]) -> Double {
      BendTest(
        probabilities: probabilities, labels: labels, weights: nil, classCount: classes
      ).deviation(of: values)
    }
    #expect(test(straight) < 4)
    #expect(test(bent) > 10)
    let other = (0..<rows).map { _ in generator.uniform() }
    let elsewhere = BendTest(
      probabilities: probabilities, labels: straight, weights: nil, classCount: classes)
    #expect(!elsewhere.finds(in: other))
    #expect(!elsewhere.finds(in: Array(repeating: .nan, count: rows)))
  }
}
