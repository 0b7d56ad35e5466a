import RowcastEvaluation
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastModeling
import RowcastTabular
import Testing

/// What is compared, chosen and told by rows is told by rows that had no part in it.
@Suite struct HonestJudgingTests {
  /// Numbers of chance, and classes of their sum, or of chance as well.
  private static func table(
    rows: Int, columns: Int, seed: UInt64, share: Double = 0.5, isSum: Bool = false
  ) -> Table {
    var generator = SeededGenerator(seed: seed)
    let numbers = (0..<columns).map { _ in
      (0..<rows).map { _ in (0..<6).reduce(-3.0) { sum, _ in sum + generator.uniform() } }
    }
    let classes = (0..<rows).map { row in
      let isYes = isSum ? numbers.reduce(0) { $0 + $1[row] } > 0 : generator.uniform() < share
      return isYes ? "yes" : "no"
    }
    return Table(
      columns: numbers.enumerated().map { TypedColumn(name: "c\($0)", numbers: $1) }
        + [TypedColumn(name: "y", texts: classes)], rowCount: rows)
  }

  private static func trained(
    _ table: Table, _ change: (inout TrainOptions) -> Void
  ) throws -> Trained {
    var options = TrainOptions()
    options.model = .logistic
    change(&options)
    return try Trainer(target: "y", options: options).fitted(to: table)
  }

  @Test func `more columns of chance than rows look no better than guessing in a comparison`()
    throws
  {
    let losses = try ([1, 2] as [UInt64]).map { seed in
      let found = try Self.trained(Self.table(rows: 50, columns: 150, seed: seed)) {
        $0.validation = .none
      }.candidates
      #expect(found.count == 2 && found.contains { $0.name.contains("curves") })
      for candidate in found where candidate.isChosen { #expect(candidate.logLoss > 0.6) }
      return found.last?.logLoss ?? 0
    }
    // Strengths of all rows would give 0.5 here.
    #expect(losses.reduce(0, +) / 2 > 0.64)
  }

  @Test func `a threshold is chosen on rows that were learned from and told by those held out`()
    throws
  {
    let trained = try Self.trained(Self.table(rows: 300, columns: 2, seed: 4, share: 0.25)) {
      $0.inverseStrength = 1
      $0.hinges = .none
      $0.threshold = .precision(0.9)
    }
    let choice = try #require(trained.model.training.threshold)
    #expect(choice.learnedRows == 240)
    #expect(trained.validation?.rowCount == 60)
    // Of chance a precision of 0.9 is luck, of however few rows.
    #expect(!choice.isReached)
  }

  @Test func `near-perfect results are told of, whoever tells them, of enough judged rows`() throws
  {
    func doubts(rows: Int, columns: Int) throws -> [DataFinding] {
      try Self.trained(Self.table(rows: rows, columns: columns, seed: 9, isSum: true)) {
        $0.inverseStrength = 1e6
        $0.hinges = .none
      }.warnings.filter { $0.kind == .tooGood }.map(\.finding)
    }
    // Nine columns that tell little each.
    guard case .tooGood(let accuracy, let columns)? = try doubts(rows: 900, columns: 9).first else {
      Issue.record("nothing was told")
      return
    }
    #expect(accuracy > 0.97 && columns.allSatisfy { $0.strength < 0.3 })
    #expect(DataFinding.tooGood(accuracy: accuracy, columns: columns).column == nil)
    #expect(try doubts(rows: 60, columns: 2).isEmpty)
  }

  @Test func `rows with other shares are held against guessing on themselves`() throws {
    let model = try Customer.trained().model
    let left = Customer.all.filter(\.left)
    let others = Customer.all.filter { !$0.left }
    let isLeftRarer = left.count < others.count
    // Of the class that was rarer in training there are four times as many as of the other one.
    let (many, few) = isLeftRarer ? (left, others) : (others, left)
    let rows = Array(many.prefix(80)) + Array(few.prefix(20))
    let found = try model.evaluate(try Table(rows: rows))
    let counts = found.perClass.map(\.support)
    let largest = try #require(counts.max()) / 100
    #expect(largest > 0.75)
    #expect(found.baseline.accuracy == largest)
    #expect(counts[found.baseline.mostFrequent] == largest * 100)
    #expect(abs(found.baseline.shares[found.baseline.mostFrequent] - largest) < 1e-12)
  }

  @Test func `a class of one row is named with its rows, not denied`() throws {
    let all = Self.table(rows: 60, columns: 1, seed: 2)
    let table = Table(
      columns: [
        all.columns[0],
        TypedColumn(name: "y", texts: (0..<60).map { $0 == 7 ? "rare" : "common" }),
      ], rowCount: 60)
    let error = #expect(throws: TrainingError.self) { try Self.trained(table) { _ in } }
    #expect(
      error?.reason == .oneClassLeft(column: "y", labels: ["common", "rare"], counts: [59, 1]))
  }

