import RowcastFeatures
import RowcastModeling
import RowcastTabular
import Testing

@Suite struct PredictorTests {
  @Test func `a row says the same as a dictionary, as a struct and in a table`() throws {
    let predictor = Predictor(try Customer.trained().model)
    let table = try predictor.predict(try Table(rows: Customer.all))
    for (i, customer) in Customer.all.enumerated().prefix(60) {
      let named = try predictor.predict([
        "plan": .text(customer.plan), "age": customer.age.map { .integer(Int64($0)) } ?? .missing,
        "spent": ExactNumber(customer.spent).map(Value.number) ?? .missing,
      ])
      #expect(named == table[i])
      #expect(try predictor.predict(customer) == table[i])
    }
  }

  @Test func `many tasks share one predictor`() async throws {
    let predictor = Predictor(try Customer.trained().model)
    let rows = Array(Customer.all.prefix(40))
    let alone = try rows.map { try predictor.predict($0) }
    try await withThrowingTaskGroup(of: [Prediction].self) { group in
      for _ in 0..<8 { group.addTask { try rows.map { try predictor.predict($0) } } }
      for try await together in group { #expect(together == alone) }
    }
  }

  @Test func `a prediction has probabilities, reasons and what training had not seen`() throws {
    let predictor = Predictor(try Customer.trained().model)
    let row: [String: Value] = [
      "plan": .text("platinum"), "age": .integer(200), "spent": .integer(-4),
    ]
    let prediction = try predictor.predict(row, reasons: 2)
    #expect(abs(prediction.probabilities.values.reduce(0, +) - 1) < 1e-12)
    #expect(prediction.probabilities[prediction.label] == prediction.probabilities.values.max())
    #expect(prediction.reasons.count == 2)
    #expect(
      Set(prediction.drift) == [
        .unseenLevel(column: "plan", level: "platinum"),
        .above(column: "age", value: 200, maximum: 69),
        .below(column: "spent", value: -4, minimum: 0),
      ])
    #expect(try predictor.predict(row, reasons: 0).reasons.isEmpty)
    let error = #expect(throws: ModelError.self) { try predictor.predict(["plan": .text("pro")]) }
    #expect(error?.reason == .missingColumns(["age", "spent"], available: ["plan"]))
  }
}
