package import RowcastEvaluation
import RowcastFeatures
package import RowcastModeling

/// The result of `evaluate` as a person wants to read it.
package struct EvaluationStory {
  let model: Model
  let assessment: Assessment
  let leftOut: Int
  let overlap: RowOverlap?
  let otherSpellings: [String]
  let input: String
  let reportPath: String?

  /// - Parameters:
  ///   - leftOut: records without a class that the model knows.
  ///   - overlap: how many of the rows the model learned from.
  ///   - otherSpellings: values that are a class but for case and blanks.
  package init(
    model: Model, assessment: Assessment, leftOut: Int, overlap: RowOverlap?,
    otherSpellings: [String], input: String, reportPath: String?
  ) {
    self.model = model
    self.assessment = assessment
    self.leftOut = leftOut
    self.overlap = overlap
    self.otherSpellings = otherSpellings
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
    if !otherSpellings.isEmpty {
      lines.append(
        "! " + otherSpellings.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
          + " among them differ from a class in case or blanks alone: train with --fold-levels "
          + "takes them as one.")
    }
    if let overlap, overlap.learned > 0 { lines.append("! " + overlap.words) }
    lines.append("")
    lines +=
      AssessmentLines(
        assessment: assessment, validation: nil, overlap: overlap,
        hasLeaks: model.training.warnings.contains { $0.kind.isDoubt && $0.isSerious },
        isShifted: model.training.warnings.tellShift
      ).lines
    if let reportPath { lines += ["", "The report is in \(reportPath)."] }
    return lines.map { TerminalText.clean($0) }.joined(separator: "\n")
  }
}
