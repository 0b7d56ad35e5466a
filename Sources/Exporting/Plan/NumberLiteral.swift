/// Numbers as source text.
enum NumberLiteral {
  /// The shortest text that reads back as the same double: `0.25`, `3.0`, `1e-07`.
  static func swift(_ value: Double) -> String {
    value < 0 ? "(\(value.description))" : value.description
  }

  /// With an exponent always, so that no dialect takes it for a decimal: `0.25E0`.
  static func sql(_ value: Double) -> String {
    let text = value.description
    let number = text.contains("e") ? text.replacing("e", with: "E") : text + "E0"
    return value < 0 ? "(\(number))" : number
  }
}
