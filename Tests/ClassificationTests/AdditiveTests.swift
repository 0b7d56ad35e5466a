import RowcastLinearAlgebra
import RowcastMachine
import Testing

@testable import RowcastClassification

/// Regression with a penalty of its own for each group of weights.
@Suite struct AdditiveTests {
  /// Numbers from 0 to 1 with a straight term and hats over evenly spaced knots, and a class drawn by
  /// a curve.
  static func hats(
    rows: Int, knots: Int, seed: UInt64, logit: (Double) -> Double
  ) -> (features: FeatureMatrix, labels: [Int], numbers: [Double]) {
    var generator = SeededGenerator(seed: seed)
    var offsets = [0]
    var columns: [UInt32] = []
    var values: [Double] = []
    var labels: [Int] = []
    var numbers: [Double] = []
    for _ in 0..<rows {
      let x = generator.uniform()
      let place = min(Int(x * Double(knots - 1)), knots - 2)
      let share = x * Double(knots - 1) - Double(place)
      columns += [UInt32(place), UInt32(place + 1)]
      values += [1 - share, share]
      offsets.append(columns.count)
      numbers.append(x)
      labels.append(generator.uniform() < Elementary.sigmoid(logit(x)) ? 1 : 0)
    }
    let sparse = FeatureMatrix.Sparse(
      rowOffsets: offsets, columns: columns, values: values, width: knots)
    return (
      FeatureMatrix(
        trusted: rows, dense: numbers.map { ($0 - 0.5) * 3.46 }, denseWidth: 1, sparse: [sparse]),
      labels, numbers
    )
  }

  static let groups = [
    PenaltyGroup(features: 0..<3, shape: .ridge, strength: 1),
    PenaltyGroup(features: 3..<7, shape: .ridge, strength: 1),
    PenaltyGroup(features: 7..<10, shape: .ridge, strength: 1),
    PenaltyGroup(features: 10..<16, shape: .differences(order: 2), strength: 3),
  ]

  @Test(arguments: [2, 3])
  func `where the search ends the penalized loss has no slope`(classCount: Int) throws {
    let rows = SyntheticRows(rows: 600, classCount: classCount)
    var regression = AdditiveRegression()
    regression.tolerance = 1e-9
    let model = try regression.fitted(
      to: rows.features, groups: Self.groups, labels: rows.labels, classCount: classCount,
      weights: rows.weights
    ).classifier
    let penalties = try #require(model.penalties)
    #expect(model.fit.hasConverged)
    // By differences of an objective that is written anew here.
    func objective(_ weights: Matrix, _ intercepts: [Double]) throws -> Double {
      let model = try LinearClassifier(
        form: model.form, weights: weights, intercepts: intercepts, fit: .none)
      let p = try model.probabilities(rows.features)
      var sum = 0.0
      for (row, label) in rows.labels.enumerated() {
        sum -= rows.weights[row] * Elementary.log(p[row, label])
      }
      for penalty in penalties {
        for output in 0..<weights.rows {
          let b = penalty.features.map { weights[output, $0] }
          var form = 0.0
          if penalty.first == 10 {
            form = b.reduce(0) { $0 + 0.001 * $1 * $1 }
            for i in 2..<b.count {
              let bend = b[i] - 2 * b[i - 1] + b[i - 2]
              form += bend * bend
            }
          } else {
            form = b.reduce(0) { $0 + $1 * $1 }
          }
          sum += penalty.strength / 2 * form
        }
      }
      return sum
    }
    for output in 0..<model.weights.rows {
      for feature in 0..<model.width {
        var (up, down) = (model.weights, model.weights)
        up[output, feature] += 1e-4
        down[output, feature] -= 1e-4
        let slope =
          try (objective(up, model.intercepts) - objective(down, model.intercepts)) / 2e-4
        #expect(abs(slope) < 1e-3, "feature \(feature): \(slope)")
      }
    }
  }

