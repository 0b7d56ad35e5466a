/// Up to eight neighboring columns of numbers that write their features together.
///
/// The numbers are those of ``FittedNumber/write(_:to:_:at:)`` to the last bit.
struct DenseRun {
  typealias Eight = SIMD8<Double>

  static let width = 8

  private let count: Int
  private var fills = Eight(repeating: 0)
  private var lows = Eight(repeating: 0)
  private var highs = Eight(repeating: 0)
  private var centers = Eight(repeating: 0)
  private var scales = Eight(repeating: 1)

  /// Whether a column can be part of a run: one feature, scaled by a center and a divisor.
  static func takes(_ number: FittedNumber) -> Bool {
    number.scaler.isLinear && number.hinges.isEmpty
  }

  init(_ numbers: [FittedNumber]) {
    count = min(numbers.count, Self.width)
    for lane in 0..<count {
      let number = numbers[lane]
      let isScaled = number.scaler.kind != .none && number.scaler.kind != .unitNorm
      fills[lane] = number.fill
      lows[lane] = number.lower ?? -FittedNumber.largest
      highs[lane] = number.upper ?? FittedNumber.largest
      centers[lane] = isScaled ? number.scaler.center : 0
      scales[lane] = isScaled ? number.scaler.scale : 1
    }
  }

  /// - Parameters:
  ///   - values: the numbers of all rows, column by column.
  ///   - offset: the first feature of the run.
  func write(
    _ values: [[Double]], to block: inout MutableSpan<Double>, _ dense: DenseRows, at offset: Int
  ) {
    let (fills, lows, highs, centers, scales) = (fills, lows, highs, centers, scales)
    block.set(offset..<(offset + count), of: dense, from: values) { value in
      var x = value
      let isThere = (x - x) .== Eight(repeating: 0)
      x.replace(with: lows, where: x .< lows)
      x.replace(with: highs, where: x .> highs)
      x.replace(with: fills, where: .!isThere)
      return (x - centers) / scales
    }
  }
}
