/// What is known of a column's numbers beforehand, so that those of a batch are counted without being
/// sorted: most fall into a run of buckets that begins near their 1st percentile.
struct NumberHint: Sendable, Hashable {
  /// The grid of the buckets.
  var exponent: Int
  /// Whether buckets hold one number each, so that others than multiples do not belong there.
  var isExact: Bool
  /// The first bucket of the run, as a multiple.
  var start: Double

  /// Buckets of the run.
  static let length = 8192
}

extension NumberSketch {
  /// A sketch of the numbers of a batch; the same as without the hint once it is merged with what the
  /// hint came from.
  init(of values: [Double], hint: NumberHint?, limit: Int) {
    guard let hint, (-1000...1000).contains(hint.exponent) else {
      self.init(of: values, limit: limit)
      return
    }
    let scale = Double(sign: .plus, exponent: -hint.exponent, significand: 1)
    let unit = Double(sign: .plus, exponent: hint.exponent, significand: 1)
    var run = [Int32](repeating: 0, count: NumberHint.length)
    var rest: [Double] = []
    let last = Double(NumberHint.length)
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values {
      let scaled = value * scale
      let place = scaled.rounded(.down)
      let inside = place - hint.start
      // False for what is not finite, too.
      guard inside >= 0, inside < last, !hint.isExact || place == scaled else {
        rest.append(value)
        continue
      }
      run[Int(inside)] &+= 1
      low = min(low, value)
      high = max(high, value)
    }
    self.init(of: rest, limit: limit)
    let edges = run.indices.filter { run[$0] > 0 }
    guard !edges.isEmpty else { return }
    let inside = NumberSketch(
      edges: edges.map { (Double($0) + hint.start) * unit }, counts: edges.map { Int(run[$0]) },
      exponent: hint.isExact ? nil : hint.exponent, minimum: low + 0, maximum: high + 0,
      limit: limit)
    merge(inside)
  }

  private init(
    edges: [Double], counts: [Int], exponent: Int?, minimum: Double, maximum: Double, limit: Int
  ) {
    self.init(limit: limit)
    self.take(edges, counts, exponent, minimum, maximum)
  }

  /// What most further numbers of these kinds will be like; nil while little is known, and where whole
  /// steps are not of a power of two.
  var hint: NumberHint? {
    guard count >= 1000 else { return nil }
    let step = exponent ?? 0
    if exponent == nil, edges.contains(where: { $0 != $0.rounded() }) { return nil }
    var before = 0
    let edge = zip(edges, counts).first { pair in
      before += pair.1
      return before * 100 >= count
    }?.0
    guard let edge else { return nil }
    let start = Double(sign: .plus, exponent: -step, significand: edge)
    guard start.magnitude < 0x1p52 else { return nil }
    return NumberHint(exponent: step, isExact: exponent == nil, start: start - 64)
  }
}
