extension FittedNumber {
  /// Writes a column of numbers into a dense block by rows.
  /// - Parameters:
  ///   - values: the numbers of all rows.
  ///   - offset: the first feature of this column.
  func write(
    _ values: [Double], to block: inout MutableSpan<Double>, _ dense: DenseRows, at offset: Int
  ) {
    let fill = self.fill
    let (low, high) = (lower ?? -Self.largest, upper ?? Self.largest)
    if scaler.isLinear {
      let isScaled = scaler.kind != .none && scaler.kind != .unitNorm
      let center = isScaled ? scaler.center : 0
      let scale = isScaled ? scaler.scale : 1
      block.set(offset, of: dense, from: values) { x in
        ((x.isFinite ? min(max(x, low), high) : fill) - center) / scale
      }
    } else {
      let scaledFill = scaler.scaled(fill)
      block.set(offset, of: dense, from: values) { x in
        x.isFinite ? scaler.scaled(min(max(x, low), high)) : scaledFill
      }
    }
    for (i, hinge) in hinges.enumerated() {
      let (knot, center, scale) = (hinge.knot, hinge.center, hinge.scale)
      block.set(offset + 1 + i, of: dense, from: values) { x in
        let within = x.isFinite ? min(max(x, low), high) : fill
        return (max(0, within - knot) - center) / scale
      }
    }
  }
}
