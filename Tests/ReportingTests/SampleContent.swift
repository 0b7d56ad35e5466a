import RowcastEvaluation
import RowcastLinearAlgebra
import RowcastReporting
import RowcastTabular
import RowcastClassification
import RowcastFeatures
import RowcastModeling
import RowcastMachine

/// Reports as a driver would fill them, from made-up rows.
enum SampleContent {
  static let nasty = "<script>alert(\"x\")</script> & 'co' 中文 \u{1F600}"

  static func predictions(
    rows: Int, classes: [String], signal: Double, seed: UInt64
  ) throws -> Predictions {
    var generator = SeededGenerator(seed: seed)
    var values: [Double] = []
    var labels: [Int] = []
    for _ in 0..<rows {
      let first = generator.uniform() < 0.27 ? classes.count - 1 : generator.below(classes.count)
      let label = classes.count == 2 ? (first == 1 && generator.uniform() < 0.6 ? 1 : 0) : first
      labels.append(label)
      var row = classes.indices.map { _ in generator.uniform() * generator.uniform() + 0.02 }
      if classes.count == 2 { row[0] *= 2.2 }
      row[label] += signal * generator.uniform()
      let sum = row.reduce(0, +)
      values += row.map { $0 / sum }
    }
    return try Predictions(
      classes: classes,
      probabilities: Matrix(rows: rows, columns: classes.count, values: values), labels: labels)
  }

  static func histogram(_ seed: UInt64, _ low: Double, _ high: Double, bins: Int = 24) -> Histogram
  {
    var generator = SeededGenerator(seed: seed)
    let peak = generator.uniform()
    return Histogram(
      edges: (0...bins).map { low + (high - low) * Double($0) / Double(bins) },
      counts: (0..<bins).map {
        let d = Double($0) / Double(bins) - peak
        return (400 / (1 + 30 * d * d) * (0.7 + 0.3 * generator.uniform())).rounded()
      })
  }

  static func columns() -> [ColumnProfile] {
    var result: [ColumnProfile] = []
    for (i, name) in [
      "tenure", "monthly_charges", "total_charges", "age", "signup_date", nasty,
    ].enumerated() {
      let high = [72.0, 118.75, 8684.8, 80, 1_700_000_000_000, 1][i]
      let low = [0, 18.25, 18.8, 18, 1_500_000_000_000, 0][i]
      var shape = histogram(UInt64(i + 3), low, high)
      if i == 4 { shape.kind = .date }
      result.append(
        ColumnProfile(
          name: name, role: i == 4 ? "date" : "numeric", reason: "numbers in 99.8% of the cells",
          isUsed: true, rows: 7043, missing: i == 2 ? 11 : 0, distinct: 73 * (i + 1),
          numbers: NumberSummary(
            minimum: low, median: (low + high) / 2, mean: (low + high) / 2.2, maximum: high,
            standardDeviation: (high - low) / 4), histogram: shape))
    }
    for (name, values) in [
      ("contract", ["Month-to-month", "Two year", "One year"]),
      ("internet_service", ["Fiber optic", "DSL", "No"]),
      (
        "payment_method",
        [
          "Electronic check", "Mailed check", "Bank transfer (automatic)",
          "Credit card (automatic)", "A very long value that nobody would ever want to see in full",
        ]
      ),
      ("churn", ["No", "Yes"]),
    ] {
      result.append(
        ColumnProfile(
          name: name, role: name == "churn" ? "target" : "category", reason: "few distinct texts",
          isUsed: name != "churn", rows: 7043, distinct: values.count,
          levels: values.enumerated().map { LevelCount($0.element, 3875 / ($0.offset + 1)) }))
    }
    result.append(
      ColumnProfile(
        name: "customer_id", role: "identifier", reason: "every value is different",
        isUsed: false, rows: 7043, distinct: 7043))
    result.append(
      ColumnProfile(
        name: "region", role: "constant", reason: "always “West”", isUsed: false, rows: 7043,
        distinct: 1, levels: [LevelCount("West", 7043)]))
    return result
  }

