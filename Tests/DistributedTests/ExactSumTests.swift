import TestSupport
import Testing

@testable import RowcastDistributed

@Suite struct ExactSumTests {
  /// Numbers of all sizes, those next to zero and next to infinity among them.
  private func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var generator = FixedGenerator(seed: seed)
    return (0..<count).map { i in
      switch i % 4 {
      case 0: Double.random(in: -1...1, using: &generator)
      case 1:
        Double(
          sign: Bool.random(using: &generator) ? .plus : .minus,
          exponent: Int.random(in: -1000...900, using: &generator),
          significand: Double.random(in: 1..<2, using: &generator))
      case 2: Double(bitPattern: UInt64.random(in: 0...(1 << 53), using: &generator))
      default: Double(Int.random(in: -1_000_000...1_000_000, using: &generator))
      }
    }
  }

  @Test func `a sum of one number is the number`() {
    let edges: [Double] = [
      0, 1, -1, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude,
      .leastNormalMagnitude.nextDown, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0.1,
    ]
    for x in edges + numbers(4000, seed: 1) {
      var sum = ExactSum()
      sum.add(x)
      #expect(sum.value == x)
    }
  }

  @Test func `sums of two numbers are rounded as the processor rounds them`() {
    let some = numbers(4000, seed: 2)
    for (a, b) in zip(some, some.dropFirst()) {
      var sum = ExactSum()
      sum.add(a)
      sum.add(b)
      #expect(sum.value == a + b, "\(a) + \(b)")
      let near = a.nextUp * 0.75
      sum = ExactSum()
      sum.add(a)
      sum.add(near)
      #expect(sum.value == a + near, "\(a) + \(near)")
    }
  }

  @Test func `what cancels leaves what is small`() {
    var sum = ExactSum()
    for x in [1e300, 1, 1e-300, -1e300, -1] { sum.add(x) }
    #expect(sum.value == 1e-300)
    for x in [Double.greatestFiniteMagnitude, .greatestFiniteMagnitude] { sum.add(x) }
    #expect(sum.value == .infinity)
    for x in [Double.greatestFiniteMagnitude, .greatestFiniteMagnitude] { sum.add(-x) }
    #expect(sum.value == 1e-300)
  }

  @Test(arguments: 1...20)
  func `any order and any parts give the same bits`(seed: UInt64) throws {
    var generator = FixedGenerator(seed: seed)
    let some = numbers(500, seed: seed)
    var whole = ExactSum()
    for x in some { whole.add(x) }
    var parts = [ExactSum](
      repeating: ExactSum(), count: Int.random(in: 1...50, using: &generator))
    for x in some.shuffled(using: &generator) {
      parts[Int.random(in: 0..<parts.count, using: &generator)].add(x)
    }
    var merged = ExactSum()
    for part in parts.shuffled(using: &generator) { merged.merge(part) }
    #expect(merged == whole)
    #expect(merged.value.bitPattern == whole.value.bitPattern)
    #expect(merged.digits.text == whole.digits.text)
    let read = try #require(SumDigits(parsing: whole.digits.text[...]))
    #expect(read == whole.digits)
  }

  @Test func `products are added without their rounding`() {
    var sum = ExactSum()
    let x = 1 + Double.ulpOfOne
    sum.add(x, times: x)
    sum.add(-x * x)
    #expect(sum.value == Double.ulpOfOne * Double.ulpOfOne)
  }

  @Test func `an infinite addend leaves no sum`() {
    var sum = ExactSum()
    sum.add(.infinity)
    sum.add(1)
    #expect(sum.value.isNaN)
  }

  @Test func `texts that are no sums are refused`() {
    for text in ["", "x", "1:", "1:0", "fff:1", "1:1.0", "-", "1:1:1", "1:123456789"] {
      #expect(SumDigits(parsing: text[...]) == nil, "\(text)")
    }
  }

  @Test func `many sums side by side are as one and one`() throws {
    let some = numbers(3000, seed: 9)
    var sums = ExactSums(count: 3)
    var single = [ExactSum(), ExactSum(), ExactSum()]
    for i in stride(from: 0, to: some.count, by: 3) { sums.add(Array(some[i..<(i + 3)])) }
    for (i, x) in some.enumerated() { single[i % 3].add(x) }
    #expect(sums.values == single.map(\.value))
    var twice = sums
    twice.merge(sums)
    for sum in single.indices { single[sum].merge(single[sum]) }
    #expect(twice.values == single.map(\.value))
  }
}
