import RowcastEvaluation
import RowcastModeling
import RowcastFeatures

/// The report for a terminal, in plain words: what was predicted from what, how good against
/// guessing, what to worry about, what was learned, what to do next.
public enum TextReport {
  /// - Parameters:
  ///   - width: the columns of the terminal.
  public static func render(
    _ content: ReportContent, width: Int = 80
  ) -> String {
    let verdict = Verdict(content)
    var text = TerminalText(colors: false, width: width)
    text.line(content.title, .strong)
    if let date = content.date { text.line(date, .quiet) }
    let isBad = verdict.worries.contains { $0.severity == .serious }
    text.line(verdict.headline, isBad ? .bad : .accent)
    text.line()
    for sentence in verdict.summary { text.paragraph(sentence) }
    if !content.validation.isEmpty {
      text.paragraph(NumberWords.sentence(content.validation), .quiet)
    }
    figures(verdict, &text)
    worries(verdict, &text)
    if let assessment = content.assessment { classes(assessment, content.threshold, &text) }
    effects(content, &text)
    comparisons(content, &text)
    text.heading("What to do next")
    for (i, step) in verdict.steps.enumerated() {
      text.paragraph(step, first: "  \(i + 1). ", indent: 5)
    }
    return text.text
  }

  private static func figures(_ verdict: Verdict, _ text: inout TerminalText) {
    guard !verdict.figures.isEmpty else { return }
    text.heading("How good")
    text.table(
      NumberTable(
        head: ["", "", "", "against", "95% interval"],
        rows: verdict.figures.map {
          [
            $0.name, TerminalText.bar($0.position, cells: 12), $0.value, "guessing \($0.guessing)",
            $0.interval ?? "",
          ]
        }))
  }

  private static func worries(_ verdict: Verdict, _ text: inout TerminalText) {
    text.heading("What to worry about")
    if verdict.worries.isEmpty { text.line("  Nothing was found.") }
    for warning in verdict.worries.prefix(12) {
      let tone: TerminalText.Tone
      let mark: String
      switch warning.severity {
      case .serious: (tone, mark) = (.bad, "!! ")
      case .caution: (tone, mark) = (.careful, "!  ")
      case .note: (tone, mark) = (.plain, "-  ")
      }
      let column = warning.column.map { "\($0): " } ?? ""
      text.paragraph(column + warning.message, first: "  " + mark, indent: 5, tone)
    }
    if verdict.worries.count > 12 {
      text.line("  … and \(verdict.worries.count - 12) more", .quiet)
    }
  }

  private static func classes(
    _ assessment: Assessment, _ threshold: ThresholdChoice?, _ text: inout TerminalText
  ) {
    text.heading("Class by class")
    var table = ScoreTables.perClass(assessment)
    let limit = 20
    if assessment.classes.count > limit {
      table.rows = Array(table.rows.prefix(limit)) + Array(table.rows.suffix(2))
    }
    text.table(table)
    if let threshold {
      text.paragraph(ScoreTables.words(threshold, assessment), first: "  ", indent: 2)
    }
  }

  private static func effects(_ content: ReportContent, _ text: inout TerminalText) {
    let shown = content.effects.prefix(10)
    guard let most = shown.map(\.effect.magnitude).max(), most > 0 else { return }
    let isOne = Set(content.effects.map(\.target)).count == 1
    text.heading(
      isOne
        ? "What makes “\(content.effects[0].target)” more (+) or less (−) probable"
        : "What makes a class more (+) or less (−) probable")
    text.table(
      NumberTable(
        head: ["feature"] + (isOne ? [] : ["class"]) + ["log-odds", ""],
        rows: shown.map {
          [$0.feature] + (isOne ? [] : [shortened($0.target, 20)]) + [
            NumberWords.signed($0.effect), TerminalText.bar($0.effect.magnitude / most, cells: 12),
          ]
        }), firstLimit: 44)
  }

  private static func comparisons(_ content: ReportContent, _ text: inout TerminalText) {
    guard content.comparisons.count > 1 else { return }
    text.heading("Models tried")
    text.table(
      NumberTable(
        head: ["", "log-loss", "± from the best", ""],
        rows: content.comparisons.map {
          [
            $0.name, NumberWords.fixed($0.logLoss, 4), NumberWords.fixed($0.standardError, 4),
            $0.isChosen
              ? "chosen"
              : $0.rows.map { "given up after \(NumberWords.number($0, "row"))" } ?? "",
          ]
        }))
  }
}
