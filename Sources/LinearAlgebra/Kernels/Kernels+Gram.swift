import CRowcastKernels
import RowcastMachine

extension FeatureMatrix {
  /// A block of a matrix whose rows have few entries.
  enum FewEntries {
    case category(Category)
    case sparse(Sparse)
    /// Some entries of each row of a block.
    case run(Sparse, Sparse.Run)

    /// The number of columns.
    var width: Int {
      switch self {
      case .category(let block): block.levels
      case .sparse(let block): block.width
      case .run(_, let run): Int(run.last - run.first) + 1
      }
    }
  }
}

extension Kernels {
  /// `square += A' diag(d) B` for some rows of two blocks, whose part of the square begins at `start`;
  /// of a block with itself what is at and below the diagonal.
  /// - Parameter stride: the length of the square's rows.
  /// - Parameter lanes: the factors of a row, and the squares; 1 or 8. The numbers at a place stand side by
  ///   side, and `start` counts places.
  static func gram(
    _ a: FeatureMatrix.FewEntries, _ b: FeatureMatrix.FewEntries, isSame: Bool,
    _ rows: Range<Int>, _ d: [Double], lanes: Int, to square: inout [Double], at start: Int,
    stride: Int
  ) {
    guard a.width > 0, b.width > 0 else { return }
    precondition(b.width <= stride && (lanes == 1 || lanes == 8))
    let reach = (a.width - 1) * stride + b.width
    let kernel = unsafe lanes == 1 ? rowcast_gram : rowcast_gram_eight
    unsafe entries(of: a, rows) { a in
      unsafe entries(of: b, rows) { b in
        unsafe d.reading(rows.lowerBound * lanes, rows.count * lanes) { d in
          unsafe square.writing(start * lanes, reach * lanes) { square in
            unsafe kernel(a, b, isSame ? 1 : 0, d, rows.count, square, stride)
          }
        }
      }
    }
  }

  /// `square += A' diag(d) X` for some rows of a block and of dense numbers, from `start` on, and
  /// `square += A' d` from `sums` on.
  static func gram(
    _ a: FeatureMatrix.FewEntries, dense: [Double], width: Int, _ rows: Range<Int>, _ d: [Double],
    lanes: Int, to square: inout [Double], at start: Int, stride: Int, sums: Int
  ) {
    guard a.width > 0 else { return }
    precondition(width <= stride && start + a.width * stride <= sums)
    precondition(lanes == 1 || lanes == 8)
    let kernel = unsafe lanes == 1 ? rowcast_gram_dense : rowcast_gram_dense_eight
    unsafe entries(of: a, rows) { a in
      unsafe dense.reading(rows.lowerBound * width, rows.count * width) { x in
        unsafe d.reading(rows.lowerBound * lanes, rows.count * lanes) { d in
          unsafe square.writing(start * lanes, (sums - start + Int(a.width)) * lanes) { square in
            unsafe kernel(
              a, x, width, d, rows.count, square, stride, square + (sums - start) * lanes)
          }
        }
      }
    }
  }

  /// Calls `body` with some rows of a block as the C library wants them.
  private static func entries(
    of block: FeatureMatrix.FewEntries, _ rows: Range<Int>, _ body: (rowcast_entries) -> Void
  ) {
    switch block {
    case .category(let block):
      unsafe block.codes.reading(rows.lowerBound, rows.count) { codes in
        unsafe body(
          rowcast_entries(
            offsets: nil, columns: codes, values: nil, first: 0,
            width: UInt32(clamping: block.levels), count: 1, stride: 1))
      }
    case .sparse(let block):
      unsafe block.withEntries(of: rows) { offsets, columns, values in
        unsafe body(
          rowcast_entries(
            offsets: offsets, columns: columns, values: values, first: 0,
            width: UInt32(clamping: block.width), count: 0, stride: 0))
      }
    case .run(let block, let run):
      let each = block.columns.count / max(1, block.rowOffsets.count - 1)
      precondition(run.entry >= 0 && run.count > 0 && run.entry + run.count <= each)
      let (start, count) = (rows.lowerBound * each, rows.count * each)
      unsafe block.columns.reading(start, count) { columns in
        unsafe block.values.reading(start, count) { values in
          unsafe body(
            rowcast_entries(
              offsets: nil, columns: columns + run.entry, values: values + run.entry,
              first: run.first, width: run.last - run.first + 1, count: run.count, stride: each))
        }
      }
    }
  }
}

extension FeatureMatrix.Sparse {
  /// Calls `body` with the offsets of some rows, and the columns and values that they count.
  ///
  /// The offsets were checked when the block became part of a matrix.
  func withEntries(
    of rows: Range<Int>,
    _ body: (UnsafePointer<Int>, UnsafePointer<UInt32>, UnsafePointer<Double>) -> Void
  ) {
    unsafe rowOffsets.reading(rows.lowerBound, rows.count + 1) { offsets in
      assert((0..<rows.count).allSatisfy { unsafe offsets[$0] <= offsets[$0 + 1] })
      let count = unsafe offsets[rows.count]
      precondition(unsafe offsets[0] >= 0)
      unsafe columns.reading(0, count) { columns in
        unsafe values.reading(0, count) { values in unsafe body(offsets, columns, values) }
      }
    }
  }
}
