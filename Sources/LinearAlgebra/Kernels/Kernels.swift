import CRowcastKernels
import RowcastMachine

/// The C library of kernels, safe to call: the one place where numbers are handed to it.
///
/// Every run of numbers is a part of an array, and every function asks first that the part lies
/// within it; what is not there ends the process, as an index of an array does. The checks come once
/// for a call, which is for a block of rows; what they hold is all that the C code relies on. The file
/// is long as it is a list: a few lines for each kernel, whoever calls it, but those of squares.
enum Kernels {
  /// The sum of `x[i] * y[i]`.
  static func dot(
    _ x: [Double], from x0: Int = 0, _ y: [Double], from y0: Int = 0, count: Int
  ) -> Double {
    unsafe x.reading(x0, count) { x in
      unsafe y.reading(y0, count) { y in unsafe rowcast_dot(x, y, count) }
    }
  }

  /// `y += factor * x`.
  static func add(
    _ factor: Double, _ x: [Double], from x0: Int = 0, to y: inout [Double], at y0: Int = 0,
    count: Int
  ) {
    unsafe x.reading(x0, count) { x in
      unsafe y.writing(y0, count) { y in unsafe rowcast_add(factor, x, y, count) }
    }
  }

  /// A matrix by rows, in a part of an array.
  struct Rows {
    let values: [Double]
    var start = 0
    /// From one row to the next.
    let stride: Int
    let count: Int
    let width: Int

    /// How many numbers it reaches over.
    var extent: Int {
      precondition(count >= 0 && width >= 0 && stride >= width)
      return count == 0 ? 0 : (count - 1) * stride + width
    }
  }

  /// `z += X w`, a sum along each row.
  static func times(
    _ x: Rows, _ w: [Double], from w0: Int = 0, to z: inout [Double], at z0: Int = 0
  ) {
    unsafe x.values.reading(x.start, x.extent) { rows in
      unsafe w.reading(w0, x.width) { w in
        unsafe z.writing(z0, x.count) { z in
          unsafe rowcast_rows_times(rows, x.stride, x.count, x.width, w, z)
        }
      }
    }
  }

  /// `g += X' r`, a sum row by row.
  static func transposedTimes(
    _ x: Rows, _ r: [Double], from r0: Int = 0, to g: inout [Double], at g0: Int = 0
  ) {
    unsafe x.values.reading(x.start, x.extent) { rows in
      unsafe r.reading(r0, x.count) { r in
        unsafe g.writing(g0, x.width) { g in
          unsafe rowcast_columns_times(rows, x.stride, x.count, x.width, r, g)
        }
      }
    }
  }

  /// Adds rows of `width` numbers to as many sums, from first to last.
  static func addRows(
    _ x: [Double], rows: Int, width: Int, to sums: inout [Double], at start: Int
  ) {
    unsafe x.reading(0, rows * width) { x in
      unsafe sums.writing(start, width) { sums in unsafe rowcast_add_rows(x, rows, width, sums) }
    }
  }

  /// What happens to the product of two matrices.
  enum Product: Int32 {
    case set = 0
    case plus = 1
    case minus = 2
    case lowerPlus = 5
  }

  /// `C = A B`, `C += A B` or `C -= A B`, summed over `inner`, with rows of `c` every `stride`.
  /// - Parameter weights: what each inner element's product is multiplied by.
  static func multiply(
    _ a: Operand, _ b: Operand, weights: [Double]? = nil, from weights0: Int = 0,
    rows: Int,
    columns: Int, inner: Int, to c: inout [Double], at c0: Int = 0, stride: Int? = nil,
    _ what: Product
  ) {
    let stride = stride ?? columns
    precondition(rows >= 0 && columns >= 0 && inner >= 0 && stride >= columns)
    if rows == 0 || columns == 0 { return }
    let (left, right) = (a.stored(rows, by: inner), b.stored(inner, by: columns))
    unsafe a.values.reading(a.start, left.extent) { first in
      unsafe b.values.reading(b.start, right.extent) { second in
        unsafe c.writing(c0, (rows - 1) * stride + columns) { c in
          unsafe reading(weights, weights0, inner) { weights in
            unsafe rowcast_multiply(
              a.factor(first, left.stride), b.factor(second, right.stride), weights, rows, columns,
              inner, c, stride, what.rawValue)
          }
        }
      }
    }
  }

