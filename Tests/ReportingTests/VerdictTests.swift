import RowcastEvaluation
import RowcastLinearAlgebra
import Testing

@testable import RowcastReporting
import RowcastFeatures
import RowcastModeling

@Suite struct VerdictTests {
  func content(right: Double, share: Double = 0.3, rows: Int = 1000) throws -> ReportContent {
    var generator = SeededGenerator(seed: 1)
    var labels: [Int] = []
    var values: [Double] = []
    for _ in 0..<rows {
      let label = generator.uniform() < share ? 1 : 0
      labels.append(label)
      let p = label == 1 ? right : 1 - right
      let noisy = generator.uniform() < right ? p : 1 - p
      values += [1 - noisy, noisy]
    }
    var content = ReportContent(
      title: "x", data: DataDescription(name: "d.csv", rows: rows, columns: 3, usedRows: rows),
      target: TargetDescription(
        name: "left", classes: ["no", "yes"], counts: [700, 300], positiveClass: 1),
      model: ModelDescription(name: "logistic regression", trainingRows: rows, features: 4),
      validation: "Judged.")
    var options = AssessmentOptions()
    options.resamples = 200
    content.assessment = Assessment(
      try Predictions(
        classes: ["no", "yes"],
        probabilities: Matrix(rows: rows, columns: 2, values: values), labels: labels),
      options: options)
    return content
  }

  @Test func `the headline says how good it is against guessing`() throws {
    #expect(Verdict(try content(right: 0.5)).headline == "Not clearly better than guessing")
    #expect(Verdict(try content(right: 0.999)).headline == "Nearly perfect")
    #expect(Verdict(try content(right: 0.8)).headline == "Useful, with much left unexplained")
    var leaky = try content(right: 0.999)
    leaky.warnings = [
      DataWarning(.told(.leak, column: "code", figure: nil, message: "m"))
    ]
    let verdict = Verdict(leaky)
    #expect(verdict.headline == "Too good to be true?")
    #expect(verdict.steps.contains { $0.contains("--drop code") })
  }

  @Test func `probabilities that class weights have shifted are said to be so, not to be bad`()
    throws
  {
    // Right of four rows in five, as if both classes were equally common.
    var rare = try content(right: 0.8)
    let labels = (0..<1000).map { $0 % 20 == 3 ? 1 : 0 }
    let values = labels.enumerated().flatMap { row, label -> [Double] in
      let p = (label == 1) == (row % 100 / 20 != 2) ? 0.75 : 0.3
      return [1 - p, p]
    }
    var options = AssessmentOptions()
    options.resamples = 200
    rare.assessment = Assessment(
      try Predictions(
        classes: ["no", "yes"],
        probabilities: Matrix(rows: 1000, columns: 2, values: values), labels: labels),
      options: options)
    let plain = Verdict(rare)
    #expect(plain.headline == "Not clearly better than guessing")
    #expect(plain.worries.contains { $0.kind == .calibration })
    rare.warnings = [DataWarning(.balancedClasses)]
    let verdict = Verdict(rare)
    #expect(verdict.standing == .shifted)
    #expect(!verdict.worries.contains { $0.kind == .calibration })
    #expect(verdict.summary.last?.contains("weighed the same in training") == true)
    #expect(!verdict.summary.contains { $0.contains("worse than the plain") })
    #expect(verdict.steps.contains { $0.contains("--calibration platt") })
    // What does not even rank is no better for that.
    var guess = try content(right: 0.5, share: 0.05)
    guess.warnings = rare.warnings
    #expect(Verdict(guess).headline == "Not clearly better than guessing")
  }

  @Test func `rows are counted beside what they weigh`() throws {
    var options = AssessmentOptions()
    options.resamples = 0
    let predictions = try Predictions(
      classes: ["no", "yes"],
      probabilities: Matrix(rows: 3, columns: 2, values: [0.9, 0.1, 0.2, 0.8, 0.3, 0.7]),
      labels: [0, 1, 1], weights: [2, 0.5, 1])
    let table = ScoreTables.perClass(Assessment(predictions, options: options))
    #expect(table.head.prefix(3) == ["Class", "Rows", "Weight"])
    #expect(table.rows[1].prefix(3) == ["yes", "2", "1.5"])
    let plain = ScoreTables.perClass(try #require(content(right: 0.9).assessment))
    #expect(!plain.head.contains("Weight"))
  }

  @Test func `few rows, imbalance and unused classes are worries`() throws {
    let rare = Verdict(try content(right: 0.9, share: 0.02))
    #expect(rare.worries.contains { $0.kind == .fewJudgedRows })
    #expect(rare.steps.contains { $0.contains("--validation cv=5") })
    #expect(rare.steps.contains { $0.contains("--threshold cost=1:5") })
    let fine = Verdict(try content(right: 0.9))
    #expect(!fine.worries.contains { $0.kind == .fewJudgedRows })
  }

  @Test func `what is said of a column that is not used is a note, in a sentence`() throws {
    var some = try content(right: 0.9)
    some.columns = [ColumnProfile(name: "id", role: "identifier", isUsed: false, rows: 9)]
    some.warnings = [
      DataWarning(
        .told(.identifier, column: "id", figure: nil, message: "every value is different"))
    ]
    let worry = try #require(Verdict(some).worries.first { $0.column == "id" })
    #expect(worry.severity == .note)
    #expect(worry.message == "Every value is different.")
  }

  @Test func `the terminal report reads word for word`() throws {
    var some = try content(right: 0.9, rows: 400)
    some.warnings = [
      DataWarning(
        .told(.identifier, column: "id", figure: nil, message: "Every value is different."))
    ]
    some.effects = [
      FeatureEffect(feature: "age", column: "age", target: "yes", effect: 1.25),
      FeatureEffect(feature: "plan = basic", column: "plan", target: "yes", effect: -0.5),
    ]
    let text = TextReport.render(some, width: 76)
    #expect(text.contains("x\nGood\n") || text.contains("x\nClearly better than guessing\n"))
    #expect(
      text.contains(
        """
        What to worry about
          !  id: Every value is different.
        """))
    #expect(
      text.contains(
        """
        What makes “yes” more (+) or less (−) probable
          feature       log-odds
          age              +1.25  ████████████
          plan = basic     −0.50  █████░░░░░░░
        """))
    #expect(!text.contains("\u{1B}"))
    #expect(text.split(separator: "\n").filter { TerminalText.width(of: $0) > 76 } == [])
  }

  @Test func `the model card names what a card must name`() throws {
    let card = ModelCard.render(try SampleContent.binary())
    for heading in [
      "# churn, predicted from telco\\_churn.csv", "## Model", "## Data", "## Evaluation",
      "## Limits and warnings", "## What it learned", "## Use",
    ] {
      #expect(card.contains(heading + "\n"))
    }
    #expect(card.contains("| ROC area | 0."))
    #expect(!card.contains("<script"))
  }
}
