/// Where the rows came from.
public struct DataDescription: Sendable, Hashable, Codable {
  /// The file's name as the user gave it.
  public var name: String
  /// The sheet, table or range, where there is one.
  public var part: String?
  /// Rows of the table.
  public var rows: Int
  /// Columns of the table, the target among them.
  public var columns: Int
  /// Rows that had a target and could be used.
  public var usedRows: Int
  /// Why rows were left out, in a sentence.
  public var leftOut: String?

  /// The name without the folders before it.
  var shortName: String { name.split(separator: "/").last.map(String.init) ?? name }

  /// The name may have folders before it; reports show it without them.
  public init(
    name: String, part: String? = nil, rows: Int, columns: Int, usedRows: Int,
    leftOut: String? = nil
  ) {
    self.name = name
    self.part = part
    self.rows = rows
    self.columns = columns
    self.usedRows = usedRows
    self.leftOut = leftOut
  }
}

/// What was predicted.
public struct TargetDescription: Sendable, Hashable, Codable {
  /// The column.
  public var name: String
  /// The classes in the order of the model.
  public var classes: [String]
  /// Used rows of each class.
  public var counts: [Int]
  /// For two classes the number of the one that probabilities and curves speak of.
  public var positiveClass: Int?

  /// One count for each class.
  public init(name: String, classes: [String], counts: [Int], positiveClass: Int? = nil) {
    self.name = name
    self.classes = classes
    self.counts = counts
    self.positiveClass = positiveClass
  }
}

/// What learned it.
public struct ModelDescription: Sendable, Hashable, Codable {
  /// In plain words: `logistic regression with hinges`, `neural network (32, 16)`.
  public var name: String
  /// What was done, a sentence each: how columns became features, how strength was chosen.
  public var sentences: [String]
  /// Settings by name, for those who want to repeat it.
  public var settings: [Setting]
  /// Rows that the model learned from.
  public var trainingRows: Int
  /// Features after encoding.
  public var features: Int
  /// The seed of every random choice; nil when there was none.
  public var seed: UInt64?

  /// A name and its value, as reports show them.
  public struct Setting: Sendable, Hashable, Codable {
    /// The setting's name.
    public var name: String
    /// The value in words.
    public var value: String

    /// The name and the value, both as reports show them.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Only what the model itself does not say needs sentences and settings.
  public init(
    name: String, sentences: [String] = [], settings: [Setting] = [], trainingRows: Int,
    features: Int, seed: UInt64? = nil
  ) {
    self.name = name
    self.sentences = sentences
    self.settings = settings
    self.trainingRows = trainingRows
    self.features = features
    self.seed = seed
  }
}