  /// Takes the outer products of the rows of a part off the triangle beside it: for `i >= j`,
  /// `C_ij -= sum_k A_ik A_jk`, where `A` are the `inner` columns before `C`'s first.
  static func subtractOuterProducts(
    in matrix: inout [Double], at start: Int, rows: Int, inner: Int, stride: Int
  ) {
    precondition(rows > 0 && inner >= 0 && stride >= inner + rows)
    unsafe matrix.writing(start, (rows - 1) * stride + inner + rows) { a in
      unsafe rowcast_multiply(
        rowcast_factor(at: a, row: stride, column: 1),
        rowcast_factor(at: a, row: 1, column: stride), nil, rows, rows, inner, a + inner, stride, 6)
    }
  }

  /// Replaces `count` numbers `b` by the solution `x` of `x L' = b`, with the first rows of a factor.
  static func solve(
    _ b: inout [Double], at b0: Int, against factor: [Double], at start: Int, count: Int,
    stride: Int
  ) {
    guard count > 0 else { return }
    unsafe factor.reading(start, (count - 1) * stride + count) { factor in
      unsafe b.writing(b0, count) { b in unsafe rowcast_solve_row(b, factor, count, stride) }
    }
  }

  /// The most columns of a panel of a factor.
  static let panel = Int(rowcast_panel)

  /// Factors the first `width` columns of `rows` rows from `start` on; false when the triangle is not
  /// positive definite.
  static func factorPanel(
    in matrix: inout [Double], at start: Int, width: Int, rows: Int, stride: Int
  ) -> Bool {
    precondition(width > 0 && rows >= width && stride >= width)
    return unsafe matrix.writing(start, (rows - 1) * stride + width) {
      unsafe rowcast_factor_panel($0, width, rows, stride)
    } != 0
  }

  /// Writes the inverse of a small lower triangle to that at the same place of another matrix.
  static func invertTriangle(
    _ l: [Double], to x: inout [Double], at start: Int, count: Int, stride: Int
  ) {
    precondition(count > 0 && count <= panel && stride >= count)
    let reach = (count - 1) * stride + count
    unsafe l.reading(start, reach) { l in
      unsafe x.writing(start, reach) { unsafe rowcast_invert_triangle(l, $0, count, stride) }
    }
  }

  /// For `d` from 0 to 2 and each column the sum over the rows of a lower triangle of the products with
  /// what stands `d` further right, one `d` after the other.
  static func bands(_ x: [Double], order: Int) -> [Double] {
    var bands = [Double](repeating: 0, count: 3 * order)
    unsafe x.reading(0, order * order) { x in
      unsafe bands.writing(0, 3 * order) { unsafe rowcast_bands(x, order, $0) }
    }
    return bands
  }

  /// Replaces numbers of at most 700 by their exponentials, those below -708 by 0.
  static func exponentials(_ values: inout [Double], count: Int) {
    unsafe values.writing(0, count) { unsafe rowcast_exponentials($0, count) }
  }

  /// `a[i] = sigmoid(scale * z[i])`.
  static func sigmoids(_ z: [Double], to a: inout [Double], scale: Double) {
    let count = z.count
    unsafe z.reading(0, count) { z in
      unsafe a.writing(0, count) { a in unsafe rowcast_sigmoids(z, a, count, scale) }
    }
  }

  /// Replaces each number by its sigmoid.
  static func sigmoids(_ values: inout [Double]) {
    let count = values.count
    unsafe values.writing(0, count) { unsafe rowcast_sigmoids($0, $0, count, 1) }
  }

  /// Replaces each value by 0 where `z` is not above 0.
  static func keepPositive(_ values: inout [Double], where z: [Double]) {
    let count = values.count
    unsafe z.reading(0, count) { z in
      unsafe values.writing(0, count) { unsafe rowcast_keep_positive($0, z, count) }
    }
  }

  /// Turns the first logits into residuals; see `rowcast_logistic`.
  /// - Parameters:
  ///   - start: the row that the first logit is of, among the signs and weights.
  ///   - powers: has room for ``logisticRoom(count:isWeighted:)`` numbers.
  /// - Returns: the sum of the weighted hinges, and how many products were written.
  static func logistic(
    _ z: inout [Double], signs: [Double], weights: [Double]?, from start: Int, count: Int,
    powers: inout [Double]
  ) -> (sum: Double, groups: Int) {
    var groups = 0
    let room = logisticRoom(count: count, isWeighted: weights != nil)
    let sum = unsafe z.writing(0, count) { z in
      unsafe signs.reading(start, count) { signs in
        unsafe powers.writing(0, room) { powers in
          unsafe reading(weights, start, count) { weights in
            unsafe rowcast_logistic(z, signs, weights, count, powers, &groups)
          }
        }
      }
    }
    assert(weights != nil || 8 * groups + count % 8 <= room)
    return (sum, groups)
  }

