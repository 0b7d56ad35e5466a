/// What a comparison of candidates has left out, or could not have in full; Reporting has the words.
public enum ComparisonRemark: Sendable, Hashable, Codable {
  /// Candidates with curves have a feature for so many levels of a column and one for all others, those
  /// without for more.
  case pooledLevels(column: String, kept: Int, of: Int)
  /// So many columns of numbers are too many for curves of so many classes.
  case noCurvesOfColumns(Int, classes: Int)
  /// Curves with so many features are too wide.
  case noCurvesOfFeatures(Int)
  /// Curves do not stand beside encodings that learn from the target.
  case noCurvesOfShares
  /// Curves were asked for, and all columns are texts.
  case noCurvesOfTexts
  /// Hinges were asked for, and so many columns of numbers are none or too many.
  case noHinges(columns: Int, rows: Int)
  /// A multilayer perceptron takes long: of so many rows, of columns and levels, or of texts.
  case noNetworkOfRows(Int)
  case noNetworkOfColumns(Int, levels: Int, rows: Int)
  case noNetworkOfTexts
  /// Nothing that curves have not learned is left for a multilayer perceptron to find.
  case noNetworkOfStructure
}
