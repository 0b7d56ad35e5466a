/// A number format, cut into its sections (ECMA-376 Part 1, 18.8.31).
///
/// Which section applies depends on the value, and only then is it known whether the value is a
/// date or a number: `0.00;[Red]m/d/yy` shows negative numbers as dates.
public struct NumberFormat: Sendable, Hashable {
  struct Section: Sendable, Hashable {
    var kind: FormatKind
    var condition: Condition?
    /// Leading zeros asked for: `00000` has 5.
    var padding = 0
  }

  /// `[<1]`, `[>=100]`.
  struct Condition: Sendable, Hashable {
    enum Operator: Sendable { case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual }
    var comparison: Operator
    var value: Double

    func holds(for x: Double) -> Bool {
      switch comparison {
      case .less: x < value
      case .lessOrEqual: x <= value
      case .greater: x > value
      case .greaterOrEqual: x >= value
      case .equal: x == value
      case .notEqual: x != value
      }
    }
  }

  /// The code as the workbook states it.
  public let code: String
  /// The number of a format that every program knows without a code; its look depends on the
  /// country the program is set to.
  let builtIn: Int?
  let sections: [Section]

  /// Reads a format code; there is none that cannot be read.
  public init(_ code: String) {
    self.init(code, builtIn: nil)
  }

  init(_ code: String, builtIn: Int?) {
    self.code = code
    self.builtIn = builtIn
    sections = FormatTokenizer.sections(of: code)
  }

  init(code: String, kind: FormatKind, builtIn: Int? = nil) {
    self.code = code
    self.builtIn = builtIn
    sections = [Section(kind: kind)]
  }

  /// Whether some value is shown as a day or a time.
  var showsTimes: Bool { sections.contains { $0.kind.isTemporal } }

  /// Whether some number is shown as a number.
  var showsNumbers: Bool {
    sections.prefix(numberSections).contains { !$0.kind.isTemporal }
  }

  /// What the format makes of a value.
  public func kind(for value: Double) -> FormatKind { sections[place(for: value)].kind }

  /// The kind, if it is the same for every value.
  public var constantKind: FormatKind? {
    let kinds = sections.prefix(numberSections).map(\.kind)
    return kinds.allSatisfy { $0 == kinds[0] } ? kinds[0] : nil
  }

  /// The digits to which whole numbers are filled up with zeros; 0 for none.
  public var padding: Int { sections[0].padding }

  /// A last section with `@` is for texts.
  private var numberSections: Int {
    sections.count == 4 || (sections.count > 1 && sections[sections.count - 1].kind == .text)
      ? sections.count - 1 : sections.count
  }

  private func place(for value: Double) -> Int {
    let count = numberSections
    if count == 1 { return 0 }
    if sections[0].condition != nil || sections[1].condition != nil {
      if let first = sections[0].condition {
        if first.holds(for: value) { return 0 }
      } else if value > 0 {
        return 0
      }
      if let second = sections[1].condition {
        if second.holds(for: value) { return 1 }
        return count > 2 ? 2 : 0
      }
      return count > 2 && value >= 0 ? 2 : 1
    }
    if value < 0 { return 1 }
    return count > 2 && value == 0 ? 2 : 0
  }
}
