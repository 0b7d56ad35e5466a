import Foundation
import RowcastLinearAlgebra
import RowcastMachine
import Testing

@testable import RowcastClassification

@Suite("Linear models")
struct LinearTests {
  @Test("Both solvers for absolute penalties find the same optimum", arguments: [2, 3])
  func lassoSolversAgree(classCount: Int) throws {
    let data = SyntheticRows(rows: 400, classCount: classCount)
    let rows = try TrainingRows(
      data.features, labels: data.labels, classCount: classCount, weights: data.weights,
      classWeights: .none)
    let problem = LinearProblem(data.features, rows, outputs: classCount == 2 ? 1 : classCount)
    let objective = LassoObjective(
      smooth: RidgeObjective(problem: problem, ridge: 0.002, sample: nil), lasso: 0.01)
    let start = [Double](repeating: 0, count: problem.dimension)
    let newton = ProximalNewton(tolerance: 1e-9).minimized(objective, from: start)
    let orthant = OrthantWise(tolerance: 1e-9, maxIterations: 5000)
      .minimized(objective, from: start)
    #expect(abs(newton.value - orthant.value) < 1e-11)
    #expect(newton.point.contains(0))
    for (a, b) in zip(newton.point, orthant.point) { #expect((a == 0) == (b == 0)) }
  }

  @Test("Hinges of one number do not make the lasso's model creep", arguments: [1e-5, 1e-3, 0.1])
  func collinear(lasso: Double) {
    // 40 hinges of one number: neighbors are almost the same column.
    let count = 40
    let columns = (0..<count).map { knot in
      (0..<400).map { row in max(0, Double(row) / 400 - Double(knot) / Double(count)) }
    }
    var lower = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0...i { lower[i * count + j] = Vectors.dot(columns[i], columns[j]) / 400 }
    }
    let wanted = (0..<400).map { row in Double((row * 37) % 11) / 11 - 0.4 }
    let gradient = columns.map { -Vectors.dot($0, wanted) / 400 }
    let start = (0..<count).map { Double($0 % 3) - 1 }
    let step = QuadraticModel(lower, order: count).minimized(
      gradient: gradient, from: start, lasso: lasso, penalized: count)
    for j in 0..<count {
      var slope = gradient[j]
      for i in 0..<count { slope += lower[max(i, j) * count + min(i, j)] * step[i] }
      let value = start[j] + step[j]
      // The conditions of the optimum: the slope is the penalty's, or within it at zero.
      if value == 0 {
        #expect(abs(slope) <= lasso * (1 + 1e-9) + 1e-13)
      } else {
        #expect(abs(slope + (value > 0 ? lasso : -lasso)) <= 1e-11)
      }
    }
  }

  @Test("A start from a sample of the rows ends at the optimum of all")
  func sampled() throws {
    let data = SyntheticRows(rows: 70_000, dense: 2, levels: [5], sparseWidth: 0, classCount: 2)
    #expect(RowSample.rows(of: 70_000, width: data.features.width) != nil)
    for ratio in [0.0, 1.0] {
      let options = LinearOptions(c: 0.01, l1Ratio: ratio)
      let model = try LogisticRegression(options).fitted(to: data.features, labels: data.labels)
      let tight = try LogisticRegression(
        LinearOptions(c: 0.01, l1Ratio: ratio, tolerance: 1e-10)
      ).fitted(to: data.features, labels: data.labels, warmStart: model)
      #expect(model.fit.hasConverged)
      #expect(model.fit.objective / tight.fit.objective - 1 < 1e-9)
    }
  }

  @Test("A path of strengths has the models that each strength has alone")
  func path() throws {
    let data = SyntheticRows(rows: 500, classCount: 3)
    let cs = [0.01, 0.1, 1, 10]
    for ratio in [0.0, 0.5] {
      let models = try SoftmaxRegression(LinearOptions(l1Ratio: ratio)).fittedPath(
        cs: cs, to: data.features, labels: data.labels, classCount: 3)
      for (c, model) in zip(cs, models) {
        let alone = try SoftmaxRegression(LinearOptions(c: c, l1Ratio: ratio)).fitted(
          to: data.features, labels: data.labels, classCount: 3)
        #expect(abs(model.fit.objective / alone.fit.objective - 1) < 1e-8)
        #expect(model.fit.c == c)
      }
    }
  }

  @Test("A wide table of few rows is solved without a factored Hessian")
  func wide() throws {
    let data = SyntheticRows(rows: 50, dense: 2, sparseWidth: 1700, classCount: 2)
    let model = try LogisticRegression(LinearOptions(c: 10)).fitted(
      to: data.features, labels: data.labels)
    #expect(model.fit.hasConverged)
    #expect(model.fit.gradientNorm <= 1e-6)
    let lasso = try LogisticRegression(LinearOptions(c: 1, l1Ratio: 1)).fitted(
      to: data.features, labels: data.labels)
    #expect(lasso.fit.solver == "OWL-QN")
    #expect(lasso.weights.values.count { $0 == 0 } > 1000)
  }

  @Test("Two-class softmax has half the strength of the logistic penalty")
  func softmaxAndSigmoid() throws {
    let data = SyntheticRows(rows: 300, classCount: 2)
    let logistic = try LogisticRegression(LinearOptions(c: 2, tolerance: 1e-9))
      .fitted(to: data.features, labels: data.labels)
    let softmax = try SoftmaxRegression(LinearOptions(c: 1, tolerance: 1e-9))
      .fitted(to: data.features, labels: data.labels, classCount: 2)
    let (a, b) = (
      try logistic.probabilities(data.features), try softmax.probabilities(data.features)
    )
    for (x, y) in zip(a.values, b.values) { #expect(abs(x - y) < 1e-6) }
  }

  @Test("Row weights count like repeated rows")
  func rowWeights() throws {
    let data = SyntheticRows(rows: 200, classCount: 2)
    let weights = data.labels.indices.map { Double($0 % 3) }
    let repeated = data.labels.indices.flatMap { Array(repeating: $0, count: $0 % 3) }
    let weighted = try LogisticRegression().fitted(
      to: data.features, labels: data.labels, weights: weights)
    let plain = try LogisticRegression().fitted(
      to: data.features.selecting(repeated), labels: repeated.map { data.labels[$0] })
    #expect(abs(weighted.fit.objective / plain.fit.objective - 1) < 1e-9)
  }

  @Test("Options that mean nothing are refused with what they should be")
  func refusals() {
    let data = SyntheticRows(rows: 20, classCount: 2)
    func message(_ options: LinearOptions, labels: [Int]? = nil) -> String {
      do throws(ClassificationError) {
        _ = try LogisticRegression(options).fitted(
          to: data.features, labels: labels ?? data.labels)
        return ""
      } catch {
        return error.description
      }
    }
    #expect(message(LinearOptions(c: 0)) == "C 0.0 cannot be used (expected a number above 0)")
    #expect(message(LinearOptions(c: .nan)).hasPrefix("C nan cannot be used"))
    #expect(message(LinearOptions(l1Ratio: 2)).contains("from 0 to 1"))
    #expect(
      message(LinearOptions(), labels: [0, 1, 2] + Array(repeating: 0, count: 17))
        == "row 3: class number outside the classes (found 2, expected 0 to 1)")
    #expect(message(LinearOptions(), labels: [0]).contains("found 1, expected 20"))
  }
}
