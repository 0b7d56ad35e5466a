import Testing

@testable import RowcastFeatures
import RowcastMachine

/// Values of SciPy 1.17 (`stats.yeojohnson`, `stats.yeojohnson_normmax`) and scikit-learn 1.9.
@Suite struct ScalingTests {
  static let sample = [-3.5, -1, -0.25, 0, 0.1, 0.5, 1, 2, 3.75, 8, 20, 55.5]

  static let powers: [(Double, [Double])] = [
    (-2, [-102.26562500000004, -0.3603515625, 0.08677685950413223, 0.49984337066332524]),
    (-0.5, [-16.78269478283311, -0.2987712429686843, 0.09307482150881538, 1.7339239579049044]),
    (0, [-9.625000000000002, -0.28125, 0.09531017980432487, 4.034240638152395]),
    (0.3, [-6.997756211014431, -0.27136805866049757, 0.0966858647369835, 7.847991888742869]),
    (1, [-3.5, -0.25, 0.1, 55.5]),
    (2, [-1.5040773967762742, -0.22314355131420976, 0.105, 1595.625]),
    (2.5, [-1.0571909584179366, -0.21114561800016826, 0.10762348251435336, 9597.608072772196]),
  ]

  @Test(arguments: powers)
  func yeoJohnson(_ lambda: Double, _ expected: [Double]) {
    for (x, want) in zip([-3.5, -0.25, 0.1, 55.5], expected) {
      let value = YeoJohnson(lambda: lambda)(x)
      #expect(abs(value - want) <= 1e-13 * max(1, abs(want)))
    }
  }

  @Test func yeoJohnsonOfLargestLikelihood() {
    #expect(abs(YeoJohnson.fitted(to: Self.sample).lambda - 0.3159379542375714) < 1e-6)
    let grid = (0...40).map { Elementary.exp(-1 + 0.1 * Double($0)) }
    #expect(abs(YeoJohnson.fitted(to: grid).lambda + 0.2831384985306503) < 1e-6)
    #expect(YeoJohnson.fitted(to: [4, 4, 4]).lambda == 1)
    #expect(YeoJohnson.fitted(to: []).lambda == 1)
  }

  @Test func powerScale() {
    let scaler = FittedScaler.fitted(.power, to: Self.sample, fill: 0)
    #expect(abs(scaler.scaled(-3.5) + 2.2800543705564786) < 1e-6)
    #expect(abs(scaler.scaled(55.5) - 2.0424026990695303) < 1e-6)
  }

  @Test func quantileScale() {
    let scaler = FittedScaler.fitted(.quantile, to: Self.sample, fill: 0)
    let expected = [
      0, 0, 0.05454545454545455, 0.2727272727272727, 0.4090909090909091, 0.5909090909090908,
      0.8333333333333334, 1, 1,
    ]
    for (x, want) in zip([-5, -3.5, -2, 0, 0.3, 1.5, 10, 55.5, 60], expected) {
      #expect(abs(scaler.scaled(x) - want) < 1e-15)
    }
    let tied = FittedScaler.fitted(.quantile, to: [0, 0, 0, 0, 1, 2, 2, 5], fill: 0)
    #expect(tied.scaled(0) == 0 && tied.scaled(0.5) == 0.5 && tied.scaled(5) == 1)
    #expect(abs(tied.scaled(2) - 5.5 / 7) < 1e-15)
  }

  @Test func linearScales() {
    func scaled(_ kind: Scaling, _ x: Double) -> Double {
      FittedScaler.fitted(kind, to: Self.sample, fill: 0).scaled(x)
    }
    #expect(abs(scaled(.robust, -3.5) + 0.8717948717948718) < 1e-15)
    #expect(abs(scaled(.robust, -1) + 0.358974358974359) < 1e-15)
    #expect(scaled(.minmax, 55.5) == 1 && scaled(.minmax, -3.5) == 0)
    #expect(scaled(.maxabs, -3.5) == -3.5 / 55.5)
    #expect(scaled(.none, 12.5) == 12.5)
    #expect(abs(scaled(.standard, 7.175)) < 1e-15)
    #expect(abs(scaled(.log1p, 3) + scaled(.log1p, -3) - 2 * scaled(.log1p, 0)) < 1e-15)
  }

  @Test func quantilesAreThoseOfNumPy() {
    let found = Quantiles.at([0, 0.1, 0.25, 0.5, 0.77, 1], of: Self.sample.reversed())
    let expected = [-3.5, -0.925, -0.0625, 0.75, 5.7475, 55.5]
    for (value, want) in zip(found, expected) { #expect(abs(value - want) < 1e-14) }
    #expect(Quantiles.at([0.5], of: [.nan, .infinity]) == [])
    #expect(Quantiles.median(of: [3, .nan, 1]) == 2)
    #expect(Quantiles.at([0.5], of: [-0.0, 0, 0]) == [0])
  }

  @Test func momentsMergeAsIfCountedAtOnce() {
    let values = (0..<1000).map { Double($0 * $0 % 977) + 1e9 } + [.nan, .infinity]
    let whole = Moments(of: values)
    var parts = Moments(of: Array(values[..<137]))
    parts.merge(Moments(of: Array(values[137...])))
    #expect(whole.count == 1000 && whole.missing == 2)
    #expect(whole.count == parts.count && whole.missing == parts.missing)
    #expect(whole.minimum == parts.minimum && whole.maximum == parts.maximum)
    #expect(abs(whole.mean - parts.mean) < 1e-6)
    #expect(abs(whole.variance / parts.variance - 1) < 1e-10)
    let direct = values[..<1000].reduce(0) { $0 + ($1 - whole.mean) * ($1 - whole.mean) } / 1000
    #expect(abs(whole.variance / direct - 1) < 1e-10)
  }

  @Test func knotsStandAtQuantiles() throws {
    let options = NumberOptions(
      imputation: .median, constant: 0, indicators: true, fewestMissing: 5, scaling: .standard,
      knotCount: 3, tail: 0.02)
    let even = (0...100).map(Double.init)
    let knots = try #require(Knots.found(in: even, options))
    #expect(knots.places == [25, 50, 75] && knots.lower == 2 && knots.upper == 98)
    // Nine tenths are zero: rows have no quantile that bends, distinct values have.
    let inflated = Array(repeating: 0.0, count: 900) + (1...100).map(Double.init)
    let more = try #require(Knots.found(in: inflated, options))
    #expect(more.places == [25, 50, 75] && more.lower == nil && more.upper == 98)
    #expect(Knots.found(in: [1, 2, 3, 4, 5, 6, 7], options) == nil)
    let fitted = FittedNumber.fitted(to: even, options: options)
    let bent = fitted.values(of: 60)
    #expect(bent.count == 4)
    let hinge = fitted.hinges[1]
    #expect(abs(bent[2] - (10 - hinge.center) / hinge.scale) < 1e-15)
    #expect(fitted.values(of: 1e6) == fitted.values(of: 98))
    #expect(fitted.values(of: .nan) == fitted.values(of: 50))
  }

  @Test func `numbers that were held for their squares are held wherever the model is written`() {
    let options = NumberOptions(
      imputation: .mean, constant: 0, indicators: true, fewestMissing: 1, scaling: .standard,
      knotCount: 0, tail: 0)
    let (values, moments) = [1e200, -2, .nan, 3e160].held(nil)
    let fitted = FittedNumber.fitted(to: values, moments: moments, options: options)
    #expect(fitted.upper == FittedNumber.largest && fitted.lower == nil)
    #expect(FittedNumber.fitted(to: [1, 2], options: options).upper == nil)
  }
}
