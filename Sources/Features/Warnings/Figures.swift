internal import RowcastTabular
import RowcastMachine

/// Figures for sentences and labels.
package enum Figures {
  /// A number with at most six significant digits: `0.0308764`, `12345.7`, `1500000`.
  package static func short(_ value: Double) -> String {
    guard value != 0, value.isFinite, value != value.rounded() else {
      return NumberText.string(value.isFinite && value != 0 ? value : 0)
    }
    let digits = max(
      0,
      min(12, 5 - Int(Elementary.log(abs(value)) / Elementary.log(10)) + (abs(value) < 1 ? 1 : 0)))
    let scale = Elementary.power(10, digits)
    let rounded = (value * scale).rounded() / scale
    return NumberText.string(rounded == 0 ? value : rounded)
  }
}
