import RowcastFeatures

extension FeatureRecipe {
  /// How categories and texts become numbers, as the options ask for it.
  mutating func setEncodings(_ options: TrainOptions) {
    if let asked = options.encoding { encoding = asked }
    for (column, asked) in options.encodings.sorted(by: { $0.key < $1.key }) {
      columns.append(
        ColumnOptions(
          name: column, role: options.roles[column] == nil ? .category : nil,
          encoding: asked))
    }
    for (column, levels) in options.levels.sorted(by: { $0.key < $1.key }) {
      columns.append(
        ColumnOptions(
          name: column, role: options.roles[column] == nil ? .category : nil, encoding: .ordinal,
          order: levels.map(options.spelled)))
    }
    switch options.text {
    case .characters:
      text.words = 0
      setCharacters()
    case .both: setCharacters()
    case .words, nil: break
    }
  }

  /// Runs of 2 to 5 characters between blanks are terms, too.
  mutating func setCharacters() {
    (text.shortestCharacters, text.longestCharacters) = (2, 5)
    text.runs = .pieces
  }

  /// Whether an encoding of this recipe learns from the classes of the rows.
  var learnsFromTarget: Bool { encoding == .target || columns.contains { $0.encoding == .target } }
}
