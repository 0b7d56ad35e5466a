import RowcastEvaluation
import RowcastFeatures
import RowcastModeling
import RowcastTabular
import Testing

/// A customer as an app holds one.
struct Customer: Codable, Sendable {
  var plan: String
  var age: Int?
  var spent: Double
  var left: Bool

  /// Four hundred customers of whom mostly the old ones with a basic plan leave.
  static let all: [Customer] = (0..<400).map { i in
    let age = 20 + (i * 37) % 50
    let plan = ["basic", "plus", "pro"][(i * 7) % 3]
    let score = Double(age) / 70 + (plan == "basic" ? 0.4 : 0) + Double((i * 53) % 100) / 250
    return Customer(
      plan: plan, age: i % 29 == 0 ? nil : age, spent: Double((i * 91) % 997) / 10,
      left: score > 0.95)
  }

  /// Plain logistic regression of them, trained once.
  private static let plain = Result { try trained { _ in } }

  static func trained() throws -> Trained { try plain.get() }

  static func trained(_ change: (inout TrainOptions) -> Void) throws -> Trained {
    var options = TrainOptions()
    options.model = .logistic
    options.inverseStrength = 1
    options.hinges = .none
    change(&options)
    return try Trainer(target: "left", options: options).fitted(to: try Table(rows: all))
  }
}

@Suite struct TrainedModelTests {
  @Test func `a model is trained from values, saved, loaded and compared equal`() async throws {
    // Networks are compared, too; what they come to after some epochs is enough.
    var options = TrainOptions()
    options.maxIterations = 20
    let trained = try await Trainer(target: "left", options: options)
      .fit(try Table(rows: Customer.all))
    let validation = try #require(trained.validation)
    #expect(validation.scores.accuracy > 0.75)
    #expect(validation.rowCount == 80)
    let bytes = try trained.model.bytes()
    let loaded = try Model(bytes: bytes)
    #expect(loaded == trained.model)
    #expect(try loaded.bytes() == bytes)
    #expect(trained.candidates.count { $0.isChosen } == 1)
  }

  @Test func `a model is judged on a table, whose metrics are numbers`() throws {
    let model = try Customer.trained().model
    let assessment = try model.evaluate(try Table(rows: Customer.all))
    #expect(assessment.rowCount == 400)
    #expect(assessment.scores.accuracy > assessment.baseline.accuracy)
    let error = #expect(throws: ModelError.self) {
      try model.evaluate(Table(row: ["age": .integer(3), "left": .boolean(true)]))
    }
    #expect(error?.reason == .missingColumns(["plan", "spent"], available: ["age", "left"]))
  }

  @Test func `what is no model file is told by what it is`() throws {
    #expect(throws: ModelError(.notAModel)) { try Model(bytes: Array("{}".utf8)) }
    let newer = Array(#"{"format": "rowcast-model", "formatVersion": 9, "program": "7.1"}"#.utf8)
    #expect(throws: ModelError(.newerFormat(9, program: "7.1"))) { try Model(bytes: newer) }
    let error = #expect(throws: ModelError.self) { try Model(bytes: Array("a,b\n".utf8)) }
    if case .notJSON? = error?.reason {} else { Issue.record("\(String(describing: error))") }
  }

  @Test func `a model file of an older program is read`() throws {
    var text = String(decoding: try Customer.trained().model.bytes(), as: UTF8.self)
    let selection = try #require(text.firstRange(of: #""selection": {"#))
    let end = try #require(text[selection.upperBound...].firstIndex(of: "}"))
    text.replaceSubrange(selection.lowerBound...end, with: #""selection": "as asked""#)
    text.replace(#""formatVersion": 2"#, with: #""formatVersion": 1"#, maxReplacements: 1)
    let warnings = try #require(text.firstRange(of: #""warnings": ["#))
    let close = try #require(text[warnings.upperBound...].firstIndex(of: "]"))
    text.replaceSubrange(
      warnings.lowerBound...close,
      with: #""warnings": [{"kind": "leak", "column": "x", "message": "m", "isSerious": true}]"#)
    let model = try Model(bytes: Array(text.utf8))
    #expect(model.training.selection == .described("as asked"))
    #expect(
      model.training.warnings == [DataWarning(.told(.leak, column: "x", figure: nil, message: "m"))]
    )
  }

  @Test func `roles are obeyed on every path`() throws {
    for kind in [ModelKind.logistic, .perceptron, .auto] {
      let model = try Customer.trained {
        $0.model = kind
        $0.maxIterations = 20
        $0.roles = ["age": .ignored]
      }.model
      #expect(model.features.requiredColumns == ["plan", "spent"])
    }
  }

  @Test func `what cannot be trained is an error with its value`() throws {
    let error = #expect(throws: TrainingError.self) {
      try Trainer(target: "gone").fitted(to: try Table(rows: Customer.all))
    }
    #expect(
      error?.reason
        == .noSuchColumn("gone", use: .target, available: ["plan", "age", "spent", "left"]))
    #expect(throws: TrainingError(.noHeldOutRows)) {
      try Customer.trained {
        $0.validation = .none
        $0.calibration = .platt
      }
    }
  }
}