  /// Two classes with everything a linear model can show.
  static func binary() throws -> ReportContent {
    let all = try predictions(rows: 1409, classes: ["No", "Yes"], signal: 0.42, seed: 7)
    var options = AssessmentOptions()
    options.seed = 1
    options.resamples = 200
    var content = ReportContent(
      title: "churn, predicted from telco_churn.csv",
      data: DataDescription(
        name: "telco_churn.csv", rows: 7043, columns: 12, usedRows: 7032,
        leftOut: "11 rows without “churn” were left out."),
      target: TargetDescription(
        name: "churn", classes: ["No", "Yes"], counts: [5163, 1869], positiveClass: 1),
      model: ModelDescription(
        name: "logistic regression with hinges",
        sentences: [
          "Numeric columns were scaled to unit spread and bent at up to 8 quantiles.",
          "Categories became one column a level; levels of fewer than 10 rows were pooled.",
          "The strength of the penalty was chosen by cross-validation inside the training rows.",
        ], settings: [.init("Penalty", "L2, C = 0.316"), .init("Solver", "Newton, 7 iterations")],
        trainingRows: 5623, features: 71, seed: 42),
      validation: "Judged on 1,409 rows that were set aside before anything was fitted.")
    content.assessment = Assessment(all, options: options)
    content.threshold = try ThresholdChoice(aim: .f1, predictions: all)
    content.warnings = [
      DataWarning(
        .told(
          .leak, column: "total_charges", figure: nil,
          message: "This column alone explains 91% of the outcome; was it known beforehand?")),
      DataWarning(
        .told(
          .collinear, column: nasty, figure: nil,
          message: "“No internet service” repeats in six columns."), severity: .note),
    ]
    let folds = try (0..<5).map { fold in
      let part = try predictions(
        rows: 1400, classes: ["No", "Yes"], signal: 0.42, seed: UInt64(fold))
      var quick = AssessmentOptions()
      quick.resamples = 0
      return CrossValidationSummary.FoldResult(
        trainingRows: 5632, validationRows: 1400,
        scores: Assessment(part, options: quick).scores)
    }
    content.crossValidation = CrossValidationSummary(folds: folds)
    content.comparisons = [
      ModelComparison(
        name: "logistic regression", logLoss: 0.4186, standardError: 0.006, accuracy: 0.8034),
      ModelComparison(
        name: "logistic regression with hinges", logLoss: 0.4102, standardError: 0.0055,
        accuracy: 0.8071, isChosen: true),
      ModelComparison(
        name: "neural network (32)", logLoss: 0.4214, standardError: 0.007, accuracy: 0.8014),
    ]
    content.effects = effects(target: "Yes")
    content.numericEffects = numericEffects()
    content.categoryEffects = [
      CategoryEffect(
        column: "contract", target: "Yes",
        levels: [
          .init(
            value: "Month-to-month", effect: 0.71, rows: 3100,
            interval: Interval(lower: 0.6, upper: 0.8)),
          .init(
            value: "One year", effect: -0.12, rows: 1200,
            interval: Interval(lower: -0.3, upper: 0.1)),
          .init(
            value: "Two year", effect: -0.88, rows: 1350,
            interval: Interval(lower: -1.1, upper: -0.6)),
        ]),
      CategoryEffect(
        column: "plan " + nasty, target: "Yes",
        levels: (0..<30).map {
          CategoryEffect.Level(
            value: "value \($0) " + nasty, effect: Double($0 - 14) / 20, rows: 40 + $0)
        }),
    ]
    content.lossCurve = LossCurve(
      step: "iteration",
      training: (0..<24).map { (i: Int) -> Double in 0.41 + 0.28 / Double(i * i + 1) })
    content.columns = columns()
    content.timings = [.init(name: "read", seconds: 0.02), .init(name: "train", seconds: 0.84)]
    content.software = "Rowcast 1.0"
    content.date = "2024-05-02"
    return content
  }

  static func effects(target: String) -> [FeatureEffect] {
    let names = [
      "tenure", "contract = Two year", "internet_service = Fiber optic", "contract = One year",
      "monthly_charges above 70.35", "payment_method = Electronic check", nasty,
      "comments contains \"refund\"", "age", "signup_date: month (cyclic)", "senior",
    ]
    return names.enumerated().map { i, name in
      let value = (i % 3 == 2 ? 1.0 : -1.0) * 1.5 / (1 + 0.4 * Double(i))
      return FeatureEffect(
        feature: name, column: String(name.prefix { $0 != " " }), target: target, effect: value,
        unit: i == 0 ? .deviation(24.6) : .none,
        interval: Interval(lower: value - 0.2, upper: value + 0.25),
        standardError: 0.11, pValue: 0.0004 * Double(i))
    }
  }

  static func numericEffects() -> [NumericEffect] {
    var result: [NumericEffect] = []
    for (i, name) in ["tenure", "monthly_charges", "age", "signup_date", nasty].enumerated() {
      let high = [72.0, 118.75, 80, 1_700_000_000_000, 1][i]
      let low = [0, 18.25, 18, 1_500_000_000_000, 0][i]
      let shape: [Double] = [
        [1.2, 0.4, 0.1, -0.3, -1.1], [-0.4, -0.3, 0.6, 0.5, 0.8],
        [0.2, 0.1, -0.1, 0.2, 0.5], [0, 0.1, 0.15, 0.3, 0.3], [0.001, 0, 0, 0, 0],
      ][i]
      result.append(
        NumericEffect(
          column: name, target: "Yes",
          points: shape.enumerated().map {
            CurvePoint(low + (high - low) * Double($0.offset) / 4, $0.element)
          }, isDate: i == 3))
    }
    return result
  }

  /// Several classes and a network.
  static func multiclass(classes: [String], rows: Int = 600) throws -> ReportContent {
    let all = try predictions(rows: rows, classes: classes, signal: 1.1, seed: 3)
    var content = ReportContent(
      title: "Species, predicted from penguins_raw.csv",
      data: DataDescription(
        name: "penguins_raw.csv", part: "sheet “Adults”", rows: rows, columns: 12, usedRows: rows),
      target: TargetDescription(
        name: "Species", classes: classes, counts: classes.map { _ in rows / classes.count }),
      model: ModelDescription(
        name: "neural network (32, 16)", trainingRows: rows * 4, features: 40, seed: 1),
      validation: "Every row was judged once by a model that had not seen it (5 folds).")
    var options = AssessmentOptions()
    options.resamples = 200
    content.assessment = Assessment(all, options: options)
    content.effects = classes.prefix(3).flatMap { Array(effects(target: $0).prefix(6)) }
    let losses = (0..<60).map { (i: Int) -> Double in 1.05 / (1 + 0.1 * Double(i)) }
    content.lossCurve = LossCurve(
      step: "epoch", training: losses,
      validation: losses.enumerated().map { $0.element + 0.004 * Double($0.offset) }, best: 22)
    content.layers = [
      LayerHealth(
        units: 32, deadUnits: 12, zeroShare: 0.51, saturatedShare: 0.02, meanOutput: 0.4,
        gradientNorm: 0.012),
      LayerHealth(
        units: 16, deadUnits: 1, zeroShare: 0.4, saturatedShare: 0.01, meanOutput: 0.2,
        gradientNorm: 0.031),
    ]
    content.columns = columns()
    return content
  }
}
