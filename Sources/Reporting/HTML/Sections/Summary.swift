import RowcastEvaluation
import RowcastFeatures

extension Sections {
  static func header(_ content: ReportContent) -> Markup {
    let when = content.date.map { ", \($0)" } ?? ""
    return """
      <header>
      <p class="eyebrow">\(content.software) report\(when)</p>
      <h1>\(content.title)</h1>
      </header>
      """
  }

  static func summary(_ content: ReportContent, _ verdict: Verdict) -> Markup {
    let isBad =
      verdict.worries.contains { $0.severity == .serious }
      || [.guessing, .reversed].contains(verdict.standing)
    let worries =
      verdict.worries.isEmpty
      ? "<p>Nothing was found that would make the figures doubtful.</p>" as Markup
      : "<ul class=\"worries\">\n\(verdict.worries.map(worry))</ul>"
    let steps = verdict.steps.map { step -> Markup in "<li>\(step)</li>\n" }
    let words = verdict.summary.joined(separator: " ")
    return """
      <section aria-labelledby="short-title">
      <h2 id="short-title" class="vh">In short</h2>
      <p class="headline\(isBad ? " bad" : "" as Markup)">\(verdict.headline)</p>
      <p class="lead">\(words)</p>
      <ul class="keys">
      \(verdict.figures.map(key))</ul>
      <div class="two">
      <div><h2>What to worry about</h2>
      \(worries)</div>
      <div><h2>What to do next</h2>
      <ol class="steps">
      \(steps)</ol></div>
      </div>
      </section>

      """
  }

  static func footer(_ content: ReportContent) -> Markup {
    """
    <p>Made by \(content.software)\(content.date.map { " on \($0)" } ?? ""). All figures are also in \
    the result that the program prints with <code>--json</code>.</p>
    """
  }

  private static func worry(_ warning: Worry) -> Markup {
    let kind: Markup
    switch warning.severity {
    case .serious: kind = "Serious"
    case .caution: kind = "Careful"
    case .note: kind = "Note"
    }
    let column = warning.column.map { ": \($0)" } ?? ""
    return """
      <li class="is-\(warning.severity.rawValue)"><span class="kind">\(kind)\(column)</span>\
      \(warning.message)</li>

      """
  }

  /// A figure with a bar from worst to best and a stroke where guessing stands.
  private static func key(_ figure: KeyFigure) -> Markup {
    var plot = Plot(width: 220, height: 10, left: 0, right: 0, top: 0, bottom: 0)
    plot.bar(x: 0, y: 2, width: 220, height: 5, style: "track")
    plot.bar(x: 0, y: 2, width: 220 * min(1, max(0, figure.position)), height: 5, style: "fill")
    let guess = 220 * min(1, max(0, figure.guess))
    plot.rule((guess, 0), (guess, 9), style: "whisker ink")
    let interval = figure.interval.map { text -> Markup in
      "<span class=\"small\">95%: \(text)</span>"
    }
    return """
      <li><b>\(figure.name)</b><span class="value">\(figure.value)</span>\
      \(plot.svg(label: "\(figure.name) \(figure.value), \(figure.comparison)"))\
      <span class="small">\(figure.comparison)</span>\(interval ?? "")</li>

      """
  }
}
