import RowcastEvaluation
import RowcastModeling
import RowcastFeatures

/// The model card: one Markdown page that goes with the model (Mitchell et al. 2019).
public enum ModelCard {
  /// The card as Markdown; needs no network and no other file.
  public static func render(_ content: ReportContent) -> String {
    let verdict = Verdict(content)
    var parts = ["# \(MarkdownText.escaped(content.title))\n"]
    parts.append(
      "**\(MarkdownText.escaped(verdict.headline)).** "
        + MarkdownText.escaped(verdict.summary.joined(separator: " ")) + "\n")
    parts.append(section("Model", model(content)))
    parts.append(section("Data", data(content)))
    if let assessment = content.assessment {
      parts.append(section("Evaluation", evaluation(content, assessment)))
    }
    parts.append(section("Limits and warnings", limits(verdict)))
    if !content.effects.isEmpty { parts.append(section("What it learned", learned(content))) }
    parts.append(
      section(
        "Use",
        verdict.steps.map { "- " + MarkdownText.escaped($0) + "\n" }.joined()
          + "\nThe model knows the rows it was trained on. What it learned goes together with the "
          + "outcome there; it need not cause it, and it need not hold elsewhere.\n"))
    return parts.joined(separator: "\n")
  }

  private static func section(_ title: String, _ body: String) -> String {
    "## \(title)\n\n\(body)"
  }

  private static func list(_ facts: [(String, String)]) -> String {
    facts.map { "- **\($0.0):** \(MarkdownText.escaped($0.1))\n" }.joined()
  }

  private static func model(_ content: ReportContent) -> String {
    let model = content.model
    var facts: [(String, String)] = [
      ("Kind", model.name), ("Made by", content.software),
      ("Learned from", NumberWords.number(model.trainingRows, "row")),
      ("Features", NumberWords.count(model.features)),
    ]
    if let date = content.date { facts.append(("Date", date)) }
    if let seed = model.seed { facts.append(("Seed", String(seed))) }
    facts += model.settings.map { (MarkdownText.escaped($0.name), $0.value) }
    return list(facts) + "\n" + MarkdownText.escaped(model.sentences.joined(separator: " ")) + "\n"
  }

  private static func data(_ content: ReportContent) -> String {
    let data = content.data
    let source =
      "\(MarkdownText.escaped(data.name)): \(NumberWords.number(data.rows, "row")), "
      + "\(NumberWords.number(data.columns, "column")); "
      + "\(NumberWords.number(data.usedRows, "row")) used."
      + (data.leftOut.map { " " + MarkdownText.escaped(NumberWords.sentence($0)) } ?? "")
    let classes = NumberTable(
      head: ["Class of \(content.target.name)", "Rows"],
      rows: zip(content.target.classes, content.target.counts).map {
        [$0, NumberWords.count($1)]
      })
    let columns = NumberTable(
      head: ["Column", "Role", "Used", "Missing", "Distinct"],
      rows: content.columns.map {
        [
          $0.name, $0.role, $0.isUsed ? "yes" : "no",
          NumberWords.percent(Double($0.missing) / Double(max(1, $0.rows))),
          $0.distinct.map(NumberWords.count) ?? "–",
        ]
      })
    return source + "\n\n" + MarkdownText.table(classes)
      + (content.columns.isEmpty ? "" : "\n" + MarkdownText.table(columns))
  }

  private static func evaluation(_ content: ReportContent, _ assessment: Assessment) -> String {
    var text = MarkdownText.escaped(NumberWords.sentence(content.validation)) + "\n\n"
    text += MarkdownText.table(ScoreTables.figures(assessment)) + "\n"
    text += MarkdownText.table(ScoreTables.perClass(assessment))
    if let threshold = content.threshold {
      text += "\n" + MarkdownText.escaped(ScoreTables.words(threshold, assessment)) + "\n"
    }
    if assessment.classes.count <= 12 {
      text += "\nConfusion matrix (true down, predicted across):\n\n"
      text += MarkdownText.table(Figure.confusion(assessment).numbers)
    }
    if let summary = content.crossValidation, let folds = Figure.folds(summary) {
      text += "\nFold by fold:\n\n" + MarkdownText.table(folds.numbers)
    }
    return text
  }

  private static func limits(_ verdict: Verdict) -> String {
    if verdict.worries.isEmpty {
      return "Nothing was found that would make the figures doubtful.\n"
    }
    return verdict.worries.map { warning in
      let column = warning.column.map { " (\(MarkdownText.escaped($0)))" } ?? ""
      return "- **\(warning.severity.rawValue)**\(column): "
        + MarkdownText.escaped(warning.message) + "\n"
    }.joined()
  }

  private static func learned(_ content: ReportContent) -> String {
    MarkdownText.table(
      NumberTable(
        head: ["Feature", "Class", "Log-odds", "Unit"],
        rows: content.effects.prefix(20).map {
          [$0.feature, $0.target, NumberWords.signed($0.effect), $0.unit.words]
        }))
  }
}
