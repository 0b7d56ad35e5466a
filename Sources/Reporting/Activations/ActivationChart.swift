/// A page that draws activation functions with their derivatives.
public struct ActivationChart: Sendable, Hashable, Codable {
  /// One function, sampled by the caller.
  public struct Function: Sendable, Hashable, Codable {
    /// The heading of its drawing.
    public var name: String
    /// The formula as text.
    public var formula: String
    /// What it is for and what is wrong with it.
    public var note: String
    /// Ascending.
    public var inputs: [Double]
    /// As many as there are inputs.
    public var values: [Double]
    /// As many as there are inputs.
    public var derivatives: [Double]

    /// The function is drawn by straight lines between the points.
    public init(
      name: String, formula: String = "", note: String = "", inputs: [Double], values: [Double],
      derivatives: [Double]
    ) {
      self.name = name
      self.formula = formula
      self.note = note
      self.inputs = inputs
      self.values = values
      self.derivatives = derivatives
    }
  }

  /// The heading of the page.
  public var title: String
  /// A paragraph above the drawings.
  public var introduction: String
  /// The functions in the order of their drawings.
  public var functions: [Function]

  /// Without an introduction the drawings follow the heading.
  public init(
    title: String = "Activation functions", introduction: String = "", functions: [Function]
  ) {
    self.title = title
    self.introduction = introduction
    self.functions = functions
  }

  /// The page as UTF-8 text; needs no network and no script.
  public func render() -> String {
    let figures = functions.enumerated().map { $0.element.figure.html(id: "f\($0.offset + 1)") }
    let words =
      introduction.isEmpty
      ? "What a unit makes of its input (blue), and the slope by which it learns (orange)."
      : introduction
    let body: Markup = """
      <div class="page">
      <header><h1>\(title)</h1><p class="lead">\(words)</p></header>
      <main>
      <h2 class="vh">Functions</h2>
      <div class="figures small-figures">
      \(figures)</div>
      </main>
      </div>
      """
    return Markup.page(title: title, body: body).text
  }
}

extension ActivationChart.Function {
  /// Value and derivative over the input.
  var figure: Figure {
    var plot = Plot()
    plot.height = 280
    let count = min(inputs.count, values.count, derivatives.count)
    let domain = Scale.domain(Array(inputs.prefix(count)))
    let x = Scale.linear(domain, from: plot.innerLeft, to: plot.innerRight, count: 6)
    let y = Scale.widened(
      Scale.domain(values + derivatives + [0]), from: plot.innerBottom, to: plot.innerTop, count: 5)
    plot.yAxis(y, title: "")
    plot.xAxis(x, title: "input z")
    plot.rule((plot.innerLeft, y(0)), (plot.innerRight, y(0)), style: "axis")
    if domain.contains(0) {
      plot.rule((x(0), plot.innerTop), (x(0), plot.innerBottom), style: "axis")
    }
    plot.line((0..<count).map { (x(inputs[$0]), y(derivatives[$0])) }, style: "line thin c1")
    plot.line((0..<count).map { (x(inputs[$0]), y(values[$0])) }, style: "line c0")
    plot.text("value", x: plot.innerLeft + 8, y: plot.innerTop + 14, style: "label t0")
    plot.text("derivative", x: plot.innerLeft + 8, y: plot.innerTop + 29, style: "label t1")
    let step = max(1, count / 24)
    return Figure(
      title: name, caption: [formula, note].filter { !$0.isEmpty }.joined(separator: ". "),
      drawing: plot.svg(label: "\(name) and its derivative"),
      numbers: NumberTable(
        head: ["z", "Value", "Derivative"],
        rows: stride(from: 0, to: count, by: step).map {
          [
            NumberWords.fixed(inputs[$0], 2), NumberWords.fixed(values[$0], 5),
            NumberWords.fixed(derivatives[$0], 5),
          ]
        }))
  }
}
