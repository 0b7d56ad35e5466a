/// How the values of a column are distributed in two files, and whether chance explains the
/// difference.
public struct ColumnDrift: Sendable, Hashable {
  /// What was looked at.
  public enum Test: Sendable, Hashable {
    /// Numbers, days or times, by their order; quartiles are those of the values.
    case kolmogorovSmirnov(KolmogorovSmirnov, old: Quartiles, new: Quartiles)
    /// Categories, by their counts; the shares are those that differ most, at most five.
    case chiSquare(ChiSquare, shares: [LevelShare])
    /// Only whether there is a value.
    case missing(ChiSquare)
  }

  /// The middle of a distribution: below it lie a quarter, a half and three quarters of the values.
  public struct Quartiles: Sendable, Hashable {
    /// A quarter of the values are below.
    public let lower: Double
    /// Half of the values are below.
    public let median: Double
    /// Three quarters of the values are below.
    public let upper: Double

    /// Nil when there is no value.
    /// - Parameter sorted: values in ascending order.
    init?(sorted: [Double]) {
      guard let last = sorted.indices.last else { return nil }
      func quantile(_ share: Double) -> Double {
        let place = share * Double(last)
        let below = Int(place)
        let rest = place - Double(below)
        let low = sorted[below]
        return rest > 0 ? low + (sorted[min(last, below + 1)] - low) * rest : low
      }
      (lower, median, upper) = (quantile(0.25), quantile(0.5), quantile(0.75))
    }
  }

  /// A category's share of the values.
  public struct LevelShare: Sendable, Hashable {
    /// The category as text.
    public let level: String
    /// Its share of the old values, 0 to 1.
    public let old: Double
    /// Its share of the new values, 0 to 1.
    public let new: Double
  }

  /// How great a difference is, whatever chance says of it.
  public enum Effect: Int, Sendable, Hashable, Comparable {
    /// From none up.
    case negligible, small, medium, large

    /// From small to great.
    public static func < (a: Effect, b: Effect) -> Bool { a.rawValue < b.rawValue }
  }

  /// The test with its figures.
  public let test: Test
  /// The values that were looked at in the old file.
  public let oldCount: Int
  /// The values that were looked at in the new file.
  public let newCount: Int
  /// Whether these are a sample of the rows.
  public let isSample: Bool
  /// The chance, corrected for all tests of the comparison by Holm's method.
  public internal(set) var adjustedPValue: Double

  /// A difference that chance explains less often than this is one.
  public static let level = 0.05

  init(_ test: Test, oldCount: Int, newCount: Int, isSample: Bool) {
    self.test = test
    self.oldCount = oldCount
    self.newCount = newCount
    self.isSample = isSample
    adjustedPValue = 1
    adjustedPValue = pValue
  }

  /// The chance of so great a difference where there is none, of this test alone.
  public var pValue: Double {
    switch test {
    case .kolmogorovSmirnov(let test, _, _): test.pValue
    case .chiSquare(let test, _), .missing(let test): test.pValue
    }
  }

  /// The size of the difference: the distance of Kolmogorov and Smirnov, or Cramér's V.
  public var size: Double {
    switch test {
    case .kolmogorovSmirnov(let test, _, _): test.distance
    case .chiSquare(let test, _), .missing(let test): test.cramersV
    }
  }

  /// The size as a word: of distances from 0.05, 0.15 and 0.3 on, of Cramér's V from 0.1, 0.3 and 0.5
  /// on (J. Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988, 7.2).
  public var effect: Effect {
    let bounds: (Double, Double, Double)
    switch test {
    case .kolmogorovSmirnov: bounds = (0.05, 0.15, 0.3)
    case .chiSquare, .missing: bounds = (0.1, 0.3, 0.5)
    }
    return size >= bounds.2
      ? .large : size >= bounds.1 ? .medium : size >= bounds.0 ? .small : .negligible
  }

  /// What is different about numbers.
  public enum Change: Sendable, Hashable {
    /// The middle and both quarters have moved one way.
    case higher, lower
    /// The middle half is wider, or narrower, than it was.
    case wider, narrower
    /// Neither: the shares of the values up to ``KolmogorovSmirnov/place`` tell it.
    case shape
  }

  /// Where the distance of numbers lies: in all of them, in how they are spread, or at an end; nil of
  /// other columns.
  public var change: Change? {
    guard case .kolmogorovSmirnov(let test, let old, let new) = test else { return nil }
    let moves = [new.lower - old.lower, new.median - old.median, new.upper - old.upper]
    let most = moves.map(\.magnitude).max() ?? 0
    let isInMiddle = (0.2...0.8).contains((test.oldShare + test.newShare) / 2)
    let isOneWay = moves.allSatisfy { $0 >= 0 } || moves.allSatisfy { $0 <= 0 }
    if isInMiddle, isOneWay, moves[1] != 0, 3 * moves[1].magnitude >= most {
      return moves[1] > 0 ? .higher : .lower
    }
    let (before, after) = (old.upper - old.lower, new.upper - new.lower)
    if 5 * (after - before).magnitude >= before, after != before {
      return after > before ? .wider : .narrower
    }
    return .shape
  }

  /// Whether the column has drifted: the difference is no chance, and not negligible.
  public var isDrift: Bool { adjustedPValue < Self.level && effect > .negligible }
}
