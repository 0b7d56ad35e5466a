/// The blocks of a feature matrix as pointers, valid inside one closure.
///
/// Weights are laid out feature by feature: with `k` outputs, feature `j` has the `k` numbers at
/// `j * k`, so that a category code or a sparse entry touches one contiguous run.
package struct FeaturePointers: @unchecked Sendable {  // read only, for the closure's duration
  struct Category {
    let codes: UnsafePointer<UInt32>
    let levels: UInt32
    let offset: Int
  }

  struct Sparse {
    let rowOffsets: UnsafePointer<Int>
    let columns: UnsafePointer<UInt32>
    let values: UnsafePointer<Double>
    let width: UInt32
    let offset: Int
  }

  package let rowCount: Int
  package let denseWidth: Int
  package let width: Int
  let dense: UnsafePointer<Double>?
  var categories: [Category] = []
  var sparse: [Sparse] = []

  /// Whether every feature is in the dense block.
  package var isDense: Bool { categories.isEmpty && sparse.isEmpty }
}

extension FeatureMatrix {
  /// Calls `body` with the blocks as pointers.
  package func withPointers<Result>(_ body: (FeaturePointers) -> Result) -> Result {
    let (denseWidth, rowCount, width) = (denseWidth, rowCount, width)
    return dense.withUnsafeBufferPointer { dense in
      var pointers = FeaturePointers(
        rowCount: rowCount, denseWidth: denseWidth, width: width, dense: dense.baseAddress)
      pointers.categories.reserveCapacity(categories.count)
      return addCategories(from: 0, offset: denseWidth, to: &pointers, body)
    }
  }

  private func addCategories<Result>(
    from index: Int, offset: Int, to pointers: inout FeaturePointers,
    _ body: (FeaturePointers) -> Result
  ) -> Result {
    guard index < categories.count else {
      return addSparse(from: 0, offset: offset, to: &pointers, body)
    }
    let levels = categories[index].levels
    return categories[index].codes.withUnsafeBufferPointer { codes in
      if let codes = codes.baseAddress {
        pointers.categories.append(
          .init(codes: codes, levels: UInt32(clamping: levels), offset: offset))
      }
      return addCategories(from: index + 1, offset: offset + levels, to: &pointers, body)
    }
  }

  private func addSparse<Result>(
    from index: Int, offset: Int, to pointers: inout FeaturePointers,
    _ body: (FeaturePointers) -> Result
  ) -> Result {
    guard index < sparse.count else { return body(pointers) }
    let block = sparse[index]
    return block.rowOffsets.withUnsafeBufferPointer { rowOffsets in
      block.columns.withUnsafeBufferPointer { columns in
        block.values.withUnsafeBufferPointer { values in
          if let rowOffsets = rowOffsets.baseAddress, let columns = columns.baseAddress,
            let values = values.baseAddress
          {
            pointers.sparse.append(
              .init(
                rowOffsets: rowOffsets, columns: columns, values: values,
                width: UInt32(clamping: block.width), offset: offset))
          }
          return addSparse(
            from: index + 1, offset: offset + block.width, to: &pointers, body)
        }
      }
    }
  }
}
