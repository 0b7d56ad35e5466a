import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastModeling
import RowcastTabular
import Testing

/// What a training and a judgement say of themselves.
@Suite struct StatementTests {
  private func model() throws -> Model { try Customer.trained().model }

  private func model(_ change: (inout TrainOptions) -> Void) throws -> Model {
    try Customer.trained(change).model
  }

  @Test func `rows that were learned from are known again, others are not`() throws {
    let model = try model()
    let own = try #require(
      try KnownRows(try Table(rows: Customer.all), of: model).overlap(with: model))
    #expect(own == RowOverlap(rows: 400, learned: 400, isExact: true))
    let other = Customer.all.map { customer in
      Customer(
        plan: customer.plan, age: customer.age, spent: customer.spent + 1000, left: customer.left)
    }
    let mixed = try Table(rows: other.prefix(100) + Customer.all.prefix(20))
    let known = try #require(try KnownRows(mixed, of: model).overlap(with: model))
    #expect(known == RowOverlap(rows: 120, learned: 20, isExact: true))
    let loaded = try Model(bytes: try model.bytes())
    #expect(loaded.training.sketch == model.training.sketch)
  }

  @Test(arguments: ["1e9", "-1e9"])
  func `effects of a model whose file states means beyond all its numbers end no process`(
    mean: String
  ) throws {
    var options = TrainOptions()
    options.model = .logistic
    options.curves = CurveShape.none
    let model = try Trainer(target: "left", options: options)
      .fitted(to: try Table(rows: Customer.all)).model
    let text = String(decoding: try model.bytes(), as: UTF8.self)
    let stated = text.replacing(#/"mean": ?[^,}\s]+/#, with: "\"mean\": \(mean)")
    #expect(stated != text)
    let effects = LearnedEffects(try Model(bytes: Array(stated.utf8))).numericEffects(9)
    #expect(!effects.isEmpty && effects.allSatisfy { $0.reach.isFinite })
  }

  @Test func `of many rows a sample tells how many were learned from`() throws {
    let rows = (0..<12_000).map { i -> Customer in
      let spent = Double(i * 7919 % 12_007) / 4
      let left = (i * 7919) % 5 < 2
      return Customer(
        plan: i % 2 == 0 ? "basic" : "plus", age: 20 + i % 50, spent: spent, left: left)
    }
    var options = TrainOptions()
    options.model = .logistic
    options.inverseStrength = 1
    options.hinges = .none
    options.validation = .none
    let model = try Trainer(target: "left", options: options)
      .fitted(to: try Table(rows: rows)).model
    let sketch = try #require(model.training.sketch)
    #expect(sketch.marks.count == RowSketch.limit && !sketch.isComplete)
    let half = rows.indices.map { index -> Customer in
      var row = rows[index]
      if index % 2 == 1 { row.spent += 0.1 }
      return row
    }
    let known = try #require(
      try KnownRows(try Table(rows: half), of: model).overlap(with: model))
    #expect(!known.isExact && (5400...6600).contains(known.learned), "\(known)")
  }

  @Test func `judged rows that repeat others are told`() throws {
    let rows = Customer.all.prefix(100) + Customer.all.prefix(100) + Customer.all.prefix(100)
    let trained = try Trainer(target: "left", options: model().options)
      .fitted(to: try Table(rows: rows))
    let found = trained.warnings.compactMap { warning -> Int? in
      if case .repeatedRows(let count, of: 60) = warning.finding { count } else { nil }
    }
    #expect(found.count == 1 && found.allSatisfy { $0 > 40 })
    #expect(!(try Customer.trained().warnings.contains { $0.kind == .repeatedRows }))
  }

  private struct Visit: Codable {
    var user: String
    var day: Int
    var size: Double
    var back: String
  }

  @Test func `rows of a group on both sides of a split by time are told`() throws {
    let visits = (0..<200).map { i in
      Visit(
        user: "u\(i % 20)", day: i, size: Double(i % 7) + Double(i) / 1024,
        back: i % 3 == 0 ? "yes" : "no")
    }
    var options = TrainOptions()
    options.model = .softmax
    options.inverseStrength = 1
    (options.group, options.order) = ("user", "day")
    options.validation = .timeOrdered(fraction: 0.2)
    let trained = try Trainer(target: "back", options: options).fitted(to: try Table(rows: visits))
    #expect(trained.warnings.contains { $0.finding == .groupsAcross(40, of: 40) })
    (options.order, options.validation) = (nil, .holdout(fraction: 0.2))
    let apart = try Trainer(target: "back", options: options).fitted(to: try Table(rows: visits))
    #expect(!apart.warnings.contains { $0.kind == .repeatedRows })
  }

  private struct Sale: Codable {
    var region: String
    var size: Double
    var price: Double
  }

  private static let sales = (0..<240).map { i -> Sale in
    let size = Double(i % 40)
    let price = size * 2 + Double((i * 31) % 17) / 4
    return Sale(region: i % 2 == 0 ? "north" : "south", size: size, price: price)
  }

  private func sold(_ change: (inout TrainOptions) -> Void) throws -> Model {
    var options = TrainOptions()
    options.model = .softmax
    options.inverseStrength = 1
    options.hinges = .none
    change(&options)
    return try Trainer(target: "price", options: options)
      .fitted(to: try Table(rows: Self.sales)).model
  }

  @Test func `a target of numbers is refused, or cut into ranges that later rows fall into`() throws
  {
    let error = #expect(throws: TrainingError.self) { try sold { _ in } }
    #expect(error?.remedy == .bins(column: "price", isDate: false))
    let model = try sold { $0.bins = .edges([0, 30, 60, 100]) }
    #expect(model.target.labels == ["0 to 30", "30 to 60", "60 to 100"])
    #expect(model.target.counts.reduce(0, +) == 240)
    let later = [0.0, 29.999, 30, 100, 101, .nan].map { Sale(region: "north", size: 1, price: $0) }
    let column = try #require(try Table(rows: later)["price"])
    let loaded = try Model(bytes: try model.bytes())
    #expect(
      loaded.target.encoded(column)
        == [0, 0, 1, 2, TypedColumn.missingCode, TypedColumn.missingCode])
    #expect(try loaded.evaluate(try Table(rows: Self.sales)).rowCount == 240)
    let quartiles = try sold { $0.bins = .quantiles(4) }
    #expect(quartiles.target.labels.count == 4)
    #expect(quartiles.target.counts.allSatisfy { (40...80).contains($0) })
  }

  @Test func `a target of dates is called so, and cut at days that name its classes`() throws {
    let days = (0..<240).map { i in
      Value.date(CivilDate(daysSinceEpoch: 18_262 + (i * 37) % 700)).description
    }
    let size = (0..<240).map { Double($0 % 11) }
    let columns = [TypedColumn(name: "size", numbers: size), TypedColumn(name: "y", texts: days)]
    let table = try Table(columns: columns)
    func cut(_ bins: TargetBins?) throws -> Model {
      var options = TrainOptions()
      options.model = .softmax
      options.inverseStrength = 1
      options.hinges = .none
      options.bins = bins
      return try Trainer(target: "y", options: options).fitted(to: table).model
    }
    let error = #expect(throws: TrainingError.self) { try cut(nil) }
    #expect(error?.remedy == .bins(column: "y", isDate: true))
    let asked = try #require(TargetBins(parsing: "2020-06-01, 2021-01-01"))
    #expect(asked.text == "2020-06-01,2021-01-01")
    let model = try cut(asked)
    // The order of labels is that of the cuts.
    #expect(
      model.target.labels
        == ["before 2020-06-01", "2020-06-01 to 2021-01-01", "2021-01-01 and later"])
    let later = TypedColumn(name: "y", texts: ["2020-05-31", "2020-06-01", "2021-01-01", nil])
    let loaded = try Model(bytes: try model.bytes())
    #expect(loaded.target.encoded(later) == [0, 1, 2, TypedColumn.missingCode])
    let quartiles = try cut(.quantiles(4)).target.labels
    #expect(quartiles.count == 4 && quartiles.allSatisfy { $0.contains("-") })
    for wrong in ["2021-01-01,2020-01-01", "2020-01-01,50", "2020-13-01"] {
      #expect(TargetBins(parsing: wrong) == nil)
    }
    let numbers = #expect(throws: TrainingError.self) { try cut(.edges([0, 50])) }
    #expect(numbers?.remedy == .otherBins(isDate: true))
  }

  @Test func `texts that hardly recur are no target`() throws {
    let rows = (0..<60).map { ["name": "n\($0)", "x": "\($0 % 7)"] }
    let error = #expect(throws: TrainingError.self) {
      try Trainer(target: "name").fitted(to: try Table(rows: rows))
    }
    guard case .features(let inner)? = error?.reason, case .namesRows(60, rows: 60) = inner.reason
    else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// Customers whose plans and labels are spelled in several ways.
  private static let spelled: [[String: String]] = (0..<300).map { i in
    let plan = ["north", "North ", "NORTH", "south"][i % 4]
    let yes = (i * 7) % 10 < (i % 4 == 3 ? 2 : 7)
    return ["plan": plan, "x": "\(i % 13)", "left": yes ? ["Yes", "yes"][i % 2] : "no"]
  }

  @Test func `spellings of one label or level are told, and folded on request`() throws {
    var options = try model().options
    options.model = .auto
    options.hinges = .none
    options.maxIterations = 10
    let plain = try Trainer(target: "left", options: options)
      .fitted(to: try Table(rows: Self.spelled))
    #expect(plain.model.target.labels == ["Yes", "no", "yes"])
    let told = plain.warnings.filter { $0.kind == .spellings }
    #expect(Set(told.compactMap(\.column)) == ["plan", "left"])
    options.foldLevels = true
    options.positive = "YES"
    let folded = try Trainer(target: "left", options: options)
      .fitted(to: try Table(rows: Self.spelled))
    #expect(folded.model.target.labels == ["no", "yes"] && folded.model.target.positive == 1)
    #expect(!folded.warnings.contains { $0.kind == .spellings })
    let predictor = Predictor(try Model(bytes: try folded.model.bytes()))
    let one = try predictor.predict(["plan": .text("NORTH"), "x": .text("3")])
    let two = try predictor.predict(["plan": .text("  north"), "x": .text("3")])
    #expect(one.probabilities == two.probabilities && two.drift.isEmpty)
    let others = Self.spelled.map { row in
      var row = row
      row["left"] = row["left"]?.uppercased()
      return row
    }
    #expect(try folded.model.evaluate(try Table(rows: others)).rowCount == 300)
    let error = #expect(throws: ModelError.self) {
      try plain.model.evaluate(
        try Table(
          rows: others.map { row in
            var row = row
            row["left"] = "NO"
            return row
          }))
    }
    guard case .noKnownClass(_, _, ["NO"])? = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `an order of levels that are not there is refused, of others told`() throws {
    let known = ["basic", "plus", "pro"]
    let error = #expect(throws: TrainingError.self) {
      try Customer.trained { $0.levels = ["plan": ["small", "large"]] }
    }
    guard case .noSuchLevels(column: "plan", available: let available)? = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(available.sorted() == known)
    func told(_ levels: [String]) throws -> [DataFinding] {
      try Customer.trained { $0.levels = ["plan": levels] }.warnings.map(\.finding)
        .filter { $0.kind == .levels }
    }
    #expect(try told(known).isEmpty)
    let odd = try told(["basic", "plus", "gold"])
    guard case .order("plan", absent: ["gold"], others: ["pro"], rows: let rows)? = odd.first else {
      Issue.record("\(odd)")
      return
    }
    #expect(rows == Customer.all.count { $0.plan == "pro" })
  }

  @Test func `the target cannot be dropped`() {
    #expect(throws: TrainingError(.targetUsed(column: "left", use: .drop))) {
      try Customer.trained { $0.drop = ["left"] }
    }
  }

  @Test func `the target has no other office, and an order is for splits by time`() {
    let uses: [(TrainingError.ColumnUse, (inout TrainOptions) -> Void)] = [
      (.weights, { $0.weights = "left" }), (.groups, { $0.group = "left" }),
    ]
    for (use, change) in uses {
      #expect(throws: TrainingError(.targetUsed(column: "left", use: use))) {
        try Customer.trained(change)
      }
    }
    #expect(throws: TrainingError(.idleOrder(column: "age"))) {
      try Customer.trained { $0.order = "age" }
    }
  }

  @Test func `weights of classes are told, unless the probabilities are calibrated`() throws {
    func isTold(_ change: (inout TrainOptions) -> Void) throws -> Bool {
      try Customer.trained(change).warnings.contains { $0.kind == .balancedClasses }
    }
    let balanced = try isTold { $0.classWeight = .balanced }
    #expect(balanced)
    let calibrated = try isTold {
      $0.classWeight = .balanced
      $0.calibration = .platt
    }
    let plain = try isTold { _ in }
    #expect(!calibrated && !plain)
  }

  @Test func `curves stop after as many iterations as were asked for`() throws {
    func iterations(_ limit: Int?) throws -> Int {
      let trained = try Customer.trained {
        $0.inverseStrength = nil
        $0.curves = .smooth
        $0.interactions = Interactions.none
        $0.hinges = .auto
        $0.maxIterations = limit
        $0.validation = .none
      }
      guard case .linear(let linear) = trained.model.classifier else { return -1 }
      return linear.fit.iterations
    }
    let (few, many) = (try iterations(1), try iterations(nil))
    #expect(few <= 2 && few < many, "\(few), \(many)")
  }
}
