import Dispatch
import Rowcast
import Synchronization
import Testing

/// 400 customers, of whom those with a high fee and a short stay mostly leave.
let customers: [Visit] = {
  var random = SeededGenerator(seed: 7)
  return (0..<400).map { _ in
    let fee = Double(random.next() % 1000) / 10, months = Int(random.next() % 60)
    let leaves = fee - Double(months) + Double(random.next() % 400) / 10 > 40
    return Visit(
      fee: fee, months: months, plan: ["basic", "plus"][Int(random.next() % 2)],
      churned: leaves ? "yes" : "no")
  }
}()

struct Visit: Codable, Sendable {
  var fee: Double, months: Int, plan: String, churned: String
}

@Suite struct LearningJobTests {
  @Test func `a model is trained, judged, saved and loaded`() async throws {
    // job: train, metrics, save, load, 8 lines
    let table = try Table(rows: customers)
    let trained = try await Trainer(target: "churned").fit(table)
    let accuracy = trained.validation?.scores.accuracy
    let bytes = try trained.model.bytes()
    let loaded = try Model(bytes: bytes)
    // end
    #expect(try #require(accuracy) > 0.8)
    #expect(loaded == trained.model)
  }

  @Test func `one row is predicted, from many tasks at once, in under a tenth of a millisecond`()
    async throws
  {
    let options = TrainOptions()
    let model = try Trainer(target: "churned", options: options).fitted(to: Table(rows: customers))
      .model
    // job: one row to label, probabilities and reasons, 5 lines
    let predictor = Predictor(model)
    let answer = try predictor.predict([
      "fee": .integer(99), "months": .integer(1), "plan": .text("basic"),
    ])
    // end
    #expect(answer.label == "yes")
    #expect(abs(answer.probabilities.values.reduce(0, +) - 1) < 1e-12)
    #expect(answer.reasons.first?.column == "fee" || answer.reasons.first?.column == "months")
    let same = try await withThrowingTaskGroup(of: Prediction.self) { group in
      for _ in 0..<8 { group.addTask { try predictor.predict(customers[0]) } }
      return try await group.reduce(into: Set<Prediction>()) { $0.insert($1) }
    }
    #expect(same.count == 1)
  }

  @Test func `own matrices go through cross-validation`() throws {
    let rows = customers.map { [$0.fee, Double($0.months)] }
    let labels = customers.map { $0.churned == "yes" ? 1 : 0 }
    // job: own matrices through k-fold cross-validation, 10 lines
    let features = try FeatureMatrix(rows: rows)
    var dice = SeededGenerator(seed: 1), losses: [Double] = []
    for fold in try stratifiedFolds(labels: labels, count: 5, generator: &dice).folds {
      let fitted = try LogisticRegression().fitted(
        to: features.selecting(fold.training), labels: fold.training.map { labels[$0] })
      let scored = try fitted.probabilities(features.selecting(fold.validation))
      let judged = try Predictions(
        classes: ["no", "yes"], probabilities: scored, labels: fold.validation.map { labels[$0] })
      losses.append(Assessment(judged).scores.logLoss)
    }
    // end
    #expect(losses.count == 5)
    #expect(losses.allSatisfy { $0 < 0.5 })
  }

  @Test func `progress has a fraction, and a cancelled training stops`() async throws {
    let table = try Table(rows: (0..<40).flatMap { _ in customers })
    let last = Mutex(0.0)
    // However slow this task is, learning waits until it is cancelled.
    let isCancelled = DispatchSemaphore(value: 0)
    let task = Task {
      try await Trainer(target: "churned").fit(table) { progress in
        last.withLock { $0 = progress.fraction }
        guard progress.fraction > 0 else { return }
        isCancelled.wait()
        isCancelled.signal()
      }
    }
    while last.withLock({ $0 }) == 0 { try await Task.sleep(for: .milliseconds(1)) }
    task.cancel()
    isCancelled.signal()
    await #expect(throws: TrainingError.self) { try await task.value }
    #expect(last.withLock { $0 } <= 1)
  }
}
