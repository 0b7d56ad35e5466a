import RowcastClassification
import RowcastFeatures

/// One way to learn: how features are made, and what learns from them.
struct Candidate: Sendable {
  var name: String
  var recipe: FeatureRecipe
  var learner: Learner

  enum Learner: Sendable {
    /// A linear model for one of these inverse strengths, from strong penalty to weak.
    case linear(LinearOptions, cs: [Double])
    /// Curves, and products that are found in the rows.
    case additive(AdditivePlan)
    case perceptron(Perceptron)
    /// A multilayer perceptron with one of these weight decays: a strong one holds where rows are noisy,
    /// a weak one finds what hangs on several columns together.
    case network(MultilayerPerceptron, decays: [Double])
  }

  var isAdditive: Bool { if case .additive = learner { true } else { false } }
  var hasTriples: Bool {
    if case .additive(let plan) = learner, case .found(_, triples: true) = plan.products {
      true
    } else {
      false
    }
  }
  var isLinear: Bool { if case .linear = learner { true } else { false } }

  /// This candidate with its inverse strength, what its strengths are multiplied by, or its weight decay
  /// decided.
  func settled(_ setting: Double?) -> Candidate {
    guard let setting else { return self }
    var settled = self
    switch learner {
    case .linear(var options, _):
      options.c = setting
      settled.learner = .linear(options, cs: [setting])
    case .additive(var plan):
      plan.multipliers = [setting]
      settled.learner = .additive(plan)
    case .network(var network, _):
      network.weightDecay = setting
      settled.learner = .network(network, decays: [setting])
    case .perceptron: break
    }
    return settled
  }
}

/// A fitted candidate.
struct FittedCandidate: Sendable {
  var features: FittedFeatures
  var classifier: FittedClassifier
  /// How sure the curves are; empty for others than additive models.
  var bands: [CurveBand] = []
}
