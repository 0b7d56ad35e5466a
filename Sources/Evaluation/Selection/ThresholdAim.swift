/// What a decision threshold is chosen for.
public enum ThresholdAim: Sendable, Hashable, CustomStringConvertible {
  /// The highest F1 of the positive class.
  case f1
  /// The highest mean of both classes' recall.
  case balanced
  /// The lowest total cost, with a price for each false alarm and each miss.
  case cost(falsePositive: Double, falseNegative: Double)
  /// The highest recall with at least this precision.
  case precision(Double)
  /// The highest precision with at least this recall.
  case recall(Double)

  /// Reads `f1`, `balanced`, `cost=FP:FN`, `precision=0.9` or `recall=0.9`.
  /// - Throws: ``EvaluationError`` for anything else.
  public init(parsing text: String) throws(EvaluationError) {
    let unknown = EvaluationError(
      .unknown(
        what: "threshold", text: text,
        known: "f1, balanced, cost=FP:FN, precision=0.9, recall=0.9"))
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let numbers = parts.count == 2 ? parts[1].split(separator: ":").map { Double($0) } : []
    switch (parts.first ?? "", numbers.count) {
    case ("f1", 0) where parts.count == 1: self = .f1
    case ("balanced", 0) where parts.count == 1: self = .balanced
    case ("cost", 2):
      guard let alarm = numbers[0], let miss = numbers[1], alarm >= 0, miss >= 0,
        alarm + miss > 0, alarm.isFinite, miss.isFinite
      else { throw unknown }
      self = .cost(falsePositive: alarm, falseNegative: miss)
    case ("precision", 1), ("recall", 1):
      guard let wanted = numbers[0], wanted > 0, wanted <= 1 else { throw unknown }
      self = parts[0] == "recall" ? .recall(wanted) : .precision(wanted)
    default: throw unknown
    }
  }

  public var description: String {
    switch self {
    case .f1: "f1"
    case .balanced: "balanced"
    case .cost(let alarm, let miss): "cost=\(alarm):\(miss)"
    case .precision(let wanted): "precision=\(wanted)"
    case .recall(let wanted): "recall=\(wanted)"
    }
  }
}

// In files an aim is its text; objects are what the first model files have.
extension ThresholdAim: Codable {
  private enum Object: Decodable {
    case f1, balanced
    case cost(falsePositive: Double, falseNegative: Double)
    case precision(_0: Double)
    case recall(_0: Double)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = try ThresholdAim(parsing: text)
      return
    }
    switch try Object(from: decoder) {
    case .f1: self = .f1
    case .balanced: self = .balanced
    case .cost(let alarm, let miss): self = .cost(falsePositive: alarm, falseNegative: miss)
    case .precision(let wanted): self = .precision(wanted)
    case .recall(let wanted): self = .recall(wanted)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
