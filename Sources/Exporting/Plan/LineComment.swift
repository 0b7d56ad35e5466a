/// Texts of the data inside a comment that ends with its line.
enum LineComment {
  /// The text with blanks for everything that could end a line or hide what follows.
  static func text(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: " "
          default: scalar
          }
        }))
  }
}
