import RowcastEvaluation
import RowcastMachine
import RowcastModeling

/// One part of the page with its anchor.
struct Section: Sendable {
  var id: String
  var title: String
  var intro: String
  var body: Markup

  var html: Markup {
    """
    <section id="\(id)" aria-labelledby="\(id)-title">
    <h2 id="\(id)-title">\(title)</h2>
    \(intro.isEmpty ? "" : "<p class=\"intro\">\(intro)</p>" as Markup)
    \(body)
    </section>

    """
  }
}

/// The page's parts in their order; parts without content are left out.
enum Sections {
  static func all(_ content: ReportContent) -> [Section] {
    [
      performance(content), learned(content), numeric(content), categories(content),
      products(content),
      built(content), data(content),
    ].compactMap { $0 }
  }

  private static func performance(_ content: ReportContent) -> Section? {
    guard let assessment = content.assessment else { return nil }
    let figures = [
      Figure.confusion(assessment), Figure.scores(assessment), Figure.roc(assessment),
      Figure.precisionRecall(assessment), Figure.calibration(assessment), Figure.gain(assessment),
      Figure.thresholds(assessment, choice: content.threshold),
      content.crossValidation.flatMap { Figure.folds($0) },
    ]
    return Section(
      id: "performance", title: "How well it does", intro: NumberWords.sentence(content.validation),
      body: grid(
        figures, prefix: "p",
        beside: ScoreTables.html(assessment, threshold: content.threshold)))
  }

  private static func learned(_ content: ReportContent) -> Section? {
    var targets: [String] = []
    for effect in content.effects where !targets.contains(effect.target) {
      targets.append(effect.target)
    }
    // A column that bends has no single direction: its curve tells, not its coefficients.
    let bent = Set(content.numericEffects.filter(Figure.isBent).map(\.column))
    let plain = content.effects.filter { !bent.contains($0.column) }
    var figures = [Figure.reach(content)]
    if targets.count == 1, let target = targets.first {
      figures += [true, false].map {
        Figure.direction(
          plain, all: content.effects, target: target, isFor: $0,
          besides: content.numericEffects.map(\.column).filter(bent.contains))
      }
    } else {
      figures += targets.prefix(12).map { Figure.effects(plain, target: $0) }
    }
    guard figures.contains(where: { $0 != nil }) else { return nil }
    return Section(
      id: "learned", title: "What it learned",
      intro: "What goes together with the outcome in these rows. It need not be what causes it.",
      body: grid(figures, prefix: "e"))
  }

  private static func numeric(_ content: ReportContent) -> Section? {
    let hasTargets = Set(content.numericEffects.map(\.target)).count > 1
    let figures = content.numericEffects.compactMap { effect in
      Figure.numeric(
        effect, rows: content.columns.first { $0.name == effect.column }?.histogram,
        share: content.positiveShare, namesTarget: hasTargets)
    }
    guard !figures.isEmpty else { return nil }
    return Section(
      id: "numbers", title: "Number by number",
      intro: "What the model makes of each numeric column: how far a value moves the log-odds from "
        + "where an average row stands. \(content.shareSentence)Gray bars show where the rows are.",
      body: folded(figures, prefix: "n"))
  }

  private static func products(_ content: ReportContent) -> Section? {
    let figures = content.productEffects.compactMap { Figure.product($0) }
    guard !figures.isEmpty else { return nil }
    return Section(
      id: "products", title: "Together",
      intro:
        "Columns whose effect depends on each other. Each cell is what the two add beyond their "
        + "own curves and values; the rows of the table average to nothing both ways.",
      body: folded(figures, prefix: "p"))
  }

  private static func categories(_ content: ReportContent) -> Section? {
    let hasTargets = Set(content.categoryEffects.map(\.target)).count > 1
    let figures = content.categoryEffects.filter { !$0.levels.isEmpty }
      .map { Figure.category($0, share: content.positiveShare, namesTarget: hasTargets) }
    guard !figures.isEmpty else { return nil }
    return Section(
      id: "categories", title: "Category by category",
      intro: "What each value of a category does to the log-odds. \(content.shareSentence)",
      body: folded(figures, prefix: "c"))
  }

  private static func built(_ content: ReportContent) -> Section {
    let model = content.model
    var facts: [(String, String)] = [
      ("Model", model.name), ("Learned from", NumberWords.number(model.trainingRows, "row")),
      ("Features", NumberWords.count(model.features)),
    ]
    facts += model.settings.map { ($0.name, $0.value) }
    if let seed = model.seed { facts.append(("Seed", String(seed))) }
    facts += content.timings.map { ("Time: \($0.name)", NumberWords.duration($0.seconds)) }
    let list = facts.map { name, value -> Markup in "<dt>\(name)</dt><dd>\(value)</dd>" }
    let figures = [
      Figure.comparison(content.comparisons), content.lossCurve.flatMap { Figure.loss($0) },
      Figure.layers(content.layers),
    ]
    let sentences = model.sentences.map { sentence -> Markup in "<p>\(sentence)</p>" }
    return Section(
      id: "model", title: "How it was made", intro: "",
      body: "<div class=\"two built\"><div>\(sentences)</div><dl>\(list)</dl></div>\n"
        + grid(figures, prefix: "m"))
  }

  private static func data(_ content: ReportContent) -> Section? {
    guard !content.columns.isEmpty else { return nil }
    let data = content.data
    let rows =
      "\(NumberWords.number(data.rows, "row")) and \(NumberWords.number(data.columns, "column")) of "
      + data.shortName + (data.part.map { " (\($0))" } ?? "")
    let used =
      data.usedRows == data.rows
      ? "" : " \(NumberWords.number(data.usedRows, "row")) could be used."
    return Section(
      id: "data", title: "The data",
      intro: rows + "." + used + (data.leftOut.map { " " + NumberWords.sentence($0) } ?? ""),
      body: ColumnCards.html(content.columns))
  }

  /// - Parameter beside: what takes the room that the last row of figures leaves.
  static func grid(_ figures: [Figure?], prefix: String, beside: Markup = "") -> Markup {
    let shown = figures.compactMap { $0 }
    guard !shown.isEmpty else { return beside }
    let parts = shown.enumerated().map { $0.element.html(id: "\(prefix)\($0.offset + 1)") }
    let rest: Markup = beside.isEmpty ? "" : "<div class=\"beside\">\n\(beside)</div>\n"
    return "<div class=\"figures\">\n\(parts)\(rest)</div>\n"
  }

  /// Small figures; those after the first twelve wait in a fold.
  private static func folded(_ figures: [Figure], prefix: String) -> Markup {
    let parts = figures.enumerated().map { $0.element.html(id: "\(prefix)\($0.offset + 1)") }
    let first: Markup =
      "<div class=\"figures small-figures\">\n\(Array(parts.prefix(12)))</div>\n"
    guard parts.count > 12 else { return first }
    return first
      + """
      <details><summary>\(NumberWords.count(parts.count - 12)) more</summary>
      <div class="figures small-figures">
      \(Array(parts.dropFirst(12)))</div></details>

      """
  }
}
