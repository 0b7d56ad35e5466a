/// A column of a table: one value for each row, of one type.
public struct TypedColumn: Sendable {
  /// The name, which a table looks it up by.
  public var name: String
  /// What the values are, whatever they are stored as.
  public var kind: ColumnKind
  /// One value for each row.
  public package(set) var values: Values

  /// The values by how they are stored.
  public enum Values: Sendable {
    /// Numbers, booleans (0 and 1), dates and times (milliseconds, as in ``Cell``); NaN is missing.
    case numbers([Double])
    /// Texts as codes in a dictionary; ``TypedColumn/missingCode`` is missing.
    case texts(codes: [UInt32], dictionary: StringDictionary)
  }

  /// The code of a missing text.
  public static let missingCode = UInt32.max

  /// A column whose codes are known to be in the dictionary.
  package init(name: String, kind: ColumnKind, values: Values) {
    self.name = name
    self.kind = kind
    self.values = values
  }

  /// A column of numbers, booleans (0 and 1), dates or times (milliseconds); NaN is missing.
  public init(name: String, kind: ColumnKind = .decimal, numbers: [Double]) {
    self.init(name: name, kind: kind, values: .numbers(numbers))
  }

  /// A column of texts; nil is missing.
  public init(name: String, texts: [String?]) {
    var interner = StringInterner()
    let codes = texts.map { $0.map { interner.intern($0) } ?? Self.missingCode }
    self.init(
      name: name, kind: .text, values: .texts(codes: codes, dictionary: interner.dictionary()))
  }

  /// A column of texts by their codes; ``missingCode`` is missing.
  /// - Throws: ``TableError`` for a code that the dictionary does not have.
  public init(
    name: String, kind: ColumnKind = .text, codes: [UInt32], dictionary: StringDictionary
  ) throws(TableError) {
    if let row = codes.firstIndex(where: { $0 != Self.missingCode && $0 >= dictionary.count }) {
      throw TableError(.badCode(codes[row], of: dictionary.count), column: name, row: row)
    }
    self.init(name: name, kind: kind, values: .texts(codes: codes, dictionary: dictionary))
  }

  /// The number of rows.
  public var count: Int {
    switch values {
    case .numbers(let values): values.count
    case .texts(let codes, _): codes.count
    }
  }

  /// The number of rows without a value.
  public var missingCount: Int {
    switch values {
    case .numbers(let values): values.reduce(0) { $0 + ($1.isNaN ? 1 : 0) }
    case .texts(let codes, _): codes.reduce(0) { $0 + ($1 == Self.missingCode ? 1 : 0) }
    }
  }

  /// The values at the given rows, which are known to be there, in that order.
  package func selecting(_ rows: [Int]) -> TypedColumn {
    switch values {
    case .numbers(let values):
      TypedColumn(name: name, kind: kind, values: .numbers(Self.picked(rows, of: values)))
    case .texts(let codes, let dictionary):
      TypedColumn(
        name: name, kind: kind,
        values: .texts(codes: Self.picked(rows, of: codes), dictionary: dictionary))
    }
  }

  private static func picked<Value>(_ rows: [Int], of values: [Value]) -> [Value] {
    rows.map { values[$0] }
  }
}
