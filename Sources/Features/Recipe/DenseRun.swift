internal import RowcastLinearAlgebra

/// Up to eight neighboring columns of numbers that write their features together.
///
/// The numbers are those of ``FittedNumber/write(_:to:_:at:)`` to the last bit.
struct DenseRun {
  static let width = 8

  private let count: Int
  private var scaling = ColumnScaling()

  /// Whether a column can be part of a run: one feature, scaled by a center and a divisor.
  static func takes(_ number: FittedNumber) -> Bool {
    number.scaler.isLinear && number.hinges.isEmpty
  }

  init(_ numbers: [FittedNumber]) {
    count = min(numbers.count, Self.width)
    for lane in 0..<count {
      let number = numbers[lane]
      let isScaled = number.scaler.kind != .none && number.scaler.kind != .unitNorm
      scaling.fills[lane] = number.fill
      scaling.lows[lane] = number.lower ?? -FittedNumber.largest
      scaling.highs[lane] = number.upper ?? FittedNumber.largest
      scaling.centers[lane] = isScaled ? number.scaler.center : 0
      scaling.scales[lane] = isScaled ? number.scaler.scale : 1
    }
  }

  /// - Parameters:
  ///   - values: the numbers of all rows, column by column.
  ///   - offset: the first feature of the run.
  func write(
    _ values: [[Double]], to block: inout MutableSpan<Double>, _ dense: DenseRows, at offset: Int
  ) {
    precondition(values.count == count)
    for column in values { dense.check(offset..<(offset + count), of: column, in: block.count) }
    scaling.write(
      values, dense.rows, to: &block,
      at: (dense.rows.lowerBound - dense.first) * dense.width + offset, stride: dense.width)
  }
}
