import RowcastLinearAlgebra
import RowcastMachine

/// The loop over epochs and minibatches.
struct NetworkTraining {
  private let options: MultilayerPerceptron
  private let features: FeatureMatrix
  private let rows: TrainingRows
  private let validation: (features: FeatureMatrix, rows: TrainingRows)?
  private let patience: Int
  private let pass: NetworkPass
  private var flat: FlatNetwork
  private var optimizer: OptimizerState
  private var generator: SeededGenerator
  private let batchSize: Int
  private let maxEpochs: Int
  /// The weight decay that sparse columns are owed; nil when every step moves all weights.
  private var pending: PendingDecay?

  init(options: MultilayerPerceptron, features: FeatureMatrix, rows: TrainingRows) {
    self.options = options
    var generator = SeededGenerator(seed: options.seed)
    let plan = StoppingPlan(options.stopping, rows: rows, using: &generator)
    patience = plan.patience
    if plan.heldOut.isEmpty {
      validation = nil
      self.features = features
      self.rows = rows
    } else {
      validation = (features.selecting(trusted: plan.heldOut), rows.selecting(plan.heldOut))
      self.features = features.selecting(trusted: plan.kept)
      self.rows = rows.selecting(plan.kept)
    }
    let head = options.head(rows)
    flat = FlatNetwork(
      initial: options, inputs: features.width, head: head, using: &generator)
    pass = NetworkPass(
      layout: flat.layout, activation: options.activation, head: head, dropout: options.dropout,
      normalizes: options.normalizesBatches)
    optimizer = OptimizerState(options.optimizer, count: flat.layout.count)
    let count = self.features.rowCount
    batchSize = min(count, options.batchSize ?? max(32, min(256, count / 32)))
    self.generator = generator
    pending =
      CompactBatch.isWorth(features, units: flat.layout.layers[0].outputs)
      ? PendingDecay(features, units: flat.layout.layers[0].outputs) : nil
    // Some thousand steps bring a small network to where its weight decay holds it.
    let steps = (count + batchSize - 1) / batchSize
    maxEpochs = options.maxEpochs ?? (validation == nil ? max(100, min(1000, 4000 / steps)) : 200)
  }

  mutating func run(
    _ progress: ((NetworkClassifier.Epoch, _ maxEpochs: Int) -> Void)?
  ) throws(ClassificationError) -> NetworkClassifier {
    if options.normalizesBatches && features.rowCount < 2 {
      throw ClassificationError(.oneRowBatch)
    }
    var epochs: [NetworkClassifier.Epoch] = []
    var best = (number: 0, loss: Double.infinity, flat: flat)
    var stoppedEarly = false
    for number in 1...maxEpochs {
      var epoch = try learn(number)
      if let validation {
        let loss = meanLoss(validation.features, validation.rows)
        epoch.validationLoss = loss
        if loss < best.loss { best = (number, loss, flat) }
      } else {
        best = (number, epoch.trainingLoss, flat)
      }
      epochs.append(epoch)
      progress?(epoch, maxEpochs)
      stoppedEarly = number - best.number >= patience
      if stoppedEarly { break }
      schedule(epoch: number, since: number - best.number)
    }
    let isLast = best.number == epochs.count
    let last = flat.network
    return NetworkClassifier(
      network: isLast ? last : best.flat.network, last: isLast ? nil : last, epochs: epochs,
      bestEpoch: best.number,
      health: best.flat.health(features, gradientNorms: epochs.last?.gradientNorms ?? []),
      message: stoppedEarly
        ? "Stopped after \(epochs.count) epochs, \(patience) without a better loss on the "
          + "held-out rows; the weights of epoch \(best.number) are kept."
        : validation == nil
          ? "Trained for all \(epochs.count) epochs on every row."
          : "Trained for all \(epochs.count) epochs; the weights of epoch \(best.number) are kept.")
  }

  /// Halves the rate when half the patience has passed in vain; without held-out rows it falls
  /// along a cosine to a hundredth.
  private mutating func schedule(epoch: Int, since stale: Int) {
    if validation != nil {
      if stale > 0 && stale % max(1, patience / 2) == 0 { optimizer.rateFactor *= 0.5 }
    } else {
      let share = Double(epoch) / Double(maxEpochs)
      optimizer.rateFactor = 0.01 + 0.99 * (1 + Elementary.cosine(turns: share / 2)) / 2
    }
  }

  private mutating func learn(
    _ number: Int
  ) throws(ClassificationError) -> NetworkClassifier.Epoch {
    var order = Array(0..<features.rowCount)
    generator.shuffle(&order)
    let rate = options.optimizer.learningRate * optimizer.rateFactor
    var lossSum = 0.0
    var norms = [Double](repeating: 0, count: flat.layout.layers.count)
    var batches = 0.0
    var start = 0
    while start < order.count {
      try ClassificationError.checkCancellation()
      var end = min(order.count, start + batchSize)
      // One row has no variance: it joins the batch before it.
      if options.normalizesBatches && order.count - end == 1 { end += 1 }
      let batch = Array(order[start..<end])
      let loss = step(batch, norms: &norms)
      guard loss.isFinite else { throw ClassificationError(.diverged(epoch: number)) }
      lossSum += loss
      batches += 1
      start = end
    }
    let kept = keptShare
    pending?.settleAll(&flat.parameters, kept: kept)
    return NetworkClassifier.Epoch(
      number: number, trainingLoss: lossSum / rows.totalWeight, validationLoss: nil,
      learningRate: rate, gradientNorms: norms.map { $0 / max(1, batches) })
  }

  /// Learns from one batch; the sum of its losses.
  private mutating func step(_ batch: [Int], norms: inout [Double]) -> Double {
    let seed = generator.next()
    let (chosen, selected) = (rows.selecting(batch), features.selecting(trusted: batch))
    let result: (loss: Double, gradient: [Double], moments: BatchGradient.Moments)
    let layout: NetworkLayout
    let runs: [ParameterRun]
    if var pending {
      let compact = CompactBatch(selected)
      pending.settle(compact.active, &flat.parameters, kept: keptShare)
      self.pending = pending
      let network = compact.network(flat)
      layout = network.layout
      runs = compact.runs(layout, in: flat.layout)
      result = BatchGradient(pass: pass.over(layout), flat: network).of(
        compact.features, chosen, seed: seed)
    } else {
      layout = flat.layout
      runs = layout.runs
      result = BatchGradient(pass: pass, flat: flat).of(selected, chosen, seed: seed)
    }
    // Weights have mean 1 over all rows, so their scale does not act like a learning rate.
    var scale = Double(rows.labels.count) / (rows.totalWeight * Double(batch.count))
    var total = 0.0
    for (index, layer) in layout.layers.enumerated() {
      let squares = Vectors.squares(result.gradient, layer.weights)
      norms[index] += scale * squares.squareRoot()
      total +=
        squares
        + Vectors.squares(result.gradient, layer.weights.upperBound..<layer.slopes.upperBound)
    }
    let norm = scale * total.squareRoot()
    if let clip = options.gradientClip, norm > clip { scale *= clip / norm }
    optimizer.step(
      &flat.parameters, gradient: result.gradient, scale: scale, decay: options.weightDecay,
      runs: runs)
    flat.follow(result.moments, rows: batch.count)
    return result.loss
  }

  private var keptShare: Double { optimizer.kept(decay: options.weightDecay) }

  private func meanLoss(_ features: FeatureMatrix, _ rows: TrainingRows) -> Double {
    var logits = flat.logits(features)
    return flat.head.loss(&logits, rows, 0..<features.rowCount) / rows.totalWeight
  }
}
