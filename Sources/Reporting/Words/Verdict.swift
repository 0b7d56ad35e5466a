import RowcastEvaluation
import RowcastFeatures

/// What the figures mean, in plain words: the first thing of every report.
struct Verdict: Sendable {
  /// How good it is, in one of a few steps.
  enum Standing: String, Sendable {
    case notJudged = "Trained, not judged"
    case guessing = "Not clearly better than guessing"
    case tooGood = "Too good to be true?"
    case doubtful = "Look at the warnings first"
    case slight = "A little better than guessing"
    case useful = "Useful, with much left unexplained"
    case clear = "Clearly better than guessing"
    case good = "Good"
    case nearlyPerfect = "Nearly perfect"
  }

  var standing: Standing
  /// One line: good, weak, no better than guessing, or too good to be true.
  var headline: String { standing.rawValue }
  /// What was predicted from what, and how well, a sentence each.
  var summary: [String]
  var figures: [KeyFigure]
  /// The content's own warnings and those the figures give, most serious first.
  var worries: [DataWarning]
  var steps: [String]

  init(_ content: ReportContent) {
    worries = Verdict.worries(content)
    standing = Verdict.standing(content, worries: worries)
    summary = Verdict.summary(content)
    figures = content.assessment.map { KeyFigure.all($0) } ?? []
    steps = Verdict.steps(content, worries: worries)
  }

  private static func standing(_ content: ReportContent, worries: [DataWarning]) -> Standing {
    guard let assessment = content.assessment else { return .notJudged }
    let upper = assessment.intervals?.logLoss.upper ?? assessment.scores.logLoss
    if upper >= assessment.baseline.logLoss { return .guessing }
    if worries.contains(where: { $0.kind == .leak }) {
      return assessment.skill > 0.6 ? .tooGood : .doubtful
    }
    switch assessment.skill {
    case ..<0.1: return .slight
    case ..<0.3: return .useful
    case ..<0.6: return .clear
    case ..<0.9: return .good
    default: return .nearlyPerfect
    }
  }

  private static func summary(_ content: ReportContent) -> [String] {
    var sentences = [predicted(content)]
    guard let assessment = content.assessment else {
      return sentences + ["No rows were set aside, so nothing is known of how well it does."]
    }
    let scores = assessment.scores
    let guess = assessment.classes[assessment.baseline.mostFrequent]
    sentences.append(
      "On \(NumberWords.number(assessment.rowCount, "row")) it had not learned from, it was right "
        + "on \(NumberWords.percent(scores.accuracy)); always saying “\(guess)” would have been "
        + "right on \(NumberWords.percent(assessment.baseline.accuracy)).")
    if let area = scores.rocAUC {
      sentences.append(pairs(area, assessment))
    }
    if assessment.skill > 0 {
      sentences.append(
        "It explains \(NumberWords.percent(assessment.skill, assessment.skill > 0.95 ? 1 : 0)) of what the class shares alone "
          + "leave open (log-loss \(NumberWords.fixed(scores.logLoss, 3)) against "
          + "\(NumberWords.fixed(assessment.baseline.logLoss, 3))).")
    } else {
      sentences.append(
        "Its probabilities are worse than the plain class shares (log-loss "
          + "\(NumberWords.fixed(scores.logLoss, 3)) against "
          + "\(NumberWords.fixed(assessment.baseline.logLoss, 3))).")
    }
    sentences.append(calibration(assessment))
    return sentences
  }

  private static func predicted(_ content: ReportContent) -> String {
    let used = content.columns.count { $0.isUsed && $0.role != "target" }
    let from = used > 0 ? NumberWords.number(used, "column") : "the columns"
    let part = content.data.part.map { " (\($0))" } ?? ""
    let what: String
    if let positive = content.target.positiveClass,
      content.target.classes.indices.contains(positive)
    {
      what = "“\(content.target.name)” is “\(content.target.classes[positive])”"
      return "Predicts whether \(what) from \(from) of \(content.data.shortName)\(part), "
        + "by \(content.model.name)."
    }
    what = NumberWords.number(content.target.classes.count, "class", "classes")
    return "Predicts “\(content.target.name)” (\(what)) from \(from) of "
      + "\(content.data.shortName)\(part), by \(content.model.name)."
  }

  private static func pairs(_ area: Double, _ assessment: Assessment) -> String {
    let times = NumberWords.short(area * 100, 3)
    if let positive = assessment.positiveClass {
      return "Given one “\(assessment.classes[positive])” and one "
        + "“\(assessment.classes[1 - positive])”, it tells which is which "
        + "\(times) times in 100; a coin does 50 times."
    }
    return "Given one row of a class and one of any other, it tells which is which "
      + "\(times) times in 100 on average; a coin does 50 times."
  }

  private static func calibration(_ assessment: Assessment) -> String {
    let error = assessment.scores.calibrationError
    let points = NumberWords.fixed(error * 100, 1)
    switch error {
    case ..<0.02:
      return "Its probabilities can be taken at their word: they miss by \(points) points on "
        + "average."
    case ..<0.06: return "Its probabilities miss by \(points) points on average."
    default:
      return "Its probabilities should not be taken at their word: they miss by \(points) points "
        + "on average\(lean(assessment))."
    }
  }

  /// Whether the predicted class is said to be more or less probable than it is, where the miss
  /// goes mostly one way.
  static func lean(_ assessment: Assessment) -> String {
    guard assessment.positiveClass == nil else { return "" }
    let total = assessment.calibration.reduce(0) { $0 + $1.weight }
    let gap = assessment.calibration.reduce(0) { $0 + $1.weight * ($1.predicted - $1.observed) }
    guard total > 0, (gap / total).magnitude > assessment.scores.calibrationError / 2 else {
      return ""
    }
    return gap > 0 ? ", on the sure side" : ", on the modest side"
  }
}
