internal import RowcastTabular
import RowcastMachine

/// Figures for sentences.
enum Figures {
  /// A share with two decimals: `0.67`.
  static func hundredths(_ value: Double) -> String {
    let scaled = Int((max(0, min(value, 1e6)) * 100).rounded())
    let rest = scaled % 100
    return "\(scaled / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// A share as a percentage with one decimal: `94.8%`.
  static func percent(_ share: Double) -> String {
    let scaled = Int((max(0, min(share, 1e6)) * 1000).rounded())
    return "\(scaled / 10).\(scaled % 10)%"
  }

  /// A number with at most six significant digits: `0.0308764`, `12345.7`, `1500000`.
  static func short(_ value: Double) -> String {
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
