package import RowcastModeling

extension EffectUnit {
  /// `per standard deviation (24.6)`; empty for what is either so or not so.
  package var words: String {
    switch self {
    case .none: ""
    case .unit: "per unit"
    case .deviation(let step):
      "per standard deviation"
        + (step.map { " (\(NumberWords.fixed($0, $0 < 10 ? 3 : 0)))" } ?? "")
    case .span: "from lowest to highest"
    case .termWeight: "per unit of term weight"
    }
  }
}
