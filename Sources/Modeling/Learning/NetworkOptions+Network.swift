import RowcastClassification

extension NetworkOptions {
  /// Changes what is asked for in a network.
  func apply(to network: inout MultilayerPerceptron) {
    if optimizer != nil || learningRate != nil || momentum != nil {
      network.optimizer =
        if optimizer == .sgd || (optimizer == nil && momentum != nil) {
          .sgd(learningRate: learningRate ?? 0.1, momentum: momentum ?? 0.9)
        } else {
          .adam(learningRate: learningRate ?? network.optimizer.learningRate)
        }
    }
    network.batchSize = batchSize ?? network.batchSize
    network.dropout = dropout ?? network.dropout
    network.normalizesBatches = batchNormalization ?? network.normalizesBatches
    network.weightDecay = weightDecay ?? network.weightDecay
    network.gradientClip = gradientClip ?? network.gradientClip
    if let patience { network.stopping = .early(share: 0.1, patience: patience) }
    network.initialization = initialization ?? network.initialization
    network.output = output ?? network.output
  }
}
