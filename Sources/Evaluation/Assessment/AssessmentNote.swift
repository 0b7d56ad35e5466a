/// Why a figure of an assessment is undefined or was capped; Reporting has the words.
public enum AssessmentNote: Sendable, Hashable {
  /// No judged row is of the class: its recall counts as 0, its ROC area is undefined.
  case noRows(ofClass: String)
  /// The class was never predicted: its precision counts as 0.
  case neverPredicted(class: String)
  /// Rows that gave their true class less than 1e-15, which the log-loss counts as 1e-15.
  case clipped(rows: Int, of: Int)
  /// The micro average of the ROC area was left out: too many rows and classes.
  case noMicroArea
  /// In words, as older model files have it.
  case told(String)
}

extension AssessmentNote: Codable {
  private enum Kind: String, Codable {
    case noRows = "no-rows"
    case neverPredicted = "never-predicted"
    case clipped
    case noMicroArea = "no-micro-area"
  }

  private enum CodingKeys: String, CodingKey {
    case kind, rows, of
    case name = "class"
  }

  /// Reads a note; older files have a sentence in its place.
  public init(from decoder: any Decoder) throws {
    if let words = try? decoder.singleValueContainer().decode(String.self) {
      self = .told(words)
      return
    }
    let values = try decoder.container(keyedBy: CodingKeys.self)
    switch try values.decode(Kind.self, forKey: .kind) {
    case .noRows: self = .noRows(ofClass: try values.decode(String.self, forKey: .name))
    case .neverPredicted:
      self = .neverPredicted(class: try values.decode(String.self, forKey: .name))
    case .clipped:
      self = .clipped(
        rows: try values.decode(Int.self, forKey: .rows),
        of: try values.decode(Int.self, forKey: .of))
    case .noMicroArea: self = .noMicroArea
    }
  }

  public func encode(to encoder: any Encoder) throws {
    if case .told(let words) = self {
      var value = encoder.singleValueContainer()
      try value.encode(words)
      return
    }
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .noRows(let name):
      try values.encode(Kind.noRows, forKey: .kind)
      try values.encode(name, forKey: .name)
    case .neverPredicted(let name):
      try values.encode(Kind.neverPredicted, forKey: .kind)
      try values.encode(name, forKey: .name)
    case .clipped(let rows, let all):
      try values.encode(Kind.clipped, forKey: .kind)
      try values.encode(rows, forKey: .rows)
      try values.encode(all, forKey: .of)
    case .noMicroArea: try values.encode(Kind.noMicroArea, forKey: .kind)
    case .told: break
    }
  }
}
