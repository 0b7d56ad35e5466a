import RowcastMachine

/// The one number that turns margins into probabilities: temperature scaling (Guo et al. 2017).
enum MarginScale {
  /// Minimizes the log-loss of `scale * margins` plus `|scale * typical margin|^2 / 2` over all rows,
  /// by Newton's method; the penalty keeps separated classes from certainty.
  static func fitted(margins: [Double], rows: TrainingRows, outputs: Int) -> Double {
    let squares = margins.reduce(0) { $0 + $1 * $1 } / Double(max(1, margins.count))
    guard squares > 0, squares.isFinite else { return 0 }
    let typical = squares.squareRoot()
    let unit = margins.map { $0 / typical }
    var scale = 0.0
    for _ in 0..<50 {
      var (slope, bend) = (scale, 1.0)
      for (row, label) in rows.labels.enumerated() {
        let (s, b) = derivatives(
          unit[(row * outputs)..<((row + 1) * outputs)], label: label, scale: scale)
        slope += (rows.weights?[row] ?? 1) * s
        bend += (rows.weights?[row] ?? 1) * b
      }
      let step = slope / bend
      scale = max(0, min(scale - step, scale + 10))
      if abs(step) < 1e-10 { break }
    }
    return max(scale, 1e-6) / typical
  }

  /// The first and second derivative of one row's log-loss by the scale.
  private static func derivatives(
    _ margins: ArraySlice<Double>, label: Int, scale: Double
  ) -> (Double, Double) {
    if let margin = margins.first, margins.count == 1 {
      let p = Elementary.sigmoid(scale * margin)
      return (
        (p - Double(label)) * margin, p * Elementary.sigmoid(-scale * margin) * margin * margin
      )
    }
    let p = Outputs.softmax(margins.map { $0 * scale })
    let mean = zip(p, margins).reduce(0) { $0 + $1.0 * $1.1 }
    let square = zip(p, margins).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    return (mean - margins[margins.startIndex + label], max(0, square - mean * mean))
  }
}
