import RowcastLinearAlgebra
import Testing

@testable import RowcastClassification

@Suite("Gradients against central differences")
struct GradientTests {
  /// Central differences with `h = 1e-6 max(1, |w|)`.
  private func check(
    _ parameters: [Double], gradient: [Double], tolerance: Double = 1e-6,
    loss: ([Double]) -> Double
  ) {
    for i in parameters.indices {
      let h = 1e-6 * max(1, abs(parameters[i]))
      var moved = parameters
      moved[i] = parameters[i] + h
      let above = loss(moved)
      moved[i] = parameters[i] - h
      let difference = (above - loss(moved)) / (2 * h)
      let error = abs(difference - gradient[i])
      // The difference itself is only known to the rounding of the loss over h.
      let noise = 1e-9 * max(1, abs(above))
      #expect(
        error <= tolerance * max(abs(difference), abs(gradient[i]), 1e-8) + noise,
        "parameter \(i): \(gradient[i]) against \(difference)")
    }
  }

  @Test("Linear losses, with and without weights", arguments: [1, 2, 3], [false, true])
  func linear(outputs: Int, weighted: Bool) throws {
    let data = SyntheticRows(rows: 60, classCount: max(2, outputs))
    let rows = try TrainingRows(
      data.features, labels: data.labels, classCount: data.classCount,
      weights: weighted ? data.weights : nil, classWeights: weighted ? .balanced : .none)
    let problem = LinearProblem(data.features, rows, outputs: outputs)
    var generator = SeededGenerator(seed: 5)
    let point = (0..<problem.dimension).map { _ in generator.uniform() - 0.5 }
    var gradient = point
    _ = problem.meanLoss(at: point, gradient: &gradient)
    check(point, gradient: gradient) {
      var unused = $0
      return problem.meanLoss(at: $0, gradient: &unused)
    }
  }

  @Test(
    "Every activation in two hidden layers", arguments: Activation.all.filter(\.hasUsefulGradient))
  func activations(_ activation: Activation) throws {
    try checkNetwork(MultilayerPerceptron(hidden: [5, 4], activation: activation, seed: 3))
  }

  @Test("Batch normalization, dropout, learned slopes and every output")
  func layers() throws {
    try checkNetwork(
      MultilayerPerceptron(hidden: [5, 4], activation: .tanh, normalizesBatches: true))
    try checkNetwork(MultilayerPerceptron(hidden: [6], activation: .sigmoid, dropout: 0.4))
    try checkNetwork(
      MultilayerPerceptron(
        hidden: [4, 4], activation: .prelu(initialSlope: 0.25), dropout: 0.2,
        normalizesBatches: true))
    try checkNetwork(MultilayerPerceptron(hidden: [5], output: .hierarchicalSoftmax))
    try checkNetwork(MultilayerPerceptron(hidden: [5], activation: .gelu), classCount: 2)
    try checkNetwork(MultilayerPerceptron(hidden: []), classCount: 4)
  }

  private func checkNetwork(_ options: MultilayerPerceptron, classCount: Int = 3) throws {
    let data = SyntheticRows(rows: 24, classCount: classCount)
    let rows = try TrainingRows(
      data.features, labels: data.labels, classCount: classCount, weights: data.weights,
      classWeights: .none)
    var generator = SeededGenerator(seed: 11)
    let flat = FlatNetwork(
      initial: options, inputs: data.features.width, head: options.head(rows), using: &generator)
    let pass = NetworkPass(
      layout: flat.layout, activation: options.activation, head: flat.head,
      dropout: options.dropout, normalizes: options.normalizesBatches)
    // Biases away from zero, so that no unit sits at a kink.
    var parameters = flat.parameters
    for i in parameters.indices { parameters[i] += 0.02 + 0.1 * generator.uniform() }
    func evaluate(_ parameters: [Double]) -> (Double, [Double]) {
      var flat = flat
      flat.parameters = parameters
      let result = BatchGradient(pass: pass, flat: flat).of(data.features, rows, seed: 9)
      return (result.loss, result.gradient)
    }
    check(parameters, gradient: evaluate(parameters).1, tolerance: 2e-6) { evaluate($0).0 }
  }

  @Test("One-hot and sparse columns give the gradient of the same columns written out")
  func blocksAgree() throws {
    let data = SyntheticRows(rows: 700)
    let rows = try TrainingRows(
      data.features, labels: data.labels, classCount: 3, weights: nil, classWeights: .none)
    let (packed, written) = (
      LinearProblem(data.features, rows, outputs: 3),
      LinearProblem(data.materialized, rows, outputs: 3)
    )
    var generator = SeededGenerator(seed: 5)
    let point = (0..<packed.dimension).map { _ in generator.uniform() - 0.5 }
    var (a, b) = (point, point)
    let (lossA, lossB) = (
      packed.meanLoss(at: point, gradient: &a), written.meanLoss(at: point, gradient: &b)
    )
    #expect(abs(lossA - lossB) < 1e-13)
    for (x, y) in zip(a, b) { #expect(abs(x - y) < 1e-13) }
  }

  @Test("The Hessian is the derivative of the gradient", arguments: [1, 3])
  func hessian(outputs: Int) throws {
    let data = SyntheticRows(rows: 80, classCount: max(2, outputs))
    let rows = try TrainingRows(
      data.features, labels: data.labels, classCount: data.classCount, weights: data.weights,
      classWeights: .none)
    let problem = LinearProblem(data.features, rows, outputs: outputs)
    var generator = SeededGenerator(seed: 8)
    let point = (0..<problem.dimension).map { _ in generator.uniform() - 0.5 }
    let hessian = problem.hessian(at: point, ridge: 0)
    var (above, below) = (point, point)
    for j in point.indices {
      var moved = point
      moved[j] += 1e-5
      _ = problem.meanLoss(at: moved, gradient: &above)
      moved[j] -= 2e-5
      _ = problem.meanLoss(at: moved, gradient: &below)
      for i in j..<point.count {
        let difference = (above[i] - below[i]) / 2e-5
        #expect(abs(hessian[i * point.count + j] - difference) < 1e-8)
      }
    }
  }
}
