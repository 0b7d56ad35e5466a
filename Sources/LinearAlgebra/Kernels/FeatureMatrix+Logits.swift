import RowcastMachine

extension FeatureMatrix {
  /// The products of all rows with `outputs` weight vectors, plus intercepts, row after row.
  /// - Parameter parameters: feature by feature, the intercepts last.
  package func logits(_ parameters: [Double], outputs: Int) -> [Double] {
    precondition(parameters.count == (width + 1) * outputs)
    if rowCount == 0 { return [] }
    let size = rowsPerChunk(outputs: outputs)
    let intercepts = parameters.suffix(outputs)
    return [Double](unsafeUninitializedCapacity: rowCount * outputs) { buffer, filled in
      guard let base = buffer.baseAddress else { return }
      let target = Target(base)
      withPointers { pointers in
        _ = mapChunks(of: rowCount, size: size) { _, rows in
          let start = target.pointer + rows.lowerBound * outputs
          for i in 0..<rows.count {
            for (k, value) in intercepts.enumerated() {
              (start + i * outputs + k).initialize(to: value)
            }
          }
          parameters.withUnsafeBufferPointer { parameters in
            guard let weights = parameters.baseAddress else { return }
            pointers.addProducts(rows, weights: weights, outputs: outputs, to: start)
          }
        }
      }
      filled = rowCount * outputs
    }
  }

  /// Rows that fit the cache with their results.
  private func rowsPerChunk(outputs: Int) -> Int {
    max(64, min(4096, 131_072 / max(1, denseWidth + categories.count + outputs)))
  }
}

/// Memory that several threads write to, each in its own part.
package struct Target<Value>: @unchecked Sendable {
  package let pointer: UnsafeMutablePointer<Value>
  package init(_ pointer: UnsafeMutablePointer<Value>) { self.pointer = pointer }
}
