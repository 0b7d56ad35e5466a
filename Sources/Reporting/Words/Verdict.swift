import RowcastEvaluation
import RowcastFeatures
import RowcastModeling

/// What the figures mean, in plain words: the first thing of every report.
struct Verdict: Sendable {
  /// How good it is, in one of a few steps.
  enum Standing: String, Sendable {
    case notJudged = "Trained, not judged"
    case ownRows = "No verdict: most of these rows are those it learned from"
    case tooFewRows = "Too few judged rows to tell"
    case guessing = "Not clearly better than guessing"
    case reversed = "Worse than guessing: in these rows it is the other way round"
    case oneClass = "No verdict: all these rows are of one class"
    case shifted = "Tells the classes apart; its probabilities are shifted by the class weights"
    case hitsAlone = "Right more often than guessing, but not surely with better probabilities"
    case tooGood = "Too good to be true?"
    case doubtful = "Look at the warnings first"
    case slight = "A little better than guessing"
    case useful = "Useful, with much left unexplained"
    case clear = "Clearly better than guessing"
    case good = "Good"
    case nearlyPerfect = "Nearly perfect"

    /// What chance at this number of rows can explain is no merit.
    /// - Parameter isShifted: whether classes weighed the same in training, so that the probabilities
    ///   are not those of these rows.
    init(_ assessment: Assessment?, overlap: RowOverlap?, hasLeaks: Bool, isShifted: Bool = false) {
      guard let assessment else {
        self = .notJudged
        return
      }
      if let overlap, 2 * overlap.learned > assessment.rowCount {
        self = .ownRows
        return
      }
      let isBetter =
        assessment.chance?.isBetterThanGuessing
        ?? ((assessment.intervals?.logLoss.upper ?? assessment.scores.logLoss)
          < assessment.baseline.logLoss)
      guard assessment.perClass.count(where: { $0.support > 0 }) > 1 else {
        self = .oneClass
        return
      }
      guard isBetter else {
        if let intervals = assessment.intervals, let area = intervals.rocAUC, area.upper < 0.5,
          intervals.logLoss.lower > assessment.baseline.logLoss
        {
          self = .reversed
          return
        }
        if isShifted, let area = assessment.intervals?.rocAUC, area.lower > 0.5 {
          self = .shifted
          return
        }
        let hits = assessment.intervals?.accuracy.lower ?? 0
        self =
          hits > assessment.baseline.accuracy
          ? .hitsAlone
          : assessment.skill > 0 && assessment.rowCount < 30 ? .tooFewRows : .guessing
        return
      }
      if hasLeaks {
        self = assessment.skill > 0.6 ? .tooGood : .doubtful
        return
      }
      self =
        switch assessment.skill {
        case ..<0.1: .slight
        case ..<0.3: .useful
        case ..<0.6: .clear
        case ..<0.9: .good
        default: .nearlyPerfect
        }
    }
  }

  var standing: Standing
  /// One line: good, weak, no better than guessing, or too good to be true.
  var headline: String { standing.rawValue }
  /// What was predicted from what, and how well, a sentence each.
  var summary: [String]
  var figures: [KeyFigure]
  /// The content's own warnings and those the figures give, most serious first.
  var worries: [Worry]
  var steps: [String]

  init(_ content: ReportContent) {
    worries = Verdict.worries(content)
    standing = Standing(
      content.assessment, overlap: content.overlap,
      hasLeaks: worries.contains { $0.kind.isDoubt && $0.severity == .serious },
      isShifted: content.warnings.tellShift)
    summary = Verdict.summary(content)
    figures = content.assessment.map { KeyFigure.all($0) } ?? []
    steps = Verdict.steps(content, worries: worries)
  }

  private static func summary(_ content: ReportContent) -> [String] {
    var sentences = [predicted(content)]
    guard let assessment = content.assessment else {
      return sentences + ["No rows were set aside, so nothing is known of how well it does."]
    }
    let scores = assessment.scores
    let guess = assessment.classes[assessment.baseline.mostFrequent]
    sentences.append(
      "On \(NumberWords.number(assessment.rowCount, "row"))\(learned(content)), it was right "
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
    } else if !content.warnings.tellShift {
      sentences.append(
        "Its probabilities are worse than the plain class shares (log-loss "
          + "\(NumberWords.fixed(scores.logLoss, 3)) against "
          + "\(NumberWords.fixed(assessment.baseline.logLoss, 3))).")
    }
    // How a model does on the rows that it learned from says nothing of its probabilities.
    let learned = content.overlap?.learned ?? 0
    if 2 * learned <= assessment.rowCount {
      sentences.append(
        content.warnings.tellShift ? shift(assessment) : calibration(assessment))
    }
    return sentences
  }

  /// What is known of whether the judged rows were learned from.
  private static func learned(_ content: ReportContent) -> String {
    guard let overlap = content.overlap else {
      return content.isJudgedOnOtherRows ? "" : " it had not learned from"
    }
    if overlap.learned == 0 { return " it had not learned from" }
    return
      ", \(overlap.isExact ? "" : "about ")\(NumberWords.count(overlap.learned)) of which have "
      + "the values of rows it learned from"
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

  /// What is to be said of probabilities where classes weighed the same in training.
  private static func shift(_ assessment: Assessment) -> String {
    "Its probabilities are those of rows in which all classes are equally common, as the classes weighed "
      + "the same in training: on these rows they miss by "
      + "\(NumberWords.fixed(assessment.scores.calibrationError * 100, 1)) points on average (log-loss "
      + "\(NumberWords.fixed(assessment.scores.logLoss, 3)) against "
      + "\(NumberWords.fixed(assessment.baseline.logLoss, 3)) of the class shares), which says nothing "
      + "against how it ranks; --calibration platt corrects them."
  }

  private static func calibration(_ assessment: Assessment) -> String {
    let error = assessment.scores.calibrationError
    let points = NumberWords.fixed(error * 100, 1)
    if let chance = assessment.chance, error >= 0.02, chance.explains(calibrationError: error) {
      return "Its probabilities miss by \(points) points on average, which probabilities that are "
        + "exactly right would do, too, on \(NumberWords.number(assessment.rowCount, "row")) (up to "
        + "\(NumberWords.fixed(chance.calibrationLimit * 100, 1)) points)."
    }
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
