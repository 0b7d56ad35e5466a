/// Something about a table that whoever uses the model should know, with its column and figure.
public struct DataWarning: Sendable, Hashable, Codable, CustomStringConvertible {
  public var kind: Kind
  /// The column it is about.
  public var column: String
  /// The number behind the sentence; what it means depends on the kind.
  public var figure: Double
  /// One sentence in plain words.
  public var message: String

  /// The kinds, the most serious first.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// The column seems to know the class: figure is its strength, 0 to 1.
    case leak
    /// Rows without a class: figure is their number.
    case missingTarget = "missing-target"
    /// A class has too few rows: figure is their number.
    case fewRows = "few-rows"
    /// One class has nearly all rows: figure is its share.
    case imbalance
    /// The column names its row: figure is its distinct values.
    case identifier
    /// The column never varies: figure is its rows with a value.
    case constant
    /// The column repeats another one: figure is its rows.
    case duplicate
    /// The column can be computed from others: figure is the rows they agree in.
    case collinear
  }

  public init(kind: Kind, column: String, figure: Double, message: String) {
    self.kind = kind
    self.column = column
    self.figure = figure
    self.message = message
  }

  /// Whether the result cannot be trusted before someone has looked at it.
  public var isSerious: Bool { kind == .leak }

  public var description: String { message }
}
