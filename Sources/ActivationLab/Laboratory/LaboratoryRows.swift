import RowcastClassification
import RowcastLinearAlgebra
import RowcastMachine

/// Small seeded data sets of the plane.
struct LaboratoryRows {
  let features: FeatureMatrix
  let labels: [Int]

  /// Points on a small circle (class 1) inside a large one (class 0), a little scattered.
  static func circles(_ count: Int, seed: UInt64) -> LaboratoryRows {
    rows(count, seed: seed) { index, generator in
      let radius = (index % 2 == 1 ? 0.7 : 1.5) + 0.08 * generator.normal()
      let t = generator.uniform()
      return (
        [radius * Elementary.cosine(turns: t), radius * Elementary.sine(turns: t)], index % 2
      )
    }
  }

  /// Two interleaved half moons with much scatter: classes that overlap.
  static func moons(_ count: Int, scatter: Double, seed: UInt64) -> LaboratoryRows {
    rows(count, seed: seed) { index, generator in
      let t = generator.uniform() / 2
      let (cosine, sine) = (Elementary.cosine(turns: t), Elementary.sine(turns: t))
      let side = Double(index % 2)
      let x = side == 0 ? cosine : 1 - cosine
      let y = side == 0 ? sine : 0.5 - sine
      return ([x + scatter * generator.normal(), y + scatter * generator.normal()], index % 2)
    }
  }

  /// Standard normal columns, and a class that their sum decides.
  static func normal(_ count: Int, width: Int, seed: UInt64) -> LaboratoryRows {
    rows(count, seed: seed) { _, generator in
      let values = (0..<width).map { _ in generator.normal() }
      return (values, values.reduce(0, +) > 0 ? 1 : 0)
    }
  }

  private static func rows(
    _ count: Int, seed: UInt64, _ make: (Int, inout SeededGenerator) -> ([Double], Int)
  ) -> LaboratoryRows {
    var generator = SeededGenerator(seed: seed)
    var (values, labels): ([Double], [Int]) = ([], [])
    for index in 0..<count {
      let (row, label) = make(index, &generator)
      values += row
      labels.append(label)
    }
    return LaboratoryRows(
      features: FeatureMatrix(
        trusted: count, dense: values, denseWidth: values.count / max(1, count)),
      labels: labels)
  }

  /// The share of rows whose likelier class is theirs.
  func accuracy(_ probabilities: Matrix) -> Double {
    let right = labels.enumerated().count { row, label in
      probabilities[row, label] > probabilities[row, 1 - label]
    }
    return Double(right) / Double(labels.count)
  }

  /// The mean log-loss.
  func logLoss(_ probabilities: Matrix) -> Double {
    let sum = labels.enumerated().reduce(0) {
      $0 - Elementary.log(max(probabilities[$1.0, $1.1], 1e-15))
    }
    return sum / Double(labels.count)
  }
}

extension ActivationLaboratory {
  /// A network that is trained on every row for a number of epochs, without penalty.
  func network(
    _ hidden: [Int], _ activation: Activation, epochs: Int,
    _ change: (inout MultilayerPerceptron) -> Void = { _ in }
  ) -> MultilayerPerceptron {
    var network = MultilayerPerceptron(
      hidden: hidden, activation: activation, optimizer: .adam(learningRate: 1e-2), batchSize: 50,
      maxEpochs: epochs, weightDecay: 0, gradientClip: nil, stopping: .none, seed: seed)
    change(&network)
    return network
  }

  /// The first epoch whose training loss is below a bound, or one more than there were.
  func epochs(of classifier: NetworkClassifier, below bound: Double) -> Int {
    classifier.epochs.first { $0.trainingLoss < bound }?.number ?? classifier.epochs.count + 1
  }

  /// The norm of the weight gradient of each layer of a new network, on one batch.
  func gradientNorms(_ options: MultilayerPerceptron, weightScale: Double = 1) -> [Double] {
    let rows = LaboratoryRows.normal(200, width: 10, seed: seed)
    return
      (try? options.firstGradientNorms(
        rows.features, labels: rows.labels, weightScale: weightScale)) ?? []
  }
}