  /// A power for each row; or eight products of 1000 powers each, and those of the last rows.
  static func logisticRoom(count: Int, isWeighted: Bool) -> Int {
    isWeighted ? count : 8 * (count / 8000 + 2)
  }

  /// Turns rows of logits into those below their largest one.
  static func belowLargest(_ z: inout [Double], rows: Int, classes: Int) {
    precondition(classes > 0)
    unsafe z.writing(0, rows * classes) { unsafe rowcast_below_largest($0, rows, classes) }
  }

  /// Multiplies each row by `weight / total`, where the total is the row's sum; the totals.
  /// - Parameter start: the row that the first one is of, among the weights.
  static func shares(
    _ z: inout [Double], rows: Int, classes: Int, weights: [Double]? = nil, from start: Int = 0
  ) -> [Double] {
    var totals = [Double](repeating: 0, count: rows)
    unsafe z.writing(0, rows * classes) { z in
      unsafe totals.writing(0, rows) { totals in
        unsafe reading(weights, start, rows) { weights in
          unsafe rowcast_shares(z, rows, classes, weights, totals)
        }
      }
    }
    return totals
  }

  /// `z_i += w[code_i]` for some rows, or `g[code_i] += r_i` where `isTransposed`; `outputs` numbers
  /// each, and none where the code is not below `levels`.
  static func levels(
    _ codes: [UInt32], _ rows: Range<Int>, levels: Int, outputs: Int, _ source: [Double],
    from start: Int, to target: inout [Double], at end: Int, isTransposed: Bool
  ) {
    let (few, many) = (rows.count * outputs, levels * outputs)
    unsafe codes.reading(rows.lowerBound, rows.count) { codes in
      unsafe source.reading(start, isTransposed ? few : many) { source in
        unsafe target.writing(end, isTransposed ? many : few) { target in
          let kernel = unsafe isTransposed ? rowcast_levels_transposed : rowcast_levels_times
          unsafe kernel(codes, rows.count, UInt32(clamping: levels), outputs, source, target)
        }
      }
    }
  }

  /// The same for compressed sparse rows.
  /// - Parameter block: a part of a matrix, whose offsets were checked when it was made.
  static func sparse(
    _ block: FeatureMatrix.Sparse, _ rows: Range<Int>, outputs: Int, _ source: [Double],
    from start: Int, to target: inout [Double], at end: Int, isTransposed: Bool
  ) {
    let (few, many) = (rows.count * outputs, block.width * outputs)
    unsafe block.withEntries(of: rows) { offsets, columns, values in
      unsafe source.reading(start, isTransposed ? few : many) { source in
        unsafe target.writing(end, isTransposed ? many : few) { target in
          let kernel = unsafe isTransposed ? rowcast_sparse_transposed : rowcast_sparse_times
          unsafe kernel(
            offsets, rows.count, columns, values, UInt32(clamping: block.width), outputs, source,
            target)
        }
      }
    }
  }

  /// A step of Adam for `count` parameters; long runs are cut among threads.
  static func adam(
    _ step: AdamStep, _ parameters: inout [Double], _ first: inout [Double],
    _ second: inout [Double], at start: Int, gradient: [Double], from gradient0: Int, count: Int
  ) {
    unsafe parameters.writing(start, count) { p in
      unsafe first.writing(start, count) { m in
        unsafe second.writing(start, count) { v in
          unsafe gradient.reading(gradient0, count) { g in
            // Each chunk has parameters of its own.
            nonisolated(unsafe) let (p, m, v, g) = unsafe (p, m, v, g)
            _ = mapChunks(of: count, size: 65_536) { _, part in
              let i = part.lowerBound
              unsafe rowcast_adam(
                p + i, m + i, v + i, g + i, part.count, step.scale, step.rate, step.epsilon,
                step.kept)
            }
          }
        }
      }
    }
  }

  /// Counts of some numbers in four lanes, but for the last one to three.
  static func counts(_ x: [Double], _ range: Range<Int>) -> rowcast_counts {
    var counts = rowcast_counts()
    unsafe x.reading(range.lowerBound, range.count) {
      unsafe rowcast_count($0, range.count, &counts)
    }
    return counts
  }

  /// The sums of squared deviations and of deviations in four lanes, but for the last one to three.
  static func deviations(
    _ x: [Double], _ range: Range<Int>, from center: Double
  ) -> (squares: SIMD4<Double>, rests: SIMD4<Double>) {
    var sums = [0.0, 0, 0, 0, 0, 0, 0, 0]
    unsafe x.reading(range.lowerBound, range.count) { x in
      unsafe sums.writing(0, 8) { unsafe rowcast_deviations(x, range.count, center, $0, $0 + 4) }
    }
    return (SIMD4(sums[..<4]), SIMD4(sums[4...]))
  }

