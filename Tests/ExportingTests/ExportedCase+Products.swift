import RowcastClassification
import RowcastExporting
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastTabular

extension ExportedCase {
  /// Models of curves, and of products of two and three columns, numbers with gaps among them.
  static func additiveCases() throws -> [ExportedCase] {
    [
      try additive("curves", flowers, target: "kind", []),
      try additive(
        "curves and products of two classes", customers, target: "churned",
        [["tenure_months", "contract"], ["tenure_months", "monthly_charge"]]),
      try additive(
        "a product of three, unseen levels zero", customers, target: "churned",
        [["satisfaction", "contract", "monthly_charge"]], unseen: .zeros),
      try additive(
        "curves and products of three classes", flowers, target: "kind", nil),
    ]
  }

  /// - Parameter products: the columns of each; nil for the first two columns of numbers.
  static func additive(
    _ name: String, _ table: Result<Table, any Error>, target: String, _ products: [[String]]?,
    unseen: UnseenLevels = .rare
  ) throws -> ExportedCase {
    var one = try ExportedCase(
      name, table, target: target,
      recipe: {
        $0.curves = CurveOptions()
        $0.unseen = unseen
      }, fit: linear)
    let all = try table.get()
    var features = one.model.features
    let columns = ProductTable(features, all)
    let numbers = features.columns.filter { $0.number?.curve != nil }.prefix(2).map(\.name)
    features.products =
      columns.products((products ?? [numbers]).compactMap(columns.combination)).products
    let labels = try one.model.labels.encoded(all)
    let known = (0..<all.rowCount).filter { labels[$0] != TypedColumn.missingCode }
    one.model.features = features
    let matrix = features.transformed(all, rows: known)
    one.model.classifier = try linear(
      matrix, known.map { Int(labels[$0]) }, one.model.labels.labels.count)
    one.probabilities = try one.model.classifier.probabilities(features.transformed(one.rows))
    return one
  }
}
