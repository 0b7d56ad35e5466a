/// A drawing of one figure: a fixed coordinate space, scaled by the page to the width it has.
///
/// Colors and line widths are classes of the style sheet, so that one drawing serves light, dark
/// and print.
struct Plot {
  /// The drawing is this wide; columns of the page are about as wide, so text keeps its size.
  var width = 400.0
  var height = 260.0
  var left = 44.0
  var right = 14.0
  var top = 14.0
  var bottom = 38.0
  private(set) var body = Markup()

  var innerLeft: Double { left }
  var innerRight: Double { width - right }
  var innerTop: Double { top }
  var innerBottom: Double { height - bottom }

  mutating func add(_ markup: Markup) { body += markup }

  /// The finished drawing; `label` is what a screen reader says instead of it.
  func svg(label: String) -> Markup {
    """
    <svg viewBox="0 0 \(width) \(height)" role="img" aria-label="\(label)">\(body)</svg>
    """
  }

  /// Ticks and title below, with a base line.
  mutating func xAxis(_ scale: Scale, title: String) {
    add(
      """
      <line class="axis" x1="\(innerLeft)" x2="\(innerRight)" y1="\(innerBottom)" \
      y2="\(innerBottom)"/>
      """)
    for tick in scale.ticks {
      let x = scale(tick.value)
      add(
        """
        <line class="axis" x1="\(x)" x2="\(x)" y1="\(innerBottom)" y2="\(innerBottom + 4)"/>
        """)
      text(tick.label, x: x, y: innerBottom + 16, anchor: anchor(x))
    }
    text(title, x: innerRight, y: height - 5, anchor: "end", style: "axis-title")
  }

  /// Grid lines with their values at the left; the title stands above the axis.
  mutating func yAxis(_ scale: Scale, title: String) {
    for tick in scale.ticks {
      let y = scale(tick.value)
      add(
        """
        <line class="grid" x1="\(innerLeft)" x2="\(innerRight)" y1="\(y)" y2="\(y)"/>
        """)
      text(tick.label, x: innerLeft - 6, y: y + 3.5, anchor: "end")
    }
    text(title, x: 0, y: 9, style: "axis-title")
  }

  mutating func text(
    _ value: String, x: Double, y: Double, anchor: String = "start", style: String = "tick"
  ) {
    add(
      """
      <text class="\(style)" x="\(x)" y="\(y)" text-anchor="\(anchor)">\(value)</text>
      """)
  }

  /// A line through points; what is not finite breaks it.
  mutating func line(_ points: [(Double, Double)], style: String) {
    add("<path class=\"\(style)\" d=\"\(Plot.path(points))\"/>")
  }

  /// A closed area between an upper and a lower line.
  mutating func band(
    upper: [(Double, Double)], lower: [(Double, Double)], style: String
  ) {
    guard !upper.isEmpty else { return }
    add("<path class=\"\(style)\" d=\"\(Plot.path(upper + lower.reversed()))Z\"/>")
  }

  mutating func bar(
    x: Double, y: Double, width: Double, height: Double, style: String, tip: String = ""
  ) {
    let title: Markup = tip.isEmpty ? "" : "<title>\(tip)</title>"
    add(
      """
      <rect class="\(style)" x="\(x)" y="\(y)" width="\(max(0, width))" \
      height="\(max(0, height))">\(title)</rect>
      """)
  }

  /// A rectangle as strongly colored as its value says.
  mutating func cell(
    x: Double, y: Double, width: Double, height: Double, style: String, opacity: Double,
    tip: String = ""
  ) {
    let end: Markup = tip.isEmpty ? "/>" : "><title>\(tip)</title></rect>"
    add(
      """
      <rect class="\(style)" x="\(x)" y="\(y)" width="\(max(0, width))" \
      height="\(max(0, height))" fill-opacity="\(NumberWords.fixed(opacity, 2))"\(end)
      """)
  }

  mutating func dot(x: Double, y: Double, radius: Double = 3, style: String, tip: String = "") {
    let title: Markup = tip.isEmpty ? "" : "<title>\(tip)</title>"
    add("<circle class=\"\(style)\" cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius)\">\(title)</circle>")
  }

  mutating func rule(_ from: (Double, Double), _ to: (Double, Double), style: String) {
    add(
      """
      <line class="\(style)" x1="\(from.0)" y1="\(from.1)" x2="\(to.0)" y2="\(to.1)"/>
      """)
  }

  private func anchor(_ x: Double) -> String {
    if x > width - 16 { return "end" }
    return x < 10 ? "start" : "middle"
  }

  private static func path(_ points: [(Double, Double)]) -> Markup {
    var result = Markup()
    var isDown = false
    for (x, y) in points {
      guard x.isFinite, y.isFinite else {
        isDown = false
        continue
      }
      result += isDown ? "L\(x) \(y)" : "M\(x) \(y)"
      isDown = true
    }
    return result
  }
}
