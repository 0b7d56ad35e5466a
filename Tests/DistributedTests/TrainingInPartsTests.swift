import RowcastEvaluation
import RowcastFeatures
import RowcastModeling
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastDistributed

@Suite struct TrainingInPartsTests {
  /// Rows of numbers, categories, gaps and a class that depends on them.
  static func table(_ rows: Int, seed: UInt64, classes: Int = 2) -> [String] {
    var generator = FixedGenerator(seed: seed)
    let towns = ["Ulm", "Kiel", "Bonn", "Trier", "M\u{FC}nchen"]
    return ["age,income,town,member,class"]
      + (0..<rows).map { _ in
        let age = Int.random(in: 18...90, using: &generator)
        let income = Double.random(in: 0...9000, using: &generator)
        let town = towns.randomElement(using: &generator) ?? ""
        let score =
          Double(age) / 20 + (town == "Ulm" ? 2 : 0) + (income > 6000 ? 1.5 : 0)
          + Double.random(in: -2...2, using: &generator)
        let label = min(classes - 1, max(0, Int(score / (7 / Double(classes)))))
        let shown = Int.random(in: 0..<10, using: &generator) == 0 ? "" : "\(income)"
        return "\(age),\(shown),\(town),\(age % 2 == 0),c\(label)"
      }
  }

  static func model(
    _ lines: [String], parts: Int, seed: UInt64, knowsCount: Bool = true,
    options: TrainOptions = TrainOptions(), kind: LineFormat.Kind = .delimited
  ) throws -> Model {
    let head = Array(lines.prefix(100).joined(separator: "\n").utf8)
    let leader = try PartLeader(
      target: "class", options: options, tableName: "rows",
      lines: try LineFormat(
        head: head, kind: kind, texts: PartLeader.texts(of: options)))
    return try leader.trained(
      on: InMemoryRows(lines, parts: parts, seed: seed, knowsCount: knowsCount)
    ).trained.model
  }

  @Test(arguments: [1, 2, 7, 50])
  func `the same rows in any parts give the same model file`(parts: Int) throws {
    let lines = Self.table(300, seed: 3)
    let alone = try Self.model(lines, parts: 1, seed: 0)
    let model = try Self.model(
      lines, parts: parts, seed: UInt64(parts), knowsCount: parts != 2)
    #expect(try model.bytes() == alone.bytes())
    #expect(alone.training.rows == 300)
    let accuracy = try #require(alone.training.assessment).scores.accuracy
    #expect(accuracy > 0.6)
  }

  @Test func `several classes and balanced weights give the same file, too`() throws {
    let lines = Self.table(240, seed: 4, classes: 3)
    var options = TrainOptions()
    options.classWeight = .balanced
    options.validation = .none
    let alone = try Self.model(lines, parts: 1, seed: 0, options: options)
    #expect(alone.target.labels == ["c0", "c1", "c2"])
    let model = try Self.model(lines, parts: 13, seed: 5, options: options)
    #expect(try model.bytes() == alone.bytes())
  }
}
