import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import Testing

@testable import RowcastFeatures

/// Curves of hats, and products of columns.
@Suite struct CurveTests {
  static func fitted(_ table: Table) throws -> FittedFeatures {
    var recipe = FeatureRecipe()
    recipe.curves = CurveOptions()
    return try recipe.fitted(to: table, target: table.names.contains("y") ? "y" : nil)
  }

  /// The entries of a row in the sparse block behind the indicators.
  static func entries(_ block: FeatureMatrix.Sparse, row: Int) -> [(column: Int, value: Double)] {
    (block.rowOffsets[row]..<block.rowOffsets[row + 1]).map {
      (Int(block.columns[$0]), block.values[$0])
    }
  }

  @Test func `a number lies between two hats, and their knots give it back`() throws {
    let table = LawTests.table(rows: 400)
    let features = try Self.fitted(table)
    let number = try #require(features.columns.first { $0.name == "plain" }?.number)
    let curve = try #require(number.curve)
    #expect(curve.knots.count > 8)
    #expect(abs(curve.shares.reduce(0, +) - 1) < 1e-12)
    for x in [curve.knots[0] - 5, curve.knots[0], 1.25, 20, curve.knots[curve.knots.count - 1] + 1]
    {
      let (knot, share) = curve.place(of: x)
      let back = (1 - share) * curve.knots[knot] + share * curve.knots[knot + 1]
      #expect(abs(back - number.bounded(x)) < 1e-9)
    }
  }

  @Test func `hats stand behind the indicators, two of each curve in a row`() throws {
    let table = LawTests.table(rows: 400)
    let features = try Self.fitted(table)
    let matrix = features.transformed(table)
    #expect(matrix.width == features.width)
    let all = features.features
    #expect(Set(all.map(\.name)).count == all.count)
    let first = try #require(all.firstIndex { if case .hat = $0.kind { true } else { false } })
    let block = try #require(matrix.sparse.dropFirst().first)
    #expect(matrix.sparseOffsets[1] == first)
    let curved = features.columns.filter { $0.number?.curve != nil }
    for row in [0, 17, 399] {
      let found = Self.entries(block, row: row)
      #expect(found.count == 2 * curved.count)
      #expect(found.map(\.column) == found.map(\.column).sorted())
      #expect(abs(found.reduce(0) { $0 + $1.value } - Double(curved.count)) < 1e-12)
    }
  }

  @Test func `few values become knots each, many get quantiles of rows and of values`() {
    #expect(CurveKnots.found(in: [3, 1, 2, 2, .nan, 3], most: 10).places == [1, 2, 3])
    let inflated = (0..<4000).map { $0 % 4 == 0 ? Double($0) : 0 }
    let knots = CurveKnots.found(in: inflated, most: 64).places
    #expect(knots.count > 12 && knots.count <= CurveKnots.continuous)
    #expect(knots == knots.sorted())
    #expect(knots[0] == 0)
  }

  /// Two columns of which only both together tell the class, a third, and a fourth that means nothing.
  static func exclusive(rows: Int, seed: UInt64) -> (table: Table, labels: [Int]) {
    var generator = SeededGenerator(seed: seed)
    let a = (0..<rows).map { _ in generator.uniform() }
    let b = (0..<rows).map { _ in ["x", "y"][generator.below(2)] }
    let c = (0..<rows).map { _ in generator.uniform() }
    let labels = (0..<rows).map { row in
      let isOn = (a[row] > 0.5) != (b[row] == "x")
      return generator.uniform() < (isOn ? 0.7 : 0.3) ? 1 : 0
    }
    return (
      Table(
        columns: [
          RoleTests.numbers("a", a), RoleTests.texts("b", b.map { $0 }), RoleTests.numbers("c", c),
          RoleTests.numbers("d", c.map { ($0 * 977).truncatingRemainder(dividingBy: 1) }),
        ], rowCount: rows), labels
    )
  }

