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
    case .between(let from, let to, let isDate):
      "from \(Self.value(from, isDate)) to \(Self.value(to, isDate))"
    case .span: "between its lowest and its highest cell"
    case .termWeight: "per unit of term weight"
    }
  }

  /// A value of a column: a day, or a number with as many digits as tell values apart.
  private static func value(_ x: Double, _ isDate: Bool) -> String {
    isDate ? Scale.dateText(x) : NumberWords.short(x, 4)
  }
}
