import RowcastClassification
import RowcastExporting
import RowcastFeatures
import RowcastTabular

extension ExportedCase {
  /// What a column of yes and no may hold: its words, 1 and 0, and what is none of them.
  static let truthCells = [
    "yes", "NO", "True", "f", "1", "0", "1.0", "0.00", "1.", "1.10", "2", "60", "-5", "maybe", "?",
    "*", "yess", "01", "+1", "1e0", "10.0", "$1", "100%", "NA",
  ]
  static let truthNumbers = ["1", "0", "2", "60", "-5", "0.5", ""]

  /// A model of a column of yes and no, and rows of which some are neither.
  /// - Parameter asWords: whether the column came as words, or as truth values that come as numbers now.
  static func truths(asWords: Bool) throws -> ExportedCase {
    let rows = (0..<180).map { row -> String in
      let isYes = row * 7 % 5 > 2
      let words = asWords ? ["No", "yes"] : ["false", "true"]
      let told = row % 5 == 0 ? "" : words[isYes ? 1 : 0]
      return "\(told),\(row * 5 % 9),\(isYes != (row % 4 == 0) ? "up" : "down")\n"
    }
    var one = try ExportedCase(
      "truths as " + (asWords ? "words" : "such"),
      Result { try table(csv: "told,other,y\n" + rows.joined()) }, target: "y", fit: linear)
    let cells = asWords ? truthCells : truthNumbers
    one.rows = try table(csv: "told,other\n" + cells.map { "\"\($0)\",3\n" }.joined())
    one.probabilities = try one.model.classifier.probabilities(
      one.model.features.transformed(one.rows))
    return one
  }
}