  @Test func `the pair that tells the class together is found, and no other`() throws {
    let (table, labels) = Self.exclusive(rows: 3000, seed: 8)
    let features = try Self.fitted(table)
    let columns = ProductTable(features, table)
    let share = Double(labels.reduce(0, +)) / 3000
    let probabilities = labels.flatMap { _ in [1 - share, share] }
    let screen = ProductScreen(
      probabilities: probabilities, labels: labels, weights: nil, classCount: 2)
    let found = screen.pairs(columns)
    #expect(found.count == 6)
    #expect(found[0].combination == columns.combination(["a", "b"]))
    #expect(found[0].deviation > 20)
    #expect(found.dropFirst().allSatisfy { $0.deviation < 5 })
    let triples = screen.triples(columns, extending: [found[0].combination])
    #expect(triples.count == 2)
    #expect(triples.allSatisfy { $0.deviation > 2.5 })
  }

  @Test func `a row touches the cells between its knots, and products are written and read`() throws
  {
    let (table, _) = Self.exclusive(rows: 500, seed: 9)
    var features = try Self.fitted(table)
    let columns = ProductTable(features, table)
    let combinations = [["a", "b"], ["a", "c"], ["a", "b", "c"]].compactMap(columns.combination)
    let (products, cells) = columns.products(combinations)
    features.products = products
    #expect(products.map(\.name) == ["a × b", "a × c", "a × b × c"])
    for product in products { #expect(abs(product.shares.reduce(0, +) - 1) < 1e-12) }
    let matrix = features.transformed(table)
    #expect(matrix.width == features.width)
    #expect(features.features.count == features.width)
    let block = try #require(matrix.sparse.last)
    let made = try #require(cells)
    #expect(block.columns == made.columns)
    #expect(block.values == made.values)
    #expect(Self.entries(block, row: 3).count == 2 + 4 + 4)
    #expect(abs(Self.entries(block, row: 3).reduce(0) { $0 + $1.value } - 3) < 1e-12)
    // A knot of the axis is a knot of the curve, so that a margin can become part of it.
    let curve = try #require(features.columns[0].number?.curve)
    #expect(products[0].axes[0].knots.allSatisfy(curve.knots.contains))
    let again = try JSONCoding.decode(
      FittedFeatures.self, from: try JSONCoding.encode(features))
    #expect(again == features)
    var broken = features
    broken.products[0].axes[1].column = "gone"
    #expect(throws: (any Error).self) {
      try JSONCoding.decode(FittedFeatures.self, from: try JSONCoding.encode(broken))
    }
  }

  @Test func `a missing number has a place of its own, and an unknown level the last one`() throws {
    var (table, _) = Self.exclusive(rows: 500, seed: 11)
    var numbers = table.columns[0].numbers(ColumnReading(form: .numbers, kind: .decimal))
    for row in stride(from: 0, to: 500, by: 5) { numbers[row] = .nan }
    table.columns[0] = RoleTests.numbers("a", numbers)
    let features = try Self.fitted(table)
    let columns = ProductTable(features, table)
    let pair = try #require(columns.combination(["a", "b"]))
    let (products, cells) = columns.products([pair])
    let axis = products[0].axes[0]
    #expect(axis.hasMissing)
    let block = try #require(cells)
    let touched = Self.entries(block, row: 5).filter { $0.value != 0 }.map(\.column)
    #expect(touched.map { products[0].places(of: $0)[0] } == [axis.count - 1])
    // Both levels are frequent, so there is no group for the rest.
    #expect(products[0].axes[1].places == [0, 1, -1])
    var own = features
    own.products = products
    let strange = Table(
      columns: [RoleTests.numbers("a", [0.5]), RoleTests.texts("b", ["new"])], rowCount: 1)
    let none = try #require(own.transformed(strange).sparse.last)
    #expect(Self.entries(none, row: 0).allSatisfy { $0.value == 0 })
  }

  @Test func `columns with few values leave their knots to others where these are scarce`() {
    var curves = CurveOptions()
    curves.budget = 60
    #expect(curves.knotCount(rows: 5000, columns: 4) == 15)
    #expect(curves.knotCount(rows: 5000, distinct: [256, 256, 256, 256]) == 15)
    // 3 + 5 + 26 + 26.
    #expect(curves.knotCount(rows: 5000, distinct: [3, 5, 256, 256]) == 26)
    #expect(curves.knotCount(rows: 5000, distinct: Array(repeating: 256, count: 20)) == 0)
    #expect(curves.knotCount(rows: 160, distinct: [3, 5, 256, 256]) == 10)
  }
}
