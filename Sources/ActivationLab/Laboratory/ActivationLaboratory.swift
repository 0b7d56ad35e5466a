public import RowcastClassification

/// Seventeen things that are said of activation functions, each shown by a small experiment.
///
/// Every experiment is a pure function of the seed and takes a part of a second.
public struct ActivationLaboratory: Sendable {
  /// Of all that is drawn in the experiments.
  public var seed: UInt64

  /// The same seed shows the same figures on every machine.
  public init(seed: UInt64 = 7) { self.seed = seed }

  /// All demonstrations, in the order of their numbers.
  /// - Throws: `ClassificationError` when an experiment cannot be fitted.
  public func run() throws(ClassificationError) -> [Demonstration] {
    var all: [Demonstration] = []
    for number in 1...Self.count { all.append(try demonstration(number)) }
    return all
  }

  /// How many there are.
  public static let count = 17

  /// One demonstration.
  /// - Precondition: a number from 1 to ``count``.
  /// - Throws: `ClassificationError` when the experiment cannot be fitted.
  public func demonstration(_ number: Int) throws(ClassificationError) -> Demonstration {
    switch number {
    case 1: try linearDepth()
    case 2: try closedCurve()
    case 3: vanishingGradients()
    case 4: try explodingGradients()
    case 5: try deadUnits()
    case 6: try redundantUnits()
    case 7: try sparseOutputs()
    case 8: try centeredOutputs()
    case 9: try saturatingFunctions()
    case 10: batchNormalization()
    case 11: largestTakenOff()
    case 12: softplusSlope()
    case 13: try sigmoidAndSoftmax()
    case 14: try defaults()
    case 15: try kinks()
    case 16: try learnedSlopes()
    default: try approximation()
    }
  }
}
