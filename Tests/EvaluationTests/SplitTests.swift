import RowcastLinearAlgebra
import Testing

@testable import RowcastEvaluation

@Suite struct SplitTests {
  let labels: [Int] = {
    var generator = SeededGenerator(seed: 5)
    return (0..<503).map { _ in [0, 0, 0, 1, 1, 2][generator.below(6)] }
  }()

  func expectPartition(_ folds: [Fold], rows: Int) {
    #expect(folds.flatMap(\.validation).sorted() == Array(0..<rows))
    for fold in folds {
      #expect((fold.training + fold.validation).sorted() == Array(0..<rows))
      #expect(fold.training == fold.training.sorted())
      #expect(fold.validation == fold.validation.sorted())
    }
  }

  @Test(arguments: [2, 3, 5, 10])
  func `stratified folds partition the rows and differ by one row at most`(count: Int) throws {
    var generator = SeededGenerator(seed: 1)
    let split = try stratifiedFolds(labels: labels, count: count, generator: &generator)
    #expect(split.folds.count == count)
    expectPartition(split.folds, rows: labels.count)
    let sizes = split.folds.map(\.validation.count)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    for label in 0..<3 {
      let counts = split.folds.map { $0.validation.count { labels[$0] == label } }
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    }
  }

  @Test func `rows of a class that a fold does not teach are not judged in it, and told`() {
    let labels = [0, 0, 1, 1, 2]
    let split = Split(folds: [
      Fold(training: [0, 2], validation: [1, 3, 4]),
      Fold(training: [1, 3, 4], validation: [0, 2]),
    ])
    let judged = split.judgingLearnedClasses(labels: labels)
    #expect(judged.folds.map(\.validation) == [[1, 3], [0, 2]])
    #expect(judged.folds.map(\.training) == split.folds.map(\.training))
    #expect(judged.warnings == [.unlearnedRows(1, classes: 1)])
    #expect(split.judgingLearnedClasses(labels: [0, 0, 1, 1, 1]) == split)
    // A fold without anything else is judged as it is.
    let odd = Split(folds: [Fold(training: [0, 1, 2, 3], validation: [4])])
    #expect(odd.judgingLearnedClasses(labels: labels) == odd)
  }

  @Test func `shares of classes are dealt as scikit-learn deals them`() throws {
    // Codes by first appearance 0000011122: fold 0 gets positions 0, 3, 6, 9 and so on.
    let labels = [7, 7, 7, 7, 7, 4, 4, 4, 9, 9]
    var generator = SeededGenerator(seed: 3)
    let split = try stratifiedFolds(labels: labels, count: 3, generator: &generator)
    let counts = split.folds.map { fold in
      [7, 4, 9].map { label in fold.validation.count { labels[$0] == label } }
    }
    #expect(counts == [[2, 1, 1], [2, 1, 0], [1, 1, 1]])
    #expect(split.warnings == [.smallClasses(1, folds: 3)])
  }

  @Test func `the same seed gives the same folds and another seed gives others`() throws {
    func folds(_ seed: UInt64) throws -> [Fold] {
      var generator = SeededGenerator(seed: seed)
      return try stratifiedFolds(labels: labels, count: 5, generator: &generator).folds
    }
    #expect(try folds(1) == folds(1))
    #expect(try folds(1) != folds(2))
  }

