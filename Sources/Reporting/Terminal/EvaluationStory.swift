package import RowcastEvaluation
import RowcastFeatures
package import RowcastModeling

/// The result of `evaluate` as a person wants to read it.
package struct EvaluationStory {
  let model: Model
  let assessment: Assessment
  let leftOut: Int
  let input: String
  let reportPath: String?

  /// - Parameter leftOut: records without a class that the model knows.
  package init(
    model: Model, assessment: Assessment, leftOut: Int, input: String, reportPath: String?
  ) {
    self.model = model
    self.assessment = assessment
    self.leftOut = leftOut
    self.input = input
    self.reportPath = reportPath
  }

  package var text: String {
    var lines = [
      "\(model.name.prefix(1).uppercased() + model.name.dropFirst()) for \(model.target.column), "
        + "judged on \(input)."
    ]
    if leftOut > 0 {
      lines.append(
        "\(NumberWords.number(leftOut, "record")) without a class that the model knows left out.")
    }
    lines.append("")
    lines += AssessmentLines(assessment: assessment, validation: nil).lines
    if let reportPath { lines += ["", "The report is in \(reportPath)."] }
    return lines.map { TerminalText.clean($0) }.joined(separator: "\n")
  }
}
