/// Writes a column of numbers into a dense block by rows.
///
/// One pass over the rows for each feature keeps a single value and two constants in registers;
/// the block of rows that a task writes stays in the second-level cache meanwhile.
extension FittedNumber {
  /// - Parameters:
  ///   - values: the numbers of all rows.
  ///   - base: where the block of all rows begins.
  ///   - width: the dense features of a row.
  ///   - offset: the first feature of this column.
  func write(
    _ values: UnsafeBufferPointer<Double>, rows: Range<Int>,
    to base: UnsafeMutablePointer<Double>, width: Int, offset: Int
  ) {
    let fill = self.fill
    let (low, high) = (lower ?? -Self.largest, upper ?? Self.largest)
    var out = base + (rows.lowerBound * width + offset)
    if scaler.isLinear {
      let isScaled = scaler.kind != .none && scaler.kind != .unitNorm
      let center = isScaled ? scaler.center : 0
      let scale = isScaled ? scaler.scale : 1
      for row in rows {
        let x = values[row]
        out.pointee = ((x.isFinite ? min(max(x, low), high) : fill) - center) / scale
        out += width
      }
    } else {
      let scaledFill = scaler.scaled(fill)
      for row in rows {
        let x = values[row]
        out.pointee = x.isFinite ? scaler.scaled(min(max(x, low), high)) : scaledFill
        out += width
      }
    }
    for (i, hinge) in hinges.enumerated() {
      out = base + (rows.lowerBound * width + offset + 1 + i)
      let (knot, center, scale) = (hinge.knot, hinge.center, hinge.scale)
      for row in rows {
        let x = values[row]
        let within = x.isFinite ? min(max(x, low), high) : fill
        out.pointee = (max(0, within - knot) - center) / scale
        out += width
      }
    }
  }
}
