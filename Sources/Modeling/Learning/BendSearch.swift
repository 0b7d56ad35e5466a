import RowcastClassification
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastMachine
import RowcastTabular

/// Looks for columns of numbers that a plain linear model cannot follow, in a very large table.
///
/// Comparing candidates by refitting them takes longer than the fit itself when rows are many and
/// features fit the cache. One rough fit to a sample is enough to see whether hinges could help:
/// only then are they compared.
struct BendSearch: Sendable {
  let fitter: Fitter

  /// The most rows of the sample, and the most values: rows, columns of numbers and outputs.
  static let sampleRows = 20_000
  static let sampleValues = 10_000_000

  struct Finding: Sendable {
    var bends: Bool
    var rowCount: Int
  }

  /// Tests the residuals of a candidate without hinges along each column of numbers.
  func found(_ plain: Candidate, rows: [Int]) throws -> Finding? {
    guard case .linear(var options, let cs) = plain.learner, cs.count == 1 else { return nil }
    options.tolerance = max(options.tolerance, 1e-4)
    let task = fitter.task
    let outputs = task.classCount == 2 ? 1 : task.classCount
    let width = max(1, task.table.columns.count * outputs)
    let wanted = min(Self.sampleRows, max(4000, Self.sampleValues / width))
    let step = max(1, rows.count / wanted)
    let picked = stride(from: step / 2, to: rows.count, by: step).map { rows[$0] }
    let sample = Fitter(
      task: task.selecting(picked), monitor: TrainingMonitor(nil), roles: fitter.roles)
    // A class may be too rare to be seen in a sample; then candidates are compared as usual.
    guard Set(sample.task.labels).count == task.classCount else { return nil }
    let all = Array(picked.indices)
    let (features, matrix) = try sample.prepared(plain.recipe, rows: all)
    guard let model = try sample.path(options, cs: cs, to: matrix, rows: all).last else {
      return nil
    }
    let probabilities = try model.probabilities(matrix).values
    let test = BendTest(
      probabilities: probabilities, labels: sample.task.labels, weights: sample.task.weights,
      classCount: task.classCount)
    let numbers = features.columns.filter { $0.role == .numeric && $0.number != nil }
    let bent = mapChunks(of: numbers.count, size: 1) { index, _ in
      sample.task.table[numbers[index].name].map {
        test.finds(in: $0.numbers(numbers[index].reading))
      } ?? false
    }
    if bent.contains(true) { return Finding(bends: true, rowCount: picked.count) }
    let screen = ProductScreen(
      probabilities: probabilities, labels: sample.task.labels, weights: sample.task.weights,
      classCount: task.classCount)
    let pairs = screen.pairs(ProductTable(features, sample.task.table))
    return Finding(
      bends: (pairs.first?.deviation ?? 0) > BendTest.limit, rowCount: picked.count)
  }
}
