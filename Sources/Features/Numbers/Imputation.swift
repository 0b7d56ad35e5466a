/// What stands for a missing number.
public enum Imputation: String, Sendable, Hashable, Codable, CaseIterable {
  /// Of the training numbers of the column.
  case median, mean
  /// The value that stands most often, the smallest among equals.
  case mostFrequent = "most-frequent"
  /// The recipe's ``FeatureRecipe/constant``.
  case constant

  /// The value that stands for missing ones; 0 when there is none to learn from.
  func fitted(to values: [Double], moments: Moments, constant: Double) -> Double {
    switch self {
    case .constant: return constant
    case .mean: return moments.mean
    case .median: return Quantiles.median(of: values) ?? 0
    case .mostFrequent:
      var counts: [Double: Int] = [:]
      for value in values where value.isFinite { counts[value, default: 0] += 1 }
      let best = counts.max { a, b in
        a.value != b.value ? a.value < b.value : a.key > b.key
      }
      return best?.key ?? 0
    }
  }
}

extension Imputation {
  /// Reads its name, also `mostfrequent`, as the first model files have it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let value = name == "mostfrequent" ? .mostFrequent : Self(rawValue: name) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "there is no imputation \"\(name)\"")
    }
    self = value
  }
}
