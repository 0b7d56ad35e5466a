import Dispatch
import Foundation
import RowcastMachine
import RowcastModeling
import RowcastPipeline
import RowcastTabular
import Synchronization
import TestSupport
import Testing
import RowcastEvaluation

/// Serialized, since each takes the processors.
@Suite(.serialized) struct CancellationTests {
  /// A network that learns for minutes.
  private static var long: TrainOptions {
    var options = TrainOptions()
    options.model = .mlp
    options.hidden = [64, 64]
    options.maxIterations = 100_000
    options.network.patience = 100_000
    return options
  }

  @Test func `progress rises to one and says what is being done`() throws {
    let told = Mutex<[TrainingProgress]>([])
    var options = TrainOptions()
    options.maxIterations = 20
    options.validation = .crossValidation(folds: 2, repeats: 1)
    let trainer = Trainer(target: "left", options: options)
    _ = try trainer.fitted(to: try Table(rows: Customer.all)) { progress in
      told.withLock { $0.append(progress) }
    }
    let all = told.withLock { $0 }
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.fraction <= $1.fraction })
    #expect(all.first?.stage == .reviewing && all.last?.fraction == 1)
    #expect(Set(all.map(\.stage)) == Set(TrainingProgress.Stage.allCases))
    #expect(all.contains { $0.fold == 2 && $0.of == 2 })
    #expect(all.contains { $0.candidate == "multilayer perceptron" && ($0.epoch ?? 0) > 1 })
  }

  @Test(.timeLimit(.minutes(10)))
  func `a cancelled training ends with that error, and not when it is done`() async throws {
    let isLearning = Mutex(false)
    let table = try Table(rows: Customer.all)
    let task = Task {
      try await Trainer(target: "left", options: Self.long).fit(table) { progress in
        if progress.epoch != nil { isLearning.withLock { $0 = true } }
      }
    }
    while !isLearning.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(2)) }
    task.cancel()
    let error = await #expect(throws: TrainingError.self) { try await task.value }
    #expect(error?.reason == .cancelled)
  }

  @Test func `a cancelled run writes nothing`() async throws {
    let folder = try TemporaryFolder()
    let isLearning = Mutex(false)
    let path = folder("model.json")
    let task = Task.detached {
      let session = Session { progress in
        if progress.training?.epoch != nil { isLearning.withLock { $0 = true } }
      }
      return try Training(
        input: Fixture.path("customers.csv"), target: "churned", output: path,
        reading: ReadOptions(), options: Self.long
      ).run(session)
    }
    while !isLearning.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(2)) }
    task.cancel()
    await #expect(throws: PipelineError.self) { _ = try await task.value }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("")).isEmpty)
  }

  @Test func `work in order stops when its cancellation is asked for`() throws {
    let cancellation = Cancellation()
    var taken = 0
    #expect(throws: CancellationError.self) {
      try Cancellation.$current.withValue(cancellation) {
        try orderedMap(
          produce: {
            taken += 1
            if taken == 20 { cancellation.cancel() }
            return taken
          }, transform: { $0 }, consume: { _ in true })
      }
    }
    #expect(taken < 40)
  }

  /// Work that waits for a task of Swift's would wait for ever if it held that task's thread.
  @Test(.timeLimit(.minutes(10)))
  func `long work leaves the threads of tasks free`() async throws {
    let gate = DispatchSemaphore(value: 0)
    let done = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<16 {
        group.addTask {
          try await onOwnThread {
            gate.wait()
            return 1
          }
        }
      }
      group.addTask {
        try await Task.sleep(for: .milliseconds(5))
        for _ in 0..<16 { gate.signal() }
        return 0
      }
      return try await group.reduce(0, +)
    }
    #expect(done == 16)
  }
}
