import RowcastLinearAlgebra
import Testing

@testable import RowcastComparison

/// The expected figures were computed with SciPy 1.17.1 and statsmodels 0.15.0; the call stands beside
/// each.
@Suite struct ChanceTests {
  private func isNear(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(a - b) <= tolerance * max(abs(b), 1e-300)
  }

  /// `scipy.special.kolmogorov(x)`
  @Test(arguments: [
    (0.3, 0.9999906941986655), (0.5, 0.9639452436648751), (0.8276, 0.49995841656354456),
    (1.0, 0.26999967167735456), (1.36, 0.049485876755377876), (2.0, 0.0006709252557796953),
    (3.0, 3.045995948942526e-08),
  ])
  func `Kolmogorov's limit is what SciPy says`(x: Double, expected: Double) {
    #expect(isNear(KolmogorovSmirnov.survival(x), expected))
  }

  /// `scipy.stats.ks_2samp(a, b, method="exact")`
  @Test func `The chance of a distance of few values is counted exactly`() throws {
    let first = try #require(
      KolmogorovSmirnov([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [3, 5, 7, 9, 11, 13, 15]))
    #expect(isNear(first.distance, 0.42857142857142855))
    #expect(isNear(first.pValue, 0.3206499382969971))
    #expect(first.isHigher)
    let ties = try #require(
      KolmogorovSmirnov([0.1, 0.2, 0.2, 0.4, 0.9, 1.5], [0.2, 0.3, 0.8, 0.8, 2.0, 2.5, 2.5, 3]))
    #expect(ties.distance == 0.5)
    #expect(isNear(ties.pValue, 0.30169830169830175))
    let far = try #require(
      KolmogorovSmirnov((0..<40).map(Double.init), (20..<70).map(Double.init)))
    #expect(isNear(far.distance, 0.6))
    #expect(isNear(far.pValue, 5.838596946791824e-08, 1e-6))
  }

  /// `ks_2samp(a, b).statistic`, and `kolmogorov(sqrt(n * m / (n + m)) * statistic)`
  @Test func `The chance of a distance of many values is the limit's`() throws {
    let a = (0..<1000).map { Double($0) / 1000 }
    // x^1.1 keeps the order; the distance only asks how many are below.
    let powers = (0..<800).map { Double($0) / 800 }.map { x in x == 0 ? 0 : Self.power11(x) }
    let test = try #require(KolmogorovSmirnov(a, powers))
    #expect(isNear(test.distance, 0.03625))
    #expect(isNear(test.pValue, 0.6032934820028146))
    #expect(!test.isHigher)
  }

  /// x^1.1 as x times the tenth root, by Newton's steps.
  private static func power11(_ x: Double) -> Double {
    var root = 1.0
    for _ in 0..<200 {
      let ninth = (0..<9).reduce(1.0) { result, _ in result * root }
      root = (9 * root + x / ninth) / 10
    }
    return x * root
  }

  @Test func `Equal samples are at no distance, and an empty one cannot be tested`() throws {
    #expect(try #require(KolmogorovSmirnov([1, 2, 2], [1, 2, 2])).pValue == 1)
    #expect(KolmogorovSmirnov([], [1]) == nil)
  }

  @Test func `What has drifted is the middle, the width or an end`() throws {
    var random = SeededGenerator(seed: 31)
    func bell() -> Double { (0..<6).reduce(0.0) { sum, _ in sum + random.uniform() } - 3 }
    let draws = (0..<2000).map { _ in (bell(), random.below(100) < 8) }
    func change(_ value: (Double, Bool) -> Double) throws -> ColumnDrift.Change? {
      func table(_ values: [Double]) -> TestTable {
        TestTable(
          names: ["id", "x"],
          rows: values.enumerated().map {
            ["i\($0)", "\(($1 * 1000).rounded() / 1000)"]
          })
      }
      let result = try compared(
        table(draws.map(\.0)), table(draws.map { value($0.0, $0.1) }))
      let drift = try #require(result.column("x")?.drift)
      #expect(drift.isDrift)
      return drift.change
    }
    #expect(try change { x, _ in x + 0.3 } == .higher)
    #expect(try change { x, _ in x - 0.3 } == .lower)
    #expect(try change { x, _ in x * 2 } == .wider)
    #expect(try change { x, _ in x * 0.4 - 0.02 } == .narrower)
    #expect(try change { x, isFar in isFar ? x + 1000 : x } == .shape)
  }

  @Test func `A running number that goes on has not drifted`() throws {
    func table(_ numbers: Range<Int>) -> TestTable {
      TestTable(names: ["id", "v"], rows: numbers.map { ["\($0)", "\($0 * 7 % 30)"] })
    }
    let result = try compared(table(0..<500), table(500..<1000))
    #expect(result.column("id")?.drift == nil && result.column("v")?.drift != nil)
  }

  /// `scipy.stats.chi2.sf(x, d)`
  @Test(arguments: [
    (3.84, 1, 0.05004352124870519), (0.5, 1, 0.47950012218695337), (5.99, 2, 0.05003662708658629),
    (10, 3, 0.01856613546304325), (40, 10, 1.694474393006737e-05),
    (41.3, 7, 7.090017333651233e-07), (500, 300, 3.3592224575792775e-12),
    (900, 600, 2.1783391685863907e-14), (1500, 3, 0), (2000, 1999, 0.4894866615843932),
  ])
  func `The tail of chi-square is what SciPy says`(x: Double, degrees: Int, expected: Double) {
    let found = ChiSquare.survival(x, degreesOfFreedom: degrees)
    #expect(expected == 0 ? found < 1e-300 : isNear(found, expected, 1e-8), "\(found)")
  }

  /// `chi2_contingency([[120, 90, 40], [100, 110, 65]], correction=False)` and
  /// `contingency.association(…, method="cramer")`
  @Test func `A table of counts has Pearson's statistic and Cramér's V`() throws {
    let test = try #require(ChiSquare([120, 90, 40], [100, 110, 65]))
    #expect(isNear(test.statistic, 8.599586776859505))
    #expect(isNear(test.pValue, 0.01357136272311402))
    #expect(isNear(test.cramersV, 0.12798501978456775))
    #expect(test.degreesOfFreedom == 2)
  }

  @Test func `Rare classes are counted together, and one class alone cannot be tested`() throws {
    let test = try #require(ChiSquare([100, 1, 2, 1], [100, 2, 1, 1]))
    #expect(test.degreesOfFreedom == 1)
    #expect(test.statistic == 0)
    #expect(ChiSquare([10], [12]) == nil)
    #expect(ChiSquare([10, 4], [0, 0]) == nil)
  }

  /// `multipletests([0.01, 0.04, 0.03, 0.005, 0.2], method="holm")`
  @Test func `Chances of many tests are corrected as statsmodels does`() {
    let adjusted = HolmCorrection.adjusted([0.01, 0.04, 0.03, 0.005, 0.2])
    for (found, expected) in zip(adjusted, [0.04, 0.09, 0.09, 0.025, 0.2]) {
      #expect(isNear(found, expected))
    }
    #expect(HolmCorrection.adjusted([]) == [])
  }
}
