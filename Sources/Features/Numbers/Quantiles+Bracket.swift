internal import RowcastLinearAlgebra

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
  static func bracketedMedian(of values: [Double]) -> Double? {
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
    let low = selected(middle - reach, of: &sample, count: sample.count)
    let high = selected(middle + reach, of: &sample, count: sample.count)
    var between = [Double](repeating: 0, count: values.count / 8)
    let room = between.count
    let (kept, below, finite) = Vectors.between(values, low, high, to: &between)
    let rank = (finite - 1) / 2
    guard kept < room, rank >= below, finite / 2 < below + kept else { return nil }
    let a = selected(rank - below, of: &between, count: kept)
    if finite / 2 == rank { return a }
    // What is left behind the lower of the two is not below it.
    var b = Double.infinity
    for value in between[(rank - below + 1)..<kept] { b = min(b, value) }
    return a == b ? a : a + (b - a) * 0.5
  }

  /// The number of that rank among the first numbers, all finite, which are put in order around it
  /// (Hoare 1961).
  static func selected(_ rank: Int, of values: inout [Double], count: Int) -> Double {
    var (low, high) = (0, count - 1)
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
