import RowcastLinearAlgebra

extension Predictions {
  /// Predictions whose rows are calibrated by what the others taught, in up to five parts: a
  /// calibration that follows its own rows flatters them, one with many steps most of all.
  ///
  /// Single rows of a class stay in the part that teaches.
  /// - Throws: ``EvaluationError`` when the rows cannot be split.
  public func crossCalibrated(
    _ method: CalibrationMethod, seed: UInt64
  ) throws(EvaluationError) -> Predictions {
    var sizes = [Int](repeating: 0, count: classCount)
    for label in labels { sizes[label] += 1 }
    let folds = min(5, sizes.max() ?? 0)
    var result = Calibration(method, fittedTo: self).applied(to: probabilities)
    guard folds > 1 else { return try replacing(probabilities: result) }
    var generator = SeededGenerator(seed: seed ^ 0xCA11_B8A7)
    let split = try SplitPlan.crossValidation(folds: folds, repeats: 1)
      .split(labels: labels, generator: &generator)
    for fold in split.folds {
      let others = Calibration(method, fittedTo: try selecting(fold.training))
      let own = others.applied(to: probabilities.selecting(trusted: fold.validation))
      for (place, row) in fold.validation.enumerated() {
        for label in 0..<classCount { result[row, label] = own[place, label] }
      }
    }
    return try replacing(probabilities: result)
  }
}
