import Foundation
import RowcastEvaluation
import RowcastFeatures
import RowcastModeling
import Testing

@testable import RowcastReporting

/// What reports say of what they leave out, and in whose words.
@Suite struct ReportWordsTests {
  static let letters = (0..<26).map { String(UnicodeScalar(UInt8(ascii: "A") + UInt8($0))) }

  @Test func `Of many classes, what is not shown is told`() throws {
    let content = try SampleContent.multiclass(classes: Self.letters)
    let page = HTMLReport.render(content)
    #expect(page.contains("The first 12 of 26 classes."))
    #expect(page.contains("every second class is named"))
    let assessment = try #require(content.assessment)
    let lines = AssessmentLines(assessment: assessment, validation: nil, hasLeaks: false).lines
    #expect(lines.contains("  and 6 more (--json has all)"))
    #expect(lines.contains { $0.contains("the confusion matrix of all 26 classes") })
    #expect(!lines.contains { $0.hasSuffix(" ") })
  }

  @Test func `Many classes of few rows are one worry`() throws {
    let worries = Verdict(try SampleContent.multiclass(classes: Self.letters)).worries
    #expect(worries.count { $0.kind == .fewJudgedRows } == 1)
  }

  @Test func `A column of yes and no has two values and no curve`() throws {
    var content = try SampleContent.binary()
    content.numericEffects = [
      NumericEffect(
        column: "newsletter", target: "Yes", points: [CurvePoint(0, 0.2), CurvePoint(1, -0.3)]),
      NumericEffect(
        column: "age", target: "Yes", points: [CurvePoint(0, 0.2), CurvePoint(1, -0.3)]),
    ]
    content.columns = [
      ColumnProfile(
        name: "newsletter", role: "boolean", isUsed: true, rows: 9,
        levels: [LevelCount("No", 6), LevelCount("Yes", 3)]),
      ColumnProfile(name: "age", role: "numeric", isUsed: true, rows: 9),
    ]
    content.tellBooleansByValue()
    #expect(content.numericEffects.map(\.column) == ["age"])
    let levels = try #require(content.categoryEffects.last).levels
    #expect(levels.map(\.value) == ["No", "Yes"])
    #expect(levels.map(\.effect) == [0.2, -0.3])
    #expect(levels.map(\.rows) == [6, 3])
  }

  @Test func `Log-odds are told as percentages, too, from the share of the class on`() throws {
    var content = try SampleContent.binary()
    content.target.counts = [75, 25]
    let share = try #require(content.positiveShare)
    #expect(share.words == "25%")
    // logit 0.25 is −log 3: odds three times as high are even.
    #expect(share.words(movedBy: 1.0986122886681098) == "50%")
    #expect(share.words(movedBy: 800) == "100.0%")
    let page = HTMLReport.render(content)
    #expect(page.contains("Percentages begin at the share of “Yes” among the rows, 25%."))
    #expect(page.contains("and a row at 25% goes from"))
    content.target.positiveClass = nil
    #expect(!HTMLReport.render(content).contains("Percentages begin"))
  }

  @Test func `A mistake that happened once is not made one times`() throws {
    for rows in [40, 60, 80] {
      let content = try SampleContent.multiclass(classes: Self.letters, rows: rows)
      let figure = Figure.confusion(try #require(content.assessment))
      #expect(!figure.title.contains("(1 times)"))
    }
  }

  @Test func `The card names the seed once`() throws {
    let card = ModelCard.render(try SampleContent.binary())
    #expect(card.components(separatedBy: "**Seed:**").count == 2)
  }

  @Test func `Losses say that less is better, and errors that they are of a difference`() throws {
    let content = try SampleContent.binary()
    let page = HTMLReport.render(content)
    #expect(page.contains("less is better"))
    let table = try #require(Figure.comparison(content.comparisons)).numbers
    #expect(table.head.contains("Standard error of the difference"))
    #expect(table.rows.first?[2] == "the best")
  }
}