  @Test func `the target takes no role of a feature`() throws {
    let table = Self.table(rows: 40, columns: 1, seed: 3)
    let error = #expect(throws: TrainingError.self) {
      try Self.trained(table) { $0.roles = ["y": .numeric] }
    }
    #expect(error?.reason == .targetRole(.numeric, column: "y"))
    #expect(error?.isWrongUse == true)
  }

  @Test func `a class of one row moves neither the comparison nor the judgment`() throws {
    func losses(rare: Bool) throws -> (compared: [Double], judged: Double, found: [DataFinding]) {
      var table = Self.table(rows: 240, columns: 3, seed: 3, isSum: true)
      if rare, case .texts(let codes, let words) = table.columns[3].values {
        var texts = codes.map { words[Int($0)] ?? "" }
        texts[7] = "once"
        table = Table(
          columns: Array(table.columns.prefix(3)) + [TypedColumn(name: "y", texts: texts)],
          rowCount: 240)
      }
      let trained = try Self.trained(table) {
        $0.validation = .crossValidation(folds: 3, repeats: 1)
        $0.model = .softmax
      }
      return (
        trained.candidates.map(\.logLoss), trained.validation?.scores.logLoss ?? .nan,
        trained.warnings.map(\.finding)
      )
    }
    let (plain, rare) = (try losses(rare: false), try losses(rare: true))
    // Counted with the others it would add 34.5 nats over 240 rows.
    for (a, b) in zip(plain.compared, rare.compared) { #expect(abs(a - b) < 0.08) }
    #expect(abs(plain.judged - rare.judged) < 0.08)
    #expect(rare.found.contains(.unlearnedRows(1, classes: 1)))
  }

  @Test
  func `a split by time takes the only column of dates, else the rows as they stand, and says so`()
    throws
  {
    func found(dates: Int, order: String? = nil) throws -> (DataFinding?, used: [String]) {
      let plain = Self.table(rows: 120, columns: 1, seed: 3, isSum: true)
      let days = (0..<dates).map { place in
        TypedColumn(
          name: "d\(place)", kind: .date,
          values: .numbers((0..<120).map { Double($0 * 77 % 120 + place) * 86_400_000 }))
      }
      let trained = try Self.trained(Table(columns: plain.columns + days, rowCount: 120)) {
        $0.validation = .timeOrdered(fraction: 0.2)
        $0.order = order
      }
      let told = trained.warnings.map(\.finding).first {
        if case .timeOrder = $0 { true } else { false }
      }
      return (told, trained.model.features.requiredColumns)
    }
    let one = try found(dates: 1)
    #expect(one.0 == .timeOrder(column: "d0", dates: 1) && one.used == ["c0"])
    let two = try found(dates: 2)
    #expect(two.0 == .timeOrder(column: nil, dates: 2) && two.used.contains("d0"))
    let none = try found(dates: 0)
    #expect(none.0 == .timeOrder(column: nil, dates: 0))
    let named = try found(dates: 2, order: "d1")
    #expect(named.0 == nil && named.used == ["c0", "d0"])
  }

  @Test(arguments: [(" kg", 3), ("", 2)])
  func `a model file of texts with a unit is read by no program that would read nothing of them`(
    unit: String, version: Int
  ) throws {
    let plain = Self.table(rows: 120, columns: 1, seed: 3, isSum: true)
    let texts = (0..<120).map { "\($0 * 37 % 100).5\(unit)" }
    let table = Table(
      columns: plain.columns + [TypedColumn(name: "w", texts: texts)], rowCount: 120)
    let model = try Self.trained(table) { $0.validation = .none }.model
    let bytes = try model.bytes()
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"formatVersion\": \(version),"))
    let read = try Model(bytes: bytes)
    #expect(read == model)
    let reading = try #require(read.features.columns.first { $0.name == "w" }?.reading)
    #expect(reading.form == .numbers && (reading.frame == nil) == unit.isEmpty)
  }
}
