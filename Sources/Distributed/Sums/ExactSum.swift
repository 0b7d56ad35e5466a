/// A sum of doubles without rounding: the same in any order, and however it was cut into parts.
///
/// A long fixed-point number (Kulisch, "Very fast and exact accumulation of products", 2011) in limbs
/// of 32 bits, each in a word of 64 so that carries may wait. Limb `k` counts in units of
/// `2^(32 k - 1074)`: the smallest double is the unit of limb 0, and the largest lies in limb 65.
public struct ExactSum: Sendable {
  private var limbs = [Int64](repeating: 0, count: Limbs.count)
  private var waiting = 0
  /// Addends that were infinite or not a number: with one of them there is no sum.
  public private(set) var unsummable = 0

  /// The sum of nothing, 0.
  public init() {}

  /// Adds a number.
  public mutating func add(_ x: Double) {
    guard x.isFinite else {
      unsummable += 1
      return
    }
    var span = limbs.mutableSpan
    Limbs.add(x, to: &span, at: 0)
    waiting += 1
    if waiting >= Limbs.patience { carry() }
  }

  /// Adds numbers that are finite.
  /// - Precondition: they are.
  mutating func add(finite values: [Double]) {
    var span = limbs.mutableSpan
    for x in values {
      precondition(x.isFinite)
      Limbs.add(x, to: &span, at: 0)
    }
    waiting += values.count
    if waiting >= Limbs.patience / 2 { carry() }
  }

  /// Adds a product without rounding it; of factors so small that the rest of their product is below
  /// the smallest double, that rest is left out.
  public mutating func add(_ x: Double, times y: Double) {
    let product = x * y
    add(product)
    if product.isFinite { add((-product).addingProduct(x, y)) }
  }

  /// Adds all that was added to another sum.
  public mutating func merge(_ other: ExactSum) {
    var other = other
    carry()
    other.carry()
    for i in limbs.indices { limbs[i] += other.limbs[i] }
    unsummable += other.unsummable
    waiting = 1
  }

  /// The nearest double, of two the even one; not a number when an addend was none.
  public var value: Double { unsummable > 0 ? .nan : digits.value }

  /// What is left when a number is taken off.
  public func subtracting(_ x: Double) -> ExactSum {
    var rest = self
    rest.add(-x)
    return rest
  }

  /// The one form of this sum, whatever it came from.
  var digits: SumDigits {
    var sum = limbs[...]
    return SumDigits(carrying: &sum)
  }

  init(_ digits: SumDigits, unsummable: Int) {
    digits.put(into: &limbs, at: 0)
    self.unsummable = unsummable
    waiting = 1
  }

  private mutating func carry() {
    Limbs.carry(&limbs, at: 0)
    waiting = 1
  }
}

// Equal sums are equal, whatever carries wait.
extension ExactSum: Equatable {
  public static func == (a: ExactSum, b: ExactSum) -> Bool {
    a.digits == b.digits && a.unsummable == b.unsummable
  }
}

// As a text: the digits, and behind `!` the number of addends that cannot be summed.
extension ExactSum: Codable {
  /// - Throws: `DecodingError` for a text that is no sum.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    let parts = text.split(separator: "!", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first, let digits = SumDigits(parsing: first),
      let unsummable = parts.count == 2 ? Int(parts[1]) : 0, unsummable >= 0
    else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no exact sum")
    }
    self.init(digits, unsummable: unsummable)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(digits.text + (unsummable > 0 ? "!\(unsummable)" : ""))
  }
}
