/// One order statistic of very many numbers in a single pass.
///
/// A sample tells between which two numbers it must lie; the pass counts what lies below and keeps
/// what lies between, a few hundredths of all; the answer is found among those. When chance has it
/// elsewhere, which is counted and not guessed, the caller takes the slower way.
extension Quantiles {
  private static let sampleCount = 8192
  /// Fewer numbers are as fast by counting.
  private static let fewest = 100_000

  /// The median of numbers, of which NaN and infinities do not count; nil when there are too few to
  /// sample, or the sample misled.
  static func bracketedMedian(of values: UnsafeBufferPointer<Double>) -> Double? {
    guard values.count >= fewest else { return nil }
    let step = values.count / sampleCount
    var sample: [Double] = []
    sample.reserveCapacity(sampleCount + 1)
    for i in stride(from: step / 2, to: values.count, by: step) where values[i].isFinite {
      sample.append(values[i])
    }
    guard sample.count >= sampleCount / 2 else { return nil }
    // Five standard errors of a share at one half.
    let middle = sample.count / 2
    let reach = Int(2.5 * Double(sample.count).squareRoot()) + 1
    let low = sample.withUnsafeMutableBufferPointer { selected(middle - reach, of: $0) }
    let high = sample.withUnsafeMutableBufferPointer { selected(middle + reach, of: $0) }
    var between = [Double](repeating: 0, count: values.count / 8 + 16)
    let counted = between.withUnsafeMutableBufferPointer { gather(values, low, high, into: $0) }
    guard let (below, finite, kept) = counted else { return nil }
    let rank = (finite - 1) / 2
    guard rank >= below, finite / 2 < below + kept else { return nil }
    return between.withUnsafeMutableBufferPointer { all in
      let found = UnsafeMutableBufferPointer(rebasing: all[..<kept])
      let a = selected(rank - below, of: found)
      if finite / 2 == rank { return a }
      // What is left behind the lower of the two is not below it.
      var b = Double.infinity
      for value in found[(rank - below + 1)...] { b = min(b, value) }
      return a == b ? a : a + (b - a) * 0.5
    }
  }

  /// Counts the finite numbers and those of them below `low`, and keeps those from there to `high`;
  /// nil when there is no room for them.
  ///
  /// Eight at a time: masks are counted, and lanes are looked at only where one of them is kept.
  private static func gather(
    _ values: UnsafeBufferPointer<Double>, _ low: Double, _ high: Double,
    into between: UnsafeMutableBufferPointer<Double>
  ) -> (below: Int, finite: Int, kept: Int)? {
    typealias Eight = SIMD8<Double>
    let (lows, highs, zero) = (Eight(repeating: low), Eight(repeating: high), Eight(repeating: 0))
    let (none, one) = (SIMD8<Int64>(repeating: 0), SIMD8<Int64>(repeating: 1))
    var (belows, finites) = (none, none)
    var kept = 0
    let whole = values.count / 8 * 8
    let raw = UnsafeRawBufferPointer(values)
    for i in stride(from: 0, to: whole, by: 8) {
      let x = raw.loadUnaligned(fromByteOffset: i * 8, as: Eight.self)
      let isFinite = (x - x) .== zero
      finites &+= none.replacing(with: one, where: isFinite)
      belows &+= none.replacing(with: one, where: isFinite .& (x .< lows))
      let inside = none.replacing(with: one, where: (x .>= lows) .& (x .<= highs))
      if inside.wrappedSum() == 0 { continue }
      guard kept + 8 <= between.count else { return nil }
      for lane in 0..<8 {
        between[kept] = x[lane]
        kept &+= Int(inside[lane])
      }
    }
    var below = Int(belows.wrappedSum())
    var finite = Int(finites.wrappedSum())
    for value in values[whole...] where value.isFinite {
      finite += 1
      if value < low { below += 1 }
      guard value >= low, value <= high else { continue }
      guard kept < between.count else { return nil }
      between[kept] = value
      kept += 1
    }
    return (below, finite, kept)
  }

  /// The number of that rank among finite numbers, which are put in order around it (Hoare 1961).
  static func selected(_ rank: Int, of values: UnsafeMutableBufferPointer<Double>) -> Double {
    var (low, high) = (0, values.count - 1)
    while low < high {
      let (a, b, c) = (values[low], values[(low + high) / 2], values[high])
      let pivot = max(min(a, b), min(max(a, b), c))
      var (i, j) = (low, high)
      while i <= j {
        while values[i] < pivot { i += 1 }
        while values[j] > pivot { j -= 1 }
        if i <= j {
          values.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if rank <= j { high = j } else if rank >= i { low = i } else { break }
    }
    return values[rank]
  }
}
