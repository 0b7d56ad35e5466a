import RowcastEvaluation
import Foundation
import RowcastJSONText
import Testing

@testable import RowcastReporting
import RowcastClassification
import RowcastModeling

@Suite struct HTMLReportTests {
  static let ten = (0..<10).map { String($0) }

  @Test(arguments: [2, 3, 10])
  func `the page is well formed, refers to nothing and has its numbers as tables`(
    classes: Int
  ) throws {
    let content =
      classes == 2
      ? try SampleContent.binary()
      : try SampleContent.multiclass(classes: Array(HTMLReportTests.ten.prefix(classes)))
    let page = HTMLReport.render(content)
    let checks = HTMLChecks(page)
    #expect(checks.problems.isEmpty)
    #expect(Set(checks.ids).count == checks.ids.count)
    let regions = page.matches(of: /role="region" aria-label="([^"]*)"/).map { String($0.output.1) }
    #expect(!regions.isEmpty && Set(regions).count == regions.count)
    #expect(checks.elements["script"] == nil && checks.elements["img"] == nil)
    #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("url("))
    #expect(checks.elements["h1"] == 1)
    let figures = try #require(checks.elements["figure"])
    #expect(figures >= 8)
    #expect(page.components(separatedBy: "<summary>Numbers").count - 1 == figures)
    #expect(
      page.components(separatedBy: "role=\"img\" aria-label=\"").count - 1
        == checks.elements["svg"])
    #expect(page.contains("prefers-color-scheme:dark") && page.contains("@media print"))
    #expect(!page.contains("nan") && !page.contains("inf\""))
  }

  @Test func `texts of the data stay texts`() throws {
    var content = try SampleContent.binary()
    content.title = SampleContent.nasty
    let page = HTMLReport.render(content)
    #expect(!page.contains("<script"))
    #expect(
      page.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;co&#39; 中文"))
  }

  @Test func `the same content gives the same bytes`() throws {
    let content = try SampleContent.binary()
    #expect(HTMLReport.render(content) == HTMLReport.render(content))
  }

  @Test func `a report of a model alone is a page too`() {
    let content = ReportContent(
      title: "t", data: DataDescription(name: "d.csv", rows: 0, columns: 0, usedRows: 0),
      target: TargetDescription(name: "y", classes: [], counts: []),
      model: ModelDescription(name: "m", trainingRows: 0, features: 0), validation: "")
    let checks = HTMLChecks(HTMLReport.render(content))
    #expect(checks.problems.isEmpty)
    #expect(TextReport.render(content).contains("nothing is known of how well it does"))
  }

  @Test func `numbers that are not finite draw nothing wrong`() throws {
    var content = try SampleContent.binary()
    content.effects[0].effect = .infinity
    content.effects[1].interval = Interval(lower: -.infinity, upper: .nan)
    content.numericEffects[0].points = [CurvePoint(.nan, 1), CurvePoint(0, .infinity)]
    content.numericEffects[1].points = [CurvePoint(0, 1), CurvePoint(1, .nan), CurvePoint(2, 3)]
    content.lossCurve = LossCurve(step: "epoch", training: [1, .nan, .infinity, 0.5])
    content.comparisons[0].standardError = .nan
    content.layers = [
      LayerHealth(
        units: 0, deadUnits: 1, zeroShare: .nan, saturatedShare: .infinity, meanOutput: .nan,
        gradientNorm: .nan)
    ]
    content.columns[0].histogram = Histogram(edges: [.nan, 1], counts: [.infinity])
    content.columns[1].histogram = Histogram(edges: [1], counts: [3, 4])
    let checks = HTMLChecks(HTMLReport.render(content))
    #expect(checks.problems.isEmpty)
    #expect(!TextReport.render(content).isEmpty && !ModelCard.render(content).isEmpty)
  }

  @Test func `the whole content survives JSON, so that programs get every figure`() throws {
    for content in [
      try SampleContent.binary(), try SampleContent.multiclass(classes: ["a", "b", "c"]),
    ] {
      let json = try JSONCoding.encode(content)
      #expect(try JSONCoding.decode(ReportContent.self, from: json) == content)
    }
  }

  @Test func `activation functions are drawn with their numbers`() {
    let inputs = (-20...20).map { Double($0) / 4 }
    let chart = ActivationChart(functions: [
      .init(
        name: "ReLU <1>", formula: "max(0, z)", note: "default", inputs: inputs,
        values: inputs.map { max(0, $0) }, derivatives: inputs.map { $0 > 0 ? 1 : 0 }),
      .init(name: "empty", inputs: [], values: [], derivatives: []),
    ])
    let page = chart.render()
    #expect(HTMLChecks(page).problems.isEmpty)
    #expect(page.contains("ReLU &lt;1&gt;") && !page.contains("<script"))
    #expect(page.contains("<td>5.00000</td><td>1.00000</td>"))
  }
}