  @Test(arguments: [3, 12])
  func `weights of all classes add up to zero, and few steps find them`(classCount: Int) throws {
    let rows = SyntheticRows(rows: 900, classCount: classCount)
    let regression = AdditiveRegression(tolerance: 1e-8)
    let model = try regression.fitted(
      to: rows.features, groups: Self.groups, labels: rows.labels, classCount: classCount
    ).classifier
    #expect(model.fit.hasConverged)
    #expect(model.fit.iterations < 60)
    for feature in 0..<model.width {
      let sum = (0..<classCount).reduce(0.0) { $0 + model.weights[$1, feature] }
      #expect(abs(sum) < 1e-9)
    }
  }

  @Test(arguments: [2, 3, 12])
  func `a trial is the fit, and several from one model are as one by one`(classCount: Int) throws {
    let rows = SyntheticRows(rows: 600, classCount: classCount)
    var regression = AdditiveRegression()
    let fit = try regression.fitted(
      to: rows.features, groups: Self.groups, labels: rows.labels, classCount: classCount,
      weights: rows.weights)
    let trial = try regression.tried(
      on: rows.features, groups: Self.groups, labels: rows.labels, classCount: classCount,
      weights: rows.weights)
    #expect(trial.classifier.weights == fit.classifier.weights)
    #expect(trial.freedoms() == fit.freedoms())
    let multipliers = [3, 0.1]
    let several = try regression.tried(
      multipliers, on: rows.features, groups: Self.groups, labels: rows.labels,
      classCount: classCount, weights: rows.weights, start: fit.classifier)
    regression.searchSteps = 0
    for (multiplier, scaled) in zip(multipliers, several) {
      regression.multiplier = multiplier
      let alone = try regression.fitted(
        to: rows.features, groups: Self.groups, labels: rows.labels, classCount: classCount,
        weights: rows.weights, start: fit.classifier)
      #expect(scaled.classifier.weights == alone.classifier.weights)
      #expect(scaled.classifier.intercepts == alone.classifier.intercepts)
      #expect(scaled.classifier.penalties == alone.classifier.penalties)
    }
  }

  /// The groups of a straight term and of a curve.
  static func smooth(_ knots: Int) -> [PenaltyGroup] {
    [
      PenaltyGroup(features: 0..<1, shape: .ridge, strength: 1),
      PenaltyGroup(features: 1..<(1 + knots), shape: .differences(order: 2), strength: 3),
    ]
  }

  /// The parts of the logit at a knot: straight term, hat, intercept.
  static func parts(_ knot: Int, of knots: Int) -> [(place: Int, value: Double)] {
    [(0, (Double(knot) / Double(knots - 1) - 0.5) * 3.46), (1 + knot, 1), (1 + knots, 1)]
  }

  static func heights(_ model: LinearClassifier) -> [Double] {
    let weights = model.weights.values + model.intercepts
    let knots = model.width - 1
    return (0..<knots).map { parts($0, of: knots).reduce(0) { $0 + $1.value * weights[$1.place] } }
  }

  @Test func `a smooth curve is found again, and a straight one becomes straight`() throws {
    let knots = 30
    let wave = Self.hats(rows: 20_000, knots: knots, seed: 3) { 2 * Elementary.sine(turns: $0) }
    let model = try AdditiveRegression().fitted(
      to: wave.features, groups: Self.smooth(knots), labels: wave.labels, classCount: 2
    ).classifier
    for (knot, height) in Self.heights(model).enumerated() {
      let x = Double(knot) / Double(knots - 1)
      #expect(abs(height - 2 * Elementary.sine(turns: x)) < 0.3, "at \(x)")
    }
    let bent = try #require(model.penalties?[1])
    #expect(bent.freedom > 4 && bent.freedom < 15)
    let line = Self.hats(rows: 20_000, knots: knots, seed: 4) { 2 * $0 - 1 }
    let straight = try AdditiveRegression().fitted(
      to: line.features, groups: Self.smooth(knots), labels: line.labels, classCount: 2
    ).classifier
    let unbent = try #require(straight.penalties?[1])
    #expect(unbent.freedom < 3)
    #expect(unbent.strength > 10 * bent.strength)
  }

