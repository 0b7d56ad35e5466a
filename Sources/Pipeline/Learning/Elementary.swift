internal import RowcastMachine
import RowcastEvaluation
import RowcastLinearAlgebra

extension Double {
  /// The natural logarithm.
  var logarithm: Double { log(self) }
  /// e to this power.
  var exponential: Double { exp(self) }
}

extension Decision {
  /// The class of one row of a matrix of probabilities.
  func predicted(_ probabilities: Matrix, row: Int) -> Int {
    let width = probabilities.columns
    return probabilities.values.withUnsafeBufferPointer {
      predicted(UnsafeBufferPointer(rebasing: $0[(row * width)..<((row + 1) * width)]))
    }
  }
}