  /// Gathers the numbers between two, both included, until as many are found as `kept` has room for.
  static func between(
    _ x: [Double], _ low: Double, _ high: Double, to kept: inout [Double]
  ) -> (found: Int, below: Int, finite: Int) {
    var (below, finite) = (0, 0)
    let room = kept.count
    let found = unsafe x.reading(0, x.count) { values in
      unsafe kept.writing(0, room) { kept in
        unsafe rowcast_between(values, x.count, low, high, kept, room, &below, &finite)
      }
    }
    return (found, below, finite)
  }

  /// Whether all numbers are finite.
  static func areFinite(_ x: [Double]) -> Bool {
    unsafe x.reading(0, x.count) { unsafe rowcast_are_finite($0, x.count) } != 0
  }

  /// Mixes the numbers of a range into as many marks.
  static func mix(
    _ x: [Double], _ range: Range<Int>, into marks: inout [UInt64], missing: UInt64
  ) {
    unsafe x.reading(range.lowerBound, range.count) { x in
      unsafe marks.writing(0, range.count) {
        unsafe rowcast_mix($0, x, range.count, missing)
      }
    }
  }

  /// Writes up to eight columns side by side.
  /// - Parameters:
  ///   - block: rows of `stride` numbers, of which the first column's first one is at `start`.
  static func scale(
    _ columns: [[Double]], _ rows: Range<Int>, _ scaling: ColumnScaling,
    to block: inout MutableSpan<Double>, at start: Int, stride: Int
  ) {
    guard let last = columns.last, !rows.isEmpty else { return }
    precondition(columns.count <= 8 && columns.count <= stride && start >= 0)
    precondition((rows.count - 1) * stride + columns.count <= block.count - start)
    unsafe block.withUnsafeMutableBufferPointer { block in
      guard let out = block.baseAddress else { return }
      /// Calls the kernel with eight addresses; where there are fewer, the last one stands in.
      func next(_ found: [UnsafePointer<Double>]) {
        guard unsafe found.count == 8 else {
          let place = unsafe found.count
          let column = place < columns.count ? columns[place] : last
          return unsafe column.reading(rows.lowerBound, rows.count) { unsafe next(found + [$0]) }
        }
        var run = unsafe rowcast_columns(
          at: (
            found[0], found[1], found[2], found[3], found[4], found[5], found[6], found[7]
          ), count: columns.count, fills: scaling.fills.lanes, lows: scaling.lows.lanes,
          highs: scaling.highs.lanes, centers: scaling.centers.lanes,
          scales: scaling.scales.lanes)
        unsafe rowcast_scale_columns(&run, rows.count, out + start, stride)
      }
      unsafe next([])
    }
  }
}

extension SIMD8<Double> {
  /// As an array of the C library.
  fileprivate var lanes: (Double, Double, Double, Double, Double, Double, Double, Double) {
    (self[0], self[1], self[2], self[3], self[4], self[5], self[6], self[7])
  }
}

/// The numbers of a step of Adam that all parameters share.
package struct AdamStep: Sendable {
  /// What the gradient is multiplied by.
  var scale: Double
  var rate: Double
  var epsilon: Double
  /// What the parameters are multiplied by first.
  var kept: Double

  package init(scale: Double, rate: Double, epsilon: Double, kept: Double) {
    self.scale = scale
    self.rate = rate
    self.epsilon = epsilon
    self.kept = kept
  }
}

extension Operand {
  /// How a matrix of so many rows and columns is stored: from row to row, and how far it reaches.
  fileprivate func stored(_ rows: Int, by columns: Int) -> (stride: Int, extent: Int) {
    let (rows, columns) = isTransposed ? (columns, rows) : (rows, columns)
    let stride = self.stride ?? columns
    precondition(stride >= columns)
    return (stride, rows == 0 ? 0 : (rows - 1) * stride + columns)
  }

  /// As the C library wants it, with rows of this length as they are stored.
  fileprivate func factor(_ address: UnsafePointer<Double>, _ stride: Int) -> rowcast_factor {
    isTransposed
      ? unsafe rowcast_factor(at: address, row: 1, column: stride)
      : unsafe rowcast_factor(at: address, row: stride, column: 1)
  }
}

/// Calls `body` with the address of some numbers, or with none.
@inline(__always)
private func reading<R>(
  _ values: [Double]?, _ start: Int, _ count: Int, _ body: (UnsafePointer<Double>?) -> R
) -> R {
  guard let values else { return body(nil) }
  return unsafe values.reading(start, count) { unsafe body($0) }
}
