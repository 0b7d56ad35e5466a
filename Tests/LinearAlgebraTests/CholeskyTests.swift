import Foundation
import RowcastLinearAlgebra
import Testing

@Suite("Cholesky factor")
struct CholeskyTests {
  /// `B B' + I` of a seeded square `B`.
  private func positive(_ order: Int) -> [Double] {
    var generator = SeededGenerator(seed: UInt64(order))
    let b = (0..<(order * order)).map { _ in generator.uniform() - 0.5 }
    var a = [Double](repeating: 0, count: order * order)
    for i in 0..<order {
      for j in 0..<order {
        var sum = i == j ? 1.0 : 0
        for k in 0..<order { sum += b[i * order + k] * b[j * order + k] }
        a[i * order + j] = sum
      }
    }
    return a
  }

  @Test("Solutions solve, within one panel and over several", arguments: [1, 2, 63, 64, 65, 150])
  func solves(order: Int) throws {
    let a = positive(order)
    let factor = try #require(Cholesky(a, order: order))
    let truth = (0..<order).map { Double($0 % 5) - 2 }
    let b = (0..<order).map { i in
      (0..<order).reduce(0) { $0 + a[i * order + $1] * truth[$1] }
    }
    for (x, expected) in zip(factor.solution(b), truth) { #expect(abs(x - expected) < 1e-9) }
  }

  @Test("The inverse has the columns that solve", arguments: [1, 2, 3, 63, 64, 65, 150])
  func inverse(order: Int) throws {
    let factor = try #require(Cholesky(positive(order), order: order))
    let inverse = InverseFactor(factor)
    let bands = inverse.bands()
    for j in 0..<order {
      let column = factor.solution((0..<order).map { $0 == j ? 1 : 0 })
      for d in 0..<min(3, order - j) { #expect(abs(bands[d][j] - column[j + d]) < 1e-12) }
      #expect(abs(inverse.quadratic([(place: j, value: 2)]) - 4 * column[j]) < 1e-12)
    }
  }

  @Test("A pivot that is not above 0 is found in every panel", arguments: [0, 5, 64, 149])
  func indefinite(place: Int) {
    var a = positive(150)
    for i in 0..<150 { (a[place * 150 + i], a[i * 150 + place]) = (0, 0) }
    #expect(Cholesky(a, order: 150) == nil)
  }

  @Test("A matrix that is not positive definite has no factor")
  func refuses() {
    #expect(Cholesky([1, 0, 2, 1], order: 2) == nil)
    #expect(Cholesky([-1], order: 1) == nil)
    #expect(Cholesky([.nan], order: 1) == nil)
  }

  @Test("A matrix with another number of values than rows times columns is not decoded")
  func matrix() throws {
    let decoder = JSONDecoder()
    let good = Data(#"{"rows":1,"columns":2,"values":[1,2]}"#.utf8)
    #expect(
      try decoder.decode(Matrix.self, from: good) == Matrix(rows: 1, columns: 2, values: [1, 2]))
    for text in [
      #"{"rows":1,"columns":2,"values":[1]}"#, #"{"rows":-1,"columns":-1,"values":[1]}"#,
      #"{"rows":9223372036854775807,"columns":2,"values":[]}"#,
    ] {
      #expect(throws: DecodingError.self) {
        try decoder.decode(Matrix.self, from: Data(text.utf8))
      }
    }
  }
}