  @Test func `columns that mean nothing get little say`() throws {
    let freedoms = try (0..<9).map { seed in
      let noise = Self.hats(rows: 3000, knots: 20, seed: UInt64(seed)) { _ in 0.3 }
      let model = try AdditiveRegression().fitted(
        to: noise.features,
        groups: [PenaltyGroup(features: 1..<21, shape: .ridge, strength: 1)], labels: noise.labels,
        classCount: 2
      ).classifier
      return try #require(model.penalties?.first).freedom
    }.sorted()
    #expect(freedoms[4] < 4)
    #expect(freedoms[8] < 12)
  }

  @Test func `standard errors cover the truth about as often as they say`() throws {
    let knots = 12
    var inside = 0
    var all = 0
    for seed in 10..<30 {
      let data = Self.hats(rows: 1500, knots: knots, seed: UInt64(seed)) { 3 * $0 * $0 - 1 }
      let fit = try AdditiveRegression().fitted(
        to: data.features, groups: Self.smooth(knots), labels: data.labels, classCount: 2)
      let errors = fit.standardErrors(
        of: (0..<knots).map { Self.parts($0, of: knots) }, output: 0)
      for (knot, (height, error)) in zip(Self.heights(fit.classifier), errors).enumerated() {
        let x = Double(knot) / Double(knots - 1)
        inside += abs(height - (3 * x * x - 1)) <= 1.96 * error ? 1 : 0
        all += 1
      }
    }
    let share = Double(inside) / Double(all)
    #expect(share > 0.85 && share < 1)
  }

  @Test(arguments: [2, 4])
  func `the same bits come out on any number of workers`(classCount: Int) throws {
    // More than one chunk of 2,048 rows.
    let rows = SyntheticRows(rows: 2200, classCount: classCount)
    let models = try [1, 5].map { workers in
      try WorkerCount.with(workers) {
        try AdditiveRegression().fitted(
          to: rows.features, groups: Self.groups, labels: rows.labels, classCount: classCount
        ).classifier
      }
    }
    #expect(models[1] == models[0])
  }

  @Test func `a fit that starts from a smaller one ends where the whole one does`() throws {
    let rows = SyntheticRows(rows: 800, classCount: 2)
    var regression = AdditiveRegression(tolerance: 1e-10)
    let whole = try regression.fitted(
      to: rows.features, groups: Self.groups, labels: rows.labels, classCount: 2
    ).classifier
    let known = try #require(whole.penalties)
    let fixed = zip(Self.groups, known).map { group, penalty in
      PenaltyGroup(features: group.features, shape: group.shape, strength: penalty.strength)
    }
    let narrow = FeatureMatrix(
      trusted: 800, dense: rows.features.dense, denseWidth: 3,
      categories: rows.features.categories)
    regression.searchSteps = 0
    let start = try regression.fitted(
      to: narrow, groups: Array(fixed.prefix(3)), labels: rows.labels, classCount: 2
    ).classifier
    let grown = try regression.fitted(
      to: rows.features, groups: fixed, labels: rows.labels, classCount: 2, start: start
    ).classifier
    for (a, b) in zip(grown.weights.values, whole.weights.values) { #expect(abs(a - b) < 1e-6) }
  }

  @Test func `groups that overlap or leave the features are refused`() throws {
    let rows = SyntheticRows(rows: 50, classCount: 2)
    for features in [0..<99, 2..<5] {
      let groups = [
        Self.groups[0], PenaltyGroup(features: features, shape: .ridge, strength: 1),
      ]
      #expect(throws: ClassificationError.self) {
        try AdditiveRegression().fitted(
          to: rows.features, groups: groups, labels: rows.labels, classCount: 2)
      }
    }
  }

  @Test func `a linear model of weights that do not fit is an error`() {
    let one = Matrix(rows: 1, columns: 2)
    #expect(throws: ClassificationError.self) {
      try LinearClassifier(form: .logistic, weights: one, intercepts: [0, 1], fit: .none)
    }
    #expect(throws: ClassificationError.self) {
      try LinearClassifier(form: .softmax, weights: one, intercepts: [0], fit: .none)
    }
  }
}
