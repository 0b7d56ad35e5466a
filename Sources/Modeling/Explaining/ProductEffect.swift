/// What a model makes of two columns together that it makes of neither alone: a table of log-odds.
public struct ProductEffect: Sendable, Hashable, Codable {
  /// The columns, down and across.
  public var columns: [String]
  /// The class whose log-odds it moves; for two classes the positive one.
  public var target: String
  /// What stands at each place down, in words: a number, a level, several levels.
  public var rows: [String]
  /// What stands at each place across.
  public var across: [String]
  /// The change of the log-odds, row after row; nil where no training row lies.
  public var effects: [Double?]

  /// One effect for each row and place across.
  public init(
    columns: [String], target: String, rows: [String], across: [String], effects: [Double?]
  ) {
    self.columns = columns
    self.target = target
    self.rows = rows
    self.across = across
    self.effects = effects
  }

  /// From the lowest to the highest effect.
  public var span: Double {
    let known = effects.compactMap(\.self)
    return (known.max() ?? 0) - (known.min() ?? 0)
  }
}
