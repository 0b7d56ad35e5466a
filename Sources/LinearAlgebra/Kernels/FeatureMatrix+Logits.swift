import RowcastMachine

extension FeatureMatrix {
  /// The products of all rows with `outputs` weight vectors, plus intercepts, row after row.
  /// - Parameter parameters: feature by feature, the intercepts last.
  package func logits(_ parameters: [Double], outputs: Int) -> [Double] {
    precondition(parameters.count == (width + 1) * outputs)
    return [Double](chunksOf: rowCount, size: rowsPerChunk(outputs: outputs), width: outputs) {
      rows, out in
      var logits = repeated(parameters, outputs, rows.count)
      addProducts(rows, weights: parameters, outputs: outputs, to: &logits)
      for logit in logits { out.append(logit) }
    }
  }

  /// The intercepts of a model, which come last, for so many rows.
  package func repeated(_ parameters: [Double], _ outputs: Int, _ count: Int) -> [Double] {
    if outputs == 1 { return [Double](repeating: parameters[width], count: count) }
    return [Double](capacity: count * outputs) { out in
      for _ in 0..<count {
        for k in 0..<outputs { out.append(parameters[width * outputs + k]) }
      }
    }
  }

  /// Rows that fit the cache with their results.
  private func rowsPerChunk(outputs: Int) -> Int {
    max(64, min(4096, 131_072 / max(1, denseWidth + categories.count + outputs)))
  }
}
