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
    case perceptron(Perceptron)
    case network(MultilayerPerceptron)
  }

  /// This candidate with its inverse strength decided.
  func settled(c: Double?) -> Candidate {
    guard let c, case .linear(var options, _) = learner else { return self }
    options.c = c
    var settled = self
    settled.learner = .linear(options, cs: [c])
    return settled
  }
}

/// A fitted candidate.
struct FittedCandidate: Sendable {
  var features: FittedFeatures
  var classifier: FittedClassifier
}
