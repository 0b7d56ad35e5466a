import Foundation
import RowcastLinearAlgebra
import Testing

@testable import RowcastClassification
import RowcastMachine

@Suite("Multilayer perceptron")
struct NetworkTests {
  @Test("A forward pass is what one computes by hand")
  func byHand() throws {
    let network = Network(
      layers: [
        .init(
          weights: Matrix(trusted: 2, columns: 2, values: [1, -2, 0.5, 0.25]), biases: [0.1, -0.2]),
        .init(weights: Matrix(trusted: 1, columns: 2, values: [2, -1]), biases: [0.3]),
      ], activation: .leakyReLU(slope: 0.01), head: .sigmoid)
    let features = FeatureMatrix(trusted: 1, dense: [3, 4], denseWidth: 2)
    // 3 - 8 + 0.1 = -4.9 leaks 0.049; 1.5 + 1 - 0.2 = 2.3; 2 (-0.049) - 2.3 + 0.3 = -2.098.
    let logit = try network.logits(features)[0, 0]
    #expect(abs(logit - -2.098) < 1e-14)
    let probabilities = try network.probabilities(features)
    #expect(abs(probabilities[0, 1] - Elementary.sigmoid(-2.098)) < 1e-15)
  }

  @Test("Step and sign are refused with the reason", arguments: [Activation.step, .sign])
  func noGradient(_ activation: Activation) {
    let data = SyntheticRows(rows: 20, classCount: 2)
    #expect {
      try MultilayerPerceptron(activation: activation)
        .fitted(to: data.features, labels: data.labels, classCount: 2)
    } throws: { error in
      "\(error)".contains("has derivative 0 wherever it has one")
    }
  }

  @Test("Early stopping keeps the weights of the best epoch apart from the last")
  func bestAndLast() throws {
    let data = SyntheticRows(rows: 300, classCount: 2)
    let model = try MultilayerPerceptron(
      hidden: [64], optimizer: .adam(learningRate: 3e-2), maxEpochs: 60, weightDecay: 0,
      stopping: .early(share: 0.3, patience: 5)
    ).fitted(to: data.features, labels: data.labels, classCount: 2)
    #expect(model.epochs.count == model.bestEpoch + 5)
    #expect(model.last != nil && model.last != model.network)
    let losses = model.epochs.compactMap(\.validationLoss)
    #expect(losses.count == model.epochs.count)
    #expect(losses[model.bestEpoch - 1] == losses.min())
    #expect(model.message.contains("epoch \(model.bestEpoch)"))
  }

  @Test("A loss that is no number any more is an error with the epoch")
  func divergence() {
    let data = SyntheticRows(rows: 200, classCount: 3)
    #expect(throws: ClassificationError.self) {
      try MultilayerPerceptron(
        hidden: [20, 20], activation: .identity,
        optimizer: .sgd(learningRate: 1e6, momentum: 0.9), maxEpochs: 50, weightDecay: 0,
        gradientClip: nil, stopping: .none
      ).fitted(to: data.features, labels: data.labels, classCount: 3)
    }
  }

  @Test("Initial weights have the variance of their kind", arguments: Initialization.allCases)
  func initialization(_ start: Initialization) {
    var generator = SeededGenerator(seed: 4)
    let weights = start.weights(
      inputs: 200, outputs: 300, activation: .leakyReLU(slope: 0.5), using: &generator)
    let mean = weights.reduce(0, +) / Double(weights.count)
    let variance = weights.reduce(0) { $0 + $1 * $1 } / Double(weights.count)
    let expected = start.variance(inputs: 200, outputs: 300, negativeSlope: 0.5)
    #expect(abs(mean) < 0.002)
    #expect(abs(variance / expected - 1) < 0.03)
  }

  @Test("Running statistics move a tenth of the way to the batch's, the variance without bias")
  func runningStatistics() {
    var generator = SeededGenerator(seed: 1)
    var flat = FlatNetwork(
      initial: MultilayerPerceptron(hidden: [1], normalizesBatches: true), inputs: 1,
      head: .sigmoid, using: &generator)
    flat.follow([(mean: [2], variance: [3])], rows: 4)
    #expect(abs(flat.running[0].mean[0] - 0.2) < 1e-15)
    #expect(abs(flat.running[0].variance[0] - (0.9 + 0.1 * 4)) < 1e-15)
  }

  @Test("A batch of one row cannot be normalized")
  func oneRow() {
    let data = SyntheticRows(rows: 20, classCount: 2)
    #expect(throws: ClassificationError(.oneRowBatch)) {
      try MultilayerPerceptron(batchSize: 1, normalizesBatches: true)
        .fitted(to: data.features, labels: data.labels, classCount: 2)
    }
  }

  @Test("Adam's first step is the learning rate against the sign of the gradient")
  func adam() {
    var state = OptimizerState(.adam(learningRate: 0.01), count: 3)
    var parameters = [1.0, 2, 3]
    let runs = [ParameterRun(whole: 0, part: 0..<3, decays: true)]
    state.step(&parameters, gradient: [5, -0.2, 0], scale: 1, decay: 0, runs: runs)
    #expect(abs(parameters[0] - 0.99) < 1e-9)
    #expect(abs(parameters[1] - 2.01) < 1e-8)
    #expect(parameters[2] == 3)
    state.step(&parameters, gradient: [0, 0, 0], scale: 1, decay: 10, runs: runs)
    #expect(abs(parameters[2] - 2.7) < 1e-12)
  }

  @Test("A compact batch has the gradient of the whole one, where it has one")
  func compactBatch() throws {
    let data = SyntheticRows(rows: 12, sparseWidth: 40, classCount: 3)
    let rows = try TrainingRows(
      data.features, labels: data.labels, classCount: 3, weights: nil, classWeights: .none)
    var generator = SeededGenerator(seed: 2)
    let whole = FlatNetwork(
      initial: MultilayerPerceptron(hidden: [5, 4], activation: .prelu(initialSlope: 0.25)),
      inputs: data.features.width, head: .softmax(classCount: 3), using: &generator)
    let pass = NetworkPass(layout: whole.layout, activation: whole.activation, head: whole.head)
    let few = Array(0..<3)
    let batch = try data.features.selecting(few)
    let expected = BatchGradient(pass: pass, flat: whole).of(batch, rows.selecting(few), seed: 1)
    let compact = CompactBatch(batch)
    let network = compact.network(whole)
    #expect(network.parameters.count < whole.parameters.count)
    let found = BatchGradient(pass: pass.over(network.layout), flat: network).of(
      compact.features, rows.selecting(few), seed: 1)
    #expect(abs(found.loss - expected.loss) < 1e-12)
    var spread = [Double](repeating: 0, count: whole.parameters.count)
    for run in compact.runs(network.layout, in: whole.layout) {
      for i in 0..<run.part.count {
        spread[run.whole + i] = found.gradient[run.part.lowerBound + i]
      }
    }
    for (a, b) in zip(spread, expected.gradient) { #expect(abs(a - b) < 1e-12) }
  }

  @Test("Decay that was missed is made up for")
  func pendingDecay() {
    let features = FeatureMatrix(
      trusted: 1,
      sparse: [.init(rowOffsets: [0, 1], columns: [0], values: [1], width: 3)])
    var pending = PendingDecay(features, units: 1)
    var parameters = [1.0, 1, 1]
    for _ in 0..<4 { pending.settle([0], &parameters, kept: 0.5) }
    pending.settle([1], &parameters, kept: 0.5)
    #expect(parameters == [1, 0.0625, 1])
    pending.settleAll(&parameters, kept: 0.5)
    #expect(parameters == [0.5, 0.0625, 0.03125])
  }

  @Test("Words are learned from, the same on any number of workers")
  func sparse() throws {
    let data = SyntheticRows(rows: 160, dense: 1, sparseWidth: 800, classCount: 2)
    let model = MultilayerPerceptron(hidden: [70], maxEpochs: 3, stopping: .none)
    #expect(CompactBatch.isWorth(data.features, units: 70))
    let one = try model.fitted(to: data.features, labels: data.labels, classCount: 2)
    #expect(one == (try model.fitted(to: data.features, labels: data.labels, classCount: 2)))
    #expect((one.epochs.last?.trainingLoss ?? 1) < (one.epochs.first?.trainingLoss ?? 0))
  }
}
