import RowcastClassification
import RowcastEvaluation
import RowcastExplaining
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastMachine
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastModeling

/// Training with curves and products.
@Suite struct AdditiveModelTests {
  /// A table whose class bends along one number, hangs on two others together, and a text.
  static func table(rows: Int = 1200) throws -> Table {
    struct Row: Codable {
      var bent: Double
      var a: Double?
      var b: String
      var noise: Int
      var y: String
    }
    var state: UInt64 = 7
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    let all = (0..<rows).map { row in
      let (bent, a) = (uniform() * 10, uniform())
      let b = ["left", "right", "up"][Int(uniform() * 3)]
      let logit =
        2 - 0.3 * (bent - 5) * (bent - 5) + ((a > 0.5) == (b == "left") ? 1.5 : -1.5)
      return Row(
        bent: bent, a: row % 20 == 0 ? nil : a, b: b, noise: Int(uniform() * 9),
        y: uniform() < Elementary.sigmoid(logit) ? "yes" : "no")
    }
    return try Table(rows: all)
  }

  static func trained(
    _ table: Table, _ change: (inout TrainOptions) -> Void = { _ in }
  ) throws -> Trained {
    var options = TrainOptions()
    options.model = .logistic
    change(&options)
    return try Trainer(target: "y", options: options).fitted(to: table)
  }