  @Test func `folds that no class can fill are refused`() {
    var generator = SeededGenerator(seed: 1)
    #expect(throws: EvaluationError(.classesSmallerThanFolds(largest: 2, folds: 3))) {
      try stratifiedFolds(labels: [0, 0, 1, 1], count: 3, generator: &generator)
    }
    #expect(throws: EvaluationError(.folds(1, rows: 4))) {
      try stratifiedFolds(labels: [0, 0, 1, 1], count: 1, generator: &generator)
    }
    #expect(throws: EvaluationError(.noRows)) {
      try stratifiedFolds(labels: [], count: 2, generator: &generator)
    }
  }

  @Test(arguments: [0.1, 0.2, 0.25, 0.5])
  func `a hold-out takes its share of every class`(fraction: Double) throws {
    var generator = SeededGenerator(seed: 9)
    let split = try stratifiedHoldout(labels: labels, fraction: fraction, generator: &generator)
    let fold = try #require(split.folds.first)
    #expect((fold.training + fold.validation).sorted() == Array(labels.indices))
    #expect(fold.validation.count == Int((503 * fraction).rounded()))
    for label in 0..<3 {
      let size = Double(labels.count { $0 == label })
      let taken = Double(fold.validation.count { labels[$0] == label })
      #expect((taken - size * fraction).magnitude <= 1)
    }
  }

  @Test func `a class of one row stays in training and one of two is on both sides`() throws {
    let labels = Array(repeating: 0, count: 20) + [1, 2, 2]
    var generator = SeededGenerator(seed: 2)
    let split = try stratifiedHoldout(labels: labels, fraction: 0.2, generator: &generator)
    let fold = split.folds[0]
    #expect(fold.training.contains(20))
    #expect(fold.validation.count { $0 > 20 } == 1)
    #expect(split.warnings == [.singleRows(classes: 1)])
  }

  @Test func `groups are never parted and classes stay about even`() throws {
    var random = SeededGenerator(seed: 11)
    let groups = labels.map { _ in random.below(60) * 7 }
    var generator = SeededGenerator(seed: 4)
    let split = try stratifiedGroupFolds(
      labels: labels, groups: groups, count: 5, generator: &generator)
    expectPartition(split.folds, rows: labels.count)
    for fold in split.folds {
      let learned = Set(fold.training.map { groups[$0] })
      #expect(fold.validation.allSatisfy { !learned.contains(groups[$0]) })
      for label in 0..<3 {
        let share =
          Double(fold.validation.count { labels[$0] == label })
          / Double(labels.count { $0 == label })
        #expect(share > 0.12 && share < 0.28)
      }
    }
    #expect(throws: EvaluationError(.groupsFewerThanFolds(groups: 1, folds: 5))) {
      try stratifiedGroupFolds(
        labels: labels, groups: labels.map { _ in 1 }, count: 5, generator: &generator)
    }
  }

  @Test func `a time-ordered split learns from the past alone and keeps a moment together`() throws
  {
    let order = (0..<100).map { Double(($0 * 37) % 100 / 4) }
    let split = try timeOrderedHoldout(rowCount: 100, order: order, fraction: 0.3)
    let fold = split.folds[0]
    let latest = try #require(fold.training.map { order[$0] }.max())
    #expect(fold.validation.allSatisfy { order[$0] > latest })
    #expect((fold.validation.count - 30).magnitude <= 2)
    let folds = try expandingTimeFolds(rowCount: 100, order: order, count: 4).folds
    #expect(folds.count == 4)
    for fold in folds {
      let latest = try #require(fold.training.map { order[$0] }.max())
      #expect(fold.validation.allSatisfy { order[$0] > latest })
    }
    #expect(folds.map(\.training.count) == folds.map(\.training.count).sorted())
  }

  @Test func `plans are read from text and written the same`() throws {
    for text in ["none", "holdout=0.2", "cv=5", "cv=5x3", "time=0.25", "time=4"] {
      #expect(try SplitPlan(parsing: text).description == text)
    }
    for text in ["", "cv=1", "cv=a", "cv=5x0", "cv=5x2x2", "holdout=x", "time=0", "folds=3"] {
      #expect(throws: EvaluationError.self) { try SplitPlan(parsing: text) }
    }
    #expect(throws: EvaluationError(.fraction(1.5))) { try SplitPlan(parsing: "holdout=1.5") }
  }

  @Test func `repeated cross-validation shuffles anew each time`() throws {
    var generator = SeededGenerator(seed: 1)
    let split = try SplitPlan.crossValidation(folds: 4, repeats: 2)
      .split(labels: labels, generator: &generator)
    #expect(split.folds.count == 8)
    expectPartition(Array(split.folds.prefix(4)), rows: labels.count)
    expectPartition(Array(split.folds.suffix(4)), rows: labels.count)
    #expect(split.folds[0] != split.folds[4])
    #expect(try SplitPlan.none.split(labels: labels, generator: &generator).folds.isEmpty)
  }
}
