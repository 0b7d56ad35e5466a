/// Bins of numbers with about equally many in each, fewer where values repeat.
struct QuantileBins {
  /// The largest number of each bin but the last.
  let edges: [Double]

  init(of values: [Double], count: Int) {
    let levels = (1..<max(2, count)).map { Double($0) / Double(max(2, count)) }
    edges = Array(Set(Quantiles.at(levels, of: values))).sorted()
  }

  /// The bins of numbers; what is missing has the place after them.
  var count: Int { edges.count + 1 }

  /// The bin of each number: a binary search without branches, which would be guessed wrongly.
  func places(of values: [Double]) -> [Int] {
    var reach = 1
    while reach <= edges.count { reach *= 2 }
    let padded = edges + Array(repeating: .infinity, count: reach - edges.count)
    let missing = edges.count + 1
    return values.map { value in
      var place = 0
      var half = reach / 2
      while half > 0 {
        place += padded[place + half - 1] < value ? half : 0
        half /= 2
      }
      return value.isFinite ? place : missing
    }
  }
}