  @Test func `curves and a product are found, and reasons sum to the score`() throws {
    let table = try Self.table()
    let trained = try Self.trained(table)
    let model = trained.model
    #expect(
      trained.candidates.map(\.name).prefix(3) == [
        "logistic regression", "logistic regression with curves",
        "logistic regression with curves and pairs",
      ])
    #expect(model.name.contains("curves"))
    #expect(model.features.products.contains { $0.name == "a × b" })
    #expect(!model.features.products.contains { $0.axes.contains { $0.column == "noise" } })
    let loss = try #require(trained.validation?.scores.logLoss)
    #expect(loss < 0.56)
    // The bend along the number, with its band.
    let curve = try #require(LearnedEffects(model).numericEffects(9).first { $0.column == "bent" })
    // What is said of the curve in one figure is the way between two of its points, sign and all.
    let effect = try #require(LearnedEffects(model).strongest(99).first { $0.column == "bent" })
    guard case .between(let from, let to, false) = effect.unit else {
      Issue.record("\(effect.unit)")
      return
    }
    let logits = Dictionary(uniqueKeysWithValues: curve.points.map { ($0.x, $0.y) })
    #expect(from < to)
    #expect(abs(try #require(logits[to]) - #require(logits[from]) - effect.effect) < 1e-9)
    #expect(abs(effect.effect) >= (curve.points.map(\.y).max() ?? 0) - (logits[from] ?? 0) - 1e-9)
    let heights = curve.points.map(\.y)
    #expect((heights.max() ?? 0) - heights[0] > 1.5)
    #expect(curve.points.allSatisfy { ($0.error ?? 0) > 0 })
    let again = try Model(bytes: try model.bytes())
    #expect(again == model)
    let predictor = Predictor(again)
    let matrix = predictor.matrix(table)
    let probabilities = try predictor.probabilities(matrix)
    let rows = predictor.reasons(matrix, table: table, probabilities: probabilities)
    for (row, explained) in rows.enumerated() {
      let sum = explained.reasons.reduce(explained.baseline) { $0 + $1.contribution }
      #expect(abs(sum - explained.score) < 1e-9)
      #expect(abs(Elementary.sigmoid(sum) - probabilities[row, model.target.positive ?? 1]) < 1e-9)
    }
    let product = try #require(rows[0].reasons.first { $0.column == "a × b" })
    guard case .several(let values) = product.value, values.count == 2 else {
      Issue.record("\(product)")
      return
    }
  }

  @Test func `a product averages to nothing along each of its axes`() throws {
    let model = try Self.trained(try Self.table()) { $0.interactions = .columns([["b", "a"]]) }
      .model
    guard case .linear(let linear) = model.classifier else {
      Issue.record("no linear model")
      return
    }
    let product = try #require(model.features.products.first)
    let offset = model.features.productOffsets[0]
    for axis in product.axes.indices {
      var margins = [Double](repeating: 0, count: product.axes[axis].count)
      for (cell, share) in product.shares.enumerated() {
        margins[product.places(of: cell)[axis]] += share * linear.weights[0, offset + cell]
      }
      #expect(margins.allSatisfy { abs($0) < 1e-9 })
    }
  }

  @Test(arguments: [true, false])
  func `purifying a product changes no logit, with curves and without`(hasCurves: Bool) throws {
    let table = try Self.table(rows: 400)
    let model = try Self.trained(table) {
      $0.interactions = .columns([["bent", "a"], ["a", "b"]])
    }
    .model
    guard case .linear(let linear) = model.classifier else {
      Issue.record("no linear model")
      return
    }
    var features = model.features
    if !hasCurves {
      for i in features.columns.indices { features.columns[i].number?.curve = nil }
    }
    try #require(features.products.contains { $0.axes.contains { $0.knots.count > 2 } })
    let matrix = features.transformed(table)
    var weights = Matrix(rows: 1, columns: matrix.width)
    var intercepts = linear.intercepts
    var state = 1.0
    for j in 0..<weights.columns {
      state = (state * 997 + 13).truncatingRemainder(dividingBy: 101)
      weights[0, j] = state / 20
    }
    let given = weights
    func logits() throws -> [Double] {
      try LinearClassifier(
        form: .logistic, weights: weights, intercepts: intercepts, fit: linear.fit
      ).logits(matrix).values
    }
    let before = try logits()
    Purification(features).purify(&weights, &intercepts)
    #expect(weights != given)
    for (a, b) in zip(before, try logits()) { #expect(abs(a - b) < 1e-9) }
  }

  @Test func `where nothing bends and nothing hangs together the plain model stays`() throws {
    let trained = try Trainer(
      target: "left",
      options: {
        var options = TrainOptions()
        options.model = .logistic
        return options
      }()
    ).fitted(to: try Table(rows: Customer.all))
    #expect(trained.model.features.products.isEmpty)
    let chosen = try #require(trained.candidates.first { $0.isChosen })
    #expect(trained.model.name == chosen.name)
  }

  @Test func `what is asked of curves and products is done or refused`() throws {
    let table = try Self.table(rows: 600)
    #expect(
      try Self.trained(table) { $0.interactions = Interactions.none }.model.features.products
        .isEmpty)
    #expect(
      try Self.trained(table) { $0.interactions = .most(1) }.model.features.products.count <= 1)
    let hinges = try Self.trained(table) { $0.curves = .hinges }.model
    #expect(hinges.features.columns.allSatisfy { $0.number?.curve == nil })
    let straight = try Self.trained(table) { $0.curves = CurveShape.none }
    #expect(straight.candidates.allSatisfy { !$0.name.contains("with") })
    #expect(throws: TrainingError(.curvesWithPenalty)) {
      try Self.trained(table) {
        $0.curves = .smooth
        $0.inverseStrength = 1
      }
    }
    #expect(throws: TrainingError(.productsWithoutCurves)) {
      try Self.trained(table) {
        $0.curves = .hinges
        $0.interactions = .most(3)
      }
    }
    #expect(throws: TrainingError(.noProduct(["a", "gone"]))) {
      try Self.trained(table) { $0.interactions = .columns([["a", "gone"]]) }
    }
    for text in ["auto", "none", "4", "a*b", "a*b,a*c*d"] {
      #expect(Interactions(parsing: text)?.text == text)
    }
    for text in ["0", "-1", "a", "a*a", "a*b*c*d", ""] {
      #expect(Interactions(parsing: text) == nil)
    }
  }

  @Test func `levels leave room for curves, and hinges that keep all levels are compared, too`()
    throws
  {
    let narrow = AdditiveRoom(
      levels: [("a", 100), ("b", 20)], numbers: 4, others: 8, outputs: 3, rows: 5000)
    #expect(narrow.pooled.isEmpty && narrow.knots == AdditivePlan.featureLimit(outputs: 3) - 120)
    let wide = AdditiveRoom(
      levels: [("a", 900), ("b", 20)], numbers: 4, others: 8, outputs: 3, rows: 5000)
    #expect(wide.pooled.map(\.column) == ["a"] && wide.knots >= 64)
    #expect(
      wide.levelLimit + 20 + wide.knots + 8 <= AdditivePlan.widest(outputs: 3)
        && wide.levelLimit > 200)

    let rows = 2100
    func choices(levels: Int, _ change: (inout TrainOptions) -> Void = { _ in }) throws
      -> CandidateChoices
    {
      let table = Table(
        columns: [
          Self.texts("city", (0..<rows).map { "c\($0 % levels)" }),
          Self.texts("street", (0..<rows).map { "s\($0 * 11 % levels)" }),
          TypedColumn(
            name: "size", kind: .decimal, values: .numbers((0..<rows).map { Double($0 % 97) / 4 })),
          Self.texts("y", (0..<rows).map { "\($0 % 3)" }),
        ], rowCount: rows)
      var options = TrainOptions()
      change(&options)
      return CandidateChoices(
        options: options,
        task: try Trainer(target: "y", options: options).task(table),
        roles: DecidedRoles(table, chosen: ["y": .target]))
    }
    let few = try choices(levels: 20)
    #expect(try few.candidates().allSatisfy { $0.recipe.hinges == .none } && few.remarks.isEmpty)
    let many = try choices(levels: 350)
    #expect(try many.candidates().map(\.name).contains("softmax regression with hinges"))
    #expect(try many.candidates().map(\.name).contains("softmax regression with curves"))
    guard case .pooledLevels("city", let kept, of: 350)? = many.remarks.first else {
      Issue.record("\(many.remarks)")
      return
    }
    #expect(kept > 100 && kept < 350)
    let asked = try choices(levels: 350) { $0.curves = .smooth }
    #expect(try asked.candidates().allSatisfy { $0.recipe.hinges == .none })
    #expect(asked.remarks == many.remarks)
    let shares = try choices(levels: 20) {
      $0.curves = .smooth
      $0.encoding = .target
    }
    #expect(shares.remarks == [.noCurvesOfShares])
  }

  @Test func `what a comparison leaves out is in the model`() throws {
    let rows = 200
    let words = ["good", "fine", "bad", "poor", "some", "thing", "here", "there"]
    let table = Table(
      columns: [
        Self.texts(
          "note",
          (0..<rows).map { row -> String in
            let own = (0..<6).map { place -> String in
              words[(row * (place + 3) + place * place + row / 7) % 8]
            }
            return own.joined(separator: " ")
          }),
        Self.texts("y", (0..<rows).map { "\($0 * 5 % 7 % 2)" }),
      ], rowCount: rows)
    let trained = try Self.trained(table) {
      $0.model = .auto
      $0.curves = .smooth
      $0.roles = ["note": .text]
    }
    let wanted: [ComparisonRemark] = [.noCurvesOfTexts, .noNetworkOfTexts]
    #expect(trained.model.training.remarks == wanted)
    let same = try Model(bytes: trained.model.bytes())
    #expect(same.training.remarks == trained.model.training.remarks)
  }

  @Test func `features have the same kinds in every fold and in the fit`() throws {
    // Names that repeat in all rows together, but hardly in a part of them.
    let rows = 330
    let table = Table(
      columns: [
        Self.texts("name", (0..<rows).map { "Anna of \($0 % 55) hill street" }),
        Self.texts("code", (0..<rows).map { "k\($0 % 47)" }),
        Self.texts("y", (0..<rows).map { $0 % 3 == 0 ? "yes" : "no" }),
        Self.texts("amount", (0..<rows).map { $0 % 50 == 7 ? "none" : "\($0 % 31)" }),
      ], rowCount: rows)
    let options = TrainOptions()
    let task = try Trainer(target: "y", options: options).task(table)
    var fitter = Fitter(task: task, monitor: TrainingMonitor(nil))
    let roles = fitter.decideRoles(options)
    let candidates = try CandidateChoices(options: options, task: task, roles: roles).candidates()
    let all = Array(0..<rows)
    for candidate in candidates {
      let whole = try fitter.features(candidate.recipe, rows: all)
      #expect(whole.roles == roles.assignments)
      for fold in 0..<5 {
        let part = try fitter.features(candidate.recipe, rows: all.filter { $0 % 5 != fold })
        #expect(part.roles == whole.roles)
      }
      let few = try fitter.features(candidate.recipe, rows: Array(all.prefix(30)))
      #expect(few.roles == whole.roles)
    }
    let trained = try Trainer(target: "y", options: options).fitted(to: table)
    #expect(trained.model.features.roles.map(\.column) == roles.assignments.map(\.column))
    // What a trial has settled is what the model has, and its report says what was tried.
    for assignment in trained.model.features.roles where assignment.column != "name" {
      #expect(roles.assignments.contains(assignment))
    }
    let name = try #require(trained.model.features.roles.first { $0.column == "name" })
    #expect(Set(Self.tried(name)) == [.text, .category])
  }

  /// The roles that a column in doubt was tried in.
  private static func tried(_ assignment: RoleAssignment) -> [ColumnRole] {
    assignment.reason.remarks.flatMap { remark -> [ColumnRole] in
      guard case .tried(let trials) = remark else { return [] }
      return trials.map(\.role)
    }
  }

  @Test func `a text that is often missing is tried in both roles, unless one is chosen`() throws {
    let rows = 300
    let yes = (0..<rows).map { ($0 * 7) % 13 < 6 }
    let table = Table(
      columns: [
        Self.texts(
          "director",
          (0..<rows).map { yes[$0] && $0 % 19 != 0 ? "" : "Ada w\($0 * 31 % 97) of w\($0 % 89)" }),
        Self.texts("kind", yes.map { $0 ? "series" : "film" }),
      ], rowCount: rows)
    let trained = try Trainer(target: "kind", options: TrainOptions()).fitted(to: table)
    let role = try #require(trained.model.features.roles.first { $0.column == "director" })
    #expect(!role.isChosen)
    #expect(Self.tried(role) == [.text, .category])
    var chosen = TrainOptions()
    chosen.roles["director"] = .text
    let asked = try Trainer(target: "kind", options: chosen).fitted(to: table)
    #expect(asked.model.features.roles.contains { $0.column == "director" && $0.role == .text })
  }

  @Test(arguments: ["patient_id", "temperature"])
  func `numbers that may be codes are tried as codes, by their name`(name: String) throws {
    let rows = 600
    let person = (0..<rows).map { $0 * 7 % 30 }
    let table = Table(
      columns: [
        TypedColumn(
          name: name, kind: .integer, values: .numbers(person.map { Double($0 * 11 % 30 + 1) })),
        Self.texts(
          "y", (0..<rows).map { ($0 * 31 % 10 < 8) == (person[$0] % 2 == 0) ? "no" : "yes" }),
      ], rowCount: rows)
    let trained = try Trainer(target: "y", options: TrainOptions()).fitted(to: table)
    let role = try #require(trained.model.features.roles.first)
    #expect(role.role == (name == "patient_id" ? .category : .numeric))
    #expect(Self.tried(role) == (name == "patient_id" ? [.numeric, .category] : []))
  }

  static func texts(_ name: String, _ values: [String]) -> TypedColumn {
    var interner = StringInterner()
    let codes = values.map { interner.intern($0) }
    return TypedColumn(
      name: name, kind: .text, values: .texts(codes: codes, dictionary: interner.dictionary()))
  }

  @Test func `columns that are asked to be a product are, whatever else could be compared`() throws
  {
    let trained = try Self.trained(try Self.table(rows: 300)) {
      $0.model = .auto
      $0.interactions = .columns([["bent", "noise"]])
    }
    #expect(trained.candidates.map(\.name) == [trained.model.name])
    #expect(trained.model.name == "logistic regression with curves and products")
    #expect(trained.model.features.products.count == 1)
  }

  @Test func `texts learn beside curves, with a weight for each term`() throws {
    let words = ["good", "fine", "bad", "poor", "some", "thing", "here", "there"]
    let rows = 600
    let texts = (0..<rows).map { row -> String in
      let own = (0..<6).map { place in words[(row * (place + 3) + place * place + row / 7) % 8] }
      return own.joined(separator: " ")
    }
    let numbers = (0..<rows).map { Double(($0 * 37) % 101) / 10 }
    let labels = (0..<rows).map { row -> String in
      let word: Double = texts[row].contains("good") ? 1.2 : -1.2
      let size: Double = abs(numbers[row] - 5) < 2.5 ? 1.2 : -1.2
      let noise = Double((row * 53) % 100) / 100
      return word + size + 1.6 * noise > 0.8 ? "yes" : "no"
    }
    let table = Table(
      columns: [
        Self.texts("review", texts),
        TypedColumn(name: "size", kind: .decimal, values: .numbers(numbers)),
        Self.texts("y", labels),
      ], rowCount: rows)
    let model = try Self.trained(table) {
      $0.roles = ["review": .text]
      $0.interactions = Interactions.none
    }.model
    #expect(model.name.contains("curves"))
    guard case .linear(let linear) = model.classifier else {
      Issue.record("no linear model")
      return
    }
    let features = model.features.features
    let good = try #require(features.firstIndex { $0.kind == Feature.Kind.term("good") })
    let sign: Double = model.target.labels[1] == "yes" ? 1 : -1
    #expect(sign * linear.weights[0, good] > 0)
    #expect(model.features.columns.contains { $0.number?.curve != nil })
    let assessment = try model.evaluate(table)
    #expect(assessment.scores.logLoss < assessment.baseline.logLoss)
  }

  @Test func `it promises what every classifier promises`() throws {
    let table = try Self.table(rows: 300)
    try checkClassifier(rowCount: table.rowCount, classCount: 2) {
      try Self.trained(table) { $0.interactions = .columns([["a", "b"]]) }.model
    } probabilities: { model, rows in
      let predictor = Predictor(model)
      let found = try predictor.probabilities(predictor.matrix(table.selecting(rows)))
      return (0..<found.rows).map { Array(found.row($0)) }
    }
  }
}
