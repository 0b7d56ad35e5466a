/// Up to eight neighboring columns of numbers that write their features together.
///
/// A column alone touches a cache line of every row for eight bytes of it. Eight columns fill the
/// line at once: eight loads, each from a stream of its own, and one store.
///
///     column 0  x0 x1 x2 ...        row 0 | x0 y0 z0 ...
///     column 1  y0 y1 y2 ...   ->   row 1 | x1 y1 z1 ...
///
/// The numbers are those of ``FittedNumber/write(_:rows:to:width:offset:)`` to the last bit.
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
  ///   - base: the first feature of the run in the first of all rows.
  ///   - stride: the dense features of a row.
  func write(
    _ values: [[Double]], rows: Range<Int>, to base: UnsafeMutablePointer<Double>, width stride: Int
  ) {
    withPointers(values) { (a, b, c, d, e, f, g, h) in
      var out = base + rows.lowerBound * stride
      for row in rows {
        var x = Eight(a[row], b[row], c[row], d[row], e[row], f[row], g[row], h[row])
        let isThere = (x - x) .== Eight(repeating: 0)
        x.replace(with: lows, where: x .< lows)
        x.replace(with: highs, where: x .> highs)
        x.replace(with: fills, where: .!isThere)
        let scaled = (x - centers) / scales
        if count == Self.width {
          UnsafeMutableRawPointer(out).storeBytes(of: scaled, as: Eight.self)
        } else {
          for lane in 0..<count { out[lane] = scaled[lane] }
        }
        out += stride
      }
    }
  }

  private typealias Column = UnsafePointer<Double>

  /// Calls `body` with eight columns; where there are fewer the last one stands in for the rest.
  private func withPointers(
    _ values: [[Double]],
    _ body: (Column, Column, Column, Column, Column, Column, Column, Column) -> Void
  ) {
    var columns: [Column] = []
    func next(_ lane: Int) {
      guard lane < Self.width else {
        body(
          columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], columns[6],
          columns[7])
        return
      }
      values[min(lane, count - 1)].withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        columns.append(start)
        next(lane + 1)
      }
    }
    if count > 0 { next(0) }
  }
}
