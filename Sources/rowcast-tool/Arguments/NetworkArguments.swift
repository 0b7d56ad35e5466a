import ArgumentParser
import RowcastPipeline
import RowcastModeling

/// How a multilayer perceptron is built and trained.
struct NetworkArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("Units of each hidden layer, such as 64,32.", valueName: "units"))
  var hidden: String?

  @Option(
    help: ArgumentHelp(
      "The hidden activation (see `rowcast activations`), or all to compare them.",
      valueName: "name"))
  var activation: String?

  @Option(help: "What makes steps of gradients.")
  var optimizer: OptimizerChoice?

  @Option(help: ArgumentHelp("The first learning rate.", valueName: "rate"))
  var learningRate: Double?

  @Option(help: ArgumentHelp("The momentum of sgd.", valueName: "share"))
  var momentum: Double?

  @Option(help: ArgumentHelp("Rows of a minibatch.", valueName: "rows"))
  var batchSize: Int?

  @Option(
    help: ArgumentHelp("The share of hidden outputs put to zero in training.", valueName: "share"))
  var dropout: Double?

  @Flag(help: "Batch normalization of hidden layers.")
  var batchNorm = false

  @Option(
    help: ArgumentHelp("The decoupled decay of weights; 0 for none.", valueName: "value"))
  var weightDecay: Double?

  @Option(help: ArgumentHelp("The longest gradient that is used as it is.", valueName: "norm"))
  var gradientClip: Double?

  @Option(
    help: ArgumentHelp(
      "Epochs without a better loss on held-out rows before it stops.", valueName: "epochs"))
  var patience: Int?

  @Option(help: "How weights start; else what fits the activation.")
  var initialization: InitializationChoice?

  @Option(help: "The last layer for more than two classes.")
  var outputLayer: NetworkOutputChoice?

  /// Changes what is given here.
  func apply(to options: inout TrainOptions) throws {
    if let hidden { options.hidden = try Self.units(hidden) }
    if let activation { options.activation = activation }
    var network = options.network
    network.optimizer = optimizer ?? network.optimizer
    network.learningRate = try Self.checked(learningRate, "--learning-rate") ?? network.learningRate
    network.momentum = try Self.share(momentum, "--momentum") ?? network.momentum
    network.batchSize = try Self.checked(batchSize, "--batch-size") ?? network.batchSize
    network.dropout = try Self.share(dropout, "--dropout") ?? network.dropout
    if batchNorm { network.batchNormalization = true }
    if let weightDecay {
      guard weightDecay >= 0, weightDecay.isFinite else {
        throw ValidationError("--weight-decay takes a number from 0 on")
      }
      network.weightDecay = weightDecay
    }
    network.gradientClip = try Self.checked(gradientClip, "--gradient-clip") ?? network.gradientClip
    network.patience = try Self.checked(patience, "--patience") ?? network.patience
    network.initialization = initialization ?? network.initialization
    network.output = outputLayer ?? network.output
    options.network = network
  }

  private static func units(_ text: String) throws -> [Int] {
    try text.split(separator: ",").map {
      guard let units = Int($0.trimmingBlanks()), units > 0, units <= 65_536 else {
        throw ValidationError("--hidden takes numbers of units, such as 64,32 (found \"\(text)\")")
      }
      return units
    }
  }

  /// A finite number above zero.
  private static func checked(_ value: Double?, _ option: String) throws -> Double? {
    if let value, !(value > 0 && value.isFinite) {
      throw ValidationError("\(option) takes a number above 0")
    }
    return value
  }

  private static func checked(_ value: Int?, _ option: String) throws -> Int? {
    if let value, value <= 0 { throw ValidationError("\(option) takes a whole number above 0") }
    return value
  }

  private static func share(_ value: Double?, _ option: String) throws -> Double? {
    if let value, !(value >= 0 && value < 1) {
      throw ValidationError("\(option) takes a share from 0 to below 1")
    }
    return value
  }
}
