import RowcastTabular

/// What the columns of a file, taken together, tell of its points: whether they part fractions.
///
/// `1.200` alone is a number with a fraction. Beside `5,5` or `1.234.567` in another column it is
/// twelve hundred, unless the point of a third column can part nothing but fractions.
struct NumberMarks {
  /// What is doubtful about a column's points.
  enum Doubt: Sendable, Hashable {
    /// They part thousands, as far as the rest of the file tells.
    case thousands
    /// They may.
    case either
  }

  /// A value of another column with a decimal comma, or with points that part thousands.
  private let commaExample: ColumnEvidence.Example?
  private let hasPoint: Bool
  private let delimiter: String?

  init(_ columns: [ColumnEvidence], delimiter: String?) {
    commaExample = columns.lazy.compactMap(Self.commaExample).first
    hasPoint = columns.contains(where: Self.showsPoint)
    self.delimiter = delimiter
  }

  /// What is doubtful about the points of a column of numbers; nil for nothing.
  func doubt(_ column: ColumnEvidence) -> Doubt? {
    guard Self.groupLike(column) != nil else { return nil }
    if commaExample != nil { return hasPoint ? .either : .thousands }
    guard !hasPoint else { return nil }
    // Between semicolons and tabs both marks are common. A program that wrote `1.200` for a number
    // with a fraction would have written `950.000` below it.
    let hasShort = column.example(of: .integer).map { Self.isBelowThousand($0.text) } ?? false
    switch delimiter {
    case ";": return hasShort ? .thousands : .either
    case "\t", "|": return hasShort ? .either : nil
    default: return nil
    }
  }

  /// Why points are taken to part thousands, as a sentence ends.
  var reason: String {
    guard let commaExample else { return "whole numbers below 1000 stand among them" }
    return "line \(commaExample.line) has \"\(commaExample.text)\""
  }

  /// The first number of a column in which each point has three digits behind it and could part
  /// thousands.
  static func groupLike(_ column: ColumnEvidence) -> ColumnEvidence.Example? {
    guard column.kinds.intersection(.values).isSubset(of: .numbers),
      !column.kinds.contains(.pointOnly), let example = column.example(of: .decimal),
      example.text.contains("."), !example.text.lowercased().contains("e")
    else { return nil }
    return example
  }

  private static func commaExample(_ column: ColumnEvidence) -> ColumnEvidence.Example? {
    let values = column.kinds.intersection(.values)
    if values.contains(.commaDecimal),
      values.isSubset(of: [.integer, .commaDecimal, .commaAmbiguous])
    {
      return column.example(of: .commaDecimal)
    }
    guard case .amount(decimal: UInt8(ascii: ","), _) = Interpretation(column) else { return nil }
    return column.example(of: [.text, .commaDecimal])
  }

  private static func showsPoint(_ column: ColumnEvidence) -> Bool {
    let values = column.kinds.intersection(.values)
    if values.isSubset(of: .numbers) { return column.kinds.contains(.pointOnly) }
    guard case .amount(decimal: UInt8(ascii: "."), _) = Interpretation(column) else { return false }
    return !column.readings.admitted(by: column.kinds).contains(.unseparated)
  }

  private static func isBelowThousand(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    return digits.utf8.count <= 3 && digits != "0"
  }
}
