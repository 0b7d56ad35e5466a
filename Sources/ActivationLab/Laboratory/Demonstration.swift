/// A claim about activation functions, put to the test.
public struct Demonstration: Sendable, Equatable, Codable {
  /// A line of figures.
  public struct Row: Sendable, Equatable, Codable {
    /// What the figures are of.
    public let name: String
    /// One for each column after the first.
    public let values: [Double]
  }

  /// Its number among the claims, from 1.
  public let number: Int
  /// The claim, as a sentence.
  public let claim: String
  /// What was done, as a sentence.
  public let method: String
  /// What stands in each column of the rows.
  public let columns: [String]
  /// The figures that were found.
  public let rows: [Row]
  /// What was seen, as a sentence.
  public let seen: String
  /// Whether what was seen is what the claim says.
  public let holds: Bool

  /// The claim, the method, an aligned table of the figures and what was seen.
  public var text: String {
    let cells = [[""] + columns] + rows.map { [$0.name] + $0.values.map(Self.figure) }
    let widths = (0...columns.count).map { column in
      cells.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    let table = cells.map { line in
      "  "
        + line.enumerated().map { column, cell in
          let padding = String(repeating: " ", count: widths[column] - cell.count)
          return column == 0 ? cell + padding : padding + cell
        }.joined(separator: "  ")
    }
    return
      (["\(number). \(claim)", "  \(method)"] + table + ["  \(holds ? "Yes" : "No"): \(seen)"])
      .joined(separator: "\n")
  }

  /// A number with four digits that say something.
  static func figure(_ value: Double) -> String {
    if value.isNaN { return "not a number" }
    if value.isInfinite { return value > 0 ? "infinite" : "-infinite" }
    if value == value.rounded() && abs(value) < 1e6 { return String(Int(value)) }
    var exponent = 0
    var digits = abs(value)
    while digits >= 10 {
      digits /= 10
      exponent += 1
    }
    while digits < 1 && digits > 0 {
      digits *= 10
      exponent -= 1
    }
    let sign = value < 0 ? "-" : ""
    if exponent < -4 || exponent > 5 {
      let scaled = Int((digits * 100).rounded())
      let fraction = String(scaled % 100)
      return "\(sign)\(scaled / 100).\(fraction.count < 2 ? "0" : "")\(fraction)e\(exponent)"
    }
    var scale = 1
    for _ in 0..<max(0, min(7, 3 - exponent)) { scale *= 10 }
    let scaled = Int((abs(value) * Double(scale)).rounded())
    if scale == 1 { return sign + String(scaled) }
    let fraction = String(scaled % scale)
    let zeros = String(repeating: "0", count: String(scale).count - 1 - fraction.count)
    return "\(sign)\(scaled / scale).\(zeros)\(fraction)"
  }
}
