/// How odd rows are looked for.
public struct OddOptions: Sendable, Hashable, Codable {
  /// The seed of the sample and of the random subspaces.
  public var seed: UInt64
  /// The most rows that are held at once, of which bins, pairs and tails are learned.
  public var sampledRows: Int
  /// How many random subspaces of several columns rows are counted in.
  public var subspaces: Int

  /// What is sampled and drawn follows from the seed alone.
  public init(seed: UInt64 = 0, sampledRows: Int = 20_000, subspaces: Int = 40) {
    self.seed = seed
    self.sampledRows = max(1, sampledRows)
    self.subspaces = max(0, subspaces)
  }

  /// What a pair or a relation must exceed, since there are many of them.
  static let doubt = 1.5
  /// How much all subspaces together count against one surprise of a column.
  static let subspaceWeight = 1.75
  /// The columns that are looked at in pairs, the first ones of a wide table.
  static let pairedColumns = 96
  /// The columns that are looked at in linear relations.
  static let relatedColumns = 64
  /// The most levels of a category that are known one by one.
  static let levels = 4096
}
