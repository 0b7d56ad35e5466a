import RowcastClassification
import RowcastExplaining
import RowcastExporting
import RowcastFeatures
import Foundation
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import TestSupport
import Testing

@Suite("Reasons of predictions")
struct ReasonTests {
  private func explained(_ one: ExportedCase) -> [ExplainedRow] {
    let matrix = one.model.features.transformed(one.rows)
    let labels = one.model.labels.labels
    return PredictionReasons(
      features: one.model.features, classifier: one.model.classifier, labels: one.model.labels
    ).reasons(
      matrix, table: one.rows,
      predicted: (0..<one.probabilities.rows).map { row in
        let p = Array(one.probabilities.row(row))
        return p.firstIndex(of: p.max() ?? 0) ?? labels.count - 1
      })
  }

  @Test("Baseline and contributions sum to the score", arguments: ExportedCase.all)
  func sums(_ one: ExportedCase) {
    for row in explained(one) {
      let sum = row.baseline + row.reasons.reduce(0) { $0 + $1.contribution }
      #expect(abs(sum - row.score) < 1e-9)
      #expect(
        row.reasons.count == one.model.features.requiredColumns.count
          + one.model.features.products.count)
    }
  }

  @Test("The score of a logistic model is its logit")
  func logit() throws {
    let one = try #require(ExportedCase.all.first)
    guard case .linear(let model) = one.model.classifier else {
      Issue.record("not a linear model")
      return
    }
    let logits = try model.logits(one.model.features.transformed(one.rows))
    for (row, reasons) in explained(one).enumerated() {
      #expect(abs(reasons.score - logits[row, 0]) < 1e-9)
      #expect(reasons.label == one.model.labels.positiveLabel)
    }
  }

  @Test("The average of the contributions over the training rows is nothing")
  func baseline() throws {
    var one = try ExportedCase(
      "no hinges", ExportedCase.customers, target: "churned", limit: 2000,
      recipe: { $0.hinges = .none }, fit: ExportedCase.linear)
    let table = try ExportedCase.customers.get()
    one.rows = table.selecting((0..<table.rowCount).filter { $0 % 3 != 0 })
    one.probabilities = try one.model.classifier.probabilities(
      one.model.features.transformed(one.rows))
    let rows = explained(one)
    for column in one.model.features.requiredColumns {
      let sum = rows.reduce(0.0) { sum, row in
        sum + (row.reasons.first { $0.column == column }?.contribution ?? .nan)
      }
      #expect(abs(sum / Double(rows.count)) < 1e-9, "\(column)")
    }
  }

  @Test("Reasons name what the row has, the strongest first")
  func values() throws {
    let one = try #require(ExportedCase.all.first)
    let row = try #require(explained(one).first)
    let contract = try #require(row.reasons.first { $0.column == "contract" })
    let known = ["monthly", "one-year", "two-year"].map(PredictionReason.Value.text)
    #expect(known.contains(contract.value))
    #expect(
      row.reasons.map(\.contribution.magnitude)
        == row.reasons.map(\.contribution.magnitude).sorted(by: >))
  }
}
