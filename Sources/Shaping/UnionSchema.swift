public import RowcastTabular

/// The columns of several sources as those of one table: by name, in the order of first appearance, with
/// kinds that hold the values of all.
public struct UnionSchema: Sendable, Hashable {
  /// A column that is of unlike kinds in two sources.
  public struct Conflict: Sendable, Hashable {
    /// The column's name.
    public let name: String
    /// The first source with a value in it, and another one; from 0.
    public let parts: [Int]
    /// The kinds that it has there.
    public let kinds: [ColumnKind]
    /// What the column is in the union.
    public let kind: ColumnKind
  }

  /// The columns; `ColumnSchema/source` is their place.
  public let schema: Schema
  /// Columns whose kinds could not be reconciled but as text, or as values of several kinds.
  public let conflicts: [Conflict]

  /// - Parameter parts: columns with the kinds that all rows have.
  public init(_ parts: [Schema]) {
    var columns: [ColumnSchema] = []
    var counts: [Int] = []
    var firsts: [(part: Int, kind: ColumnKind)?] = []
    var conflicts: [Int: Conflict] = [:]
    // By their bytes: keys of JSON are exact, and Swift takes some that differ for one.
    var places: [[UInt8]: Int] = [:]
    for (number, part) in parts.enumerated() {
      for column in part.columns {
        let kind = column.kind ?? .mixed
        let name = Array(column.name.utf8)
        guard let place = places[name] else {
          places[name] = columns.count
          var new = column
          (new.source, new.kind) = (columns.count, kind)
          columns.append(new)
          counts.append(1)
          firsts.append(kind == .empty ? nil : (number, kind))
          continue
        }
        counts[place] += 1
        let before = columns[place].kind ?? .mixed
        let joined = before.joined(with: kind)
        columns[place].kind = joined.kind
        columns[place].hasMissing = columns[place].hasMissing.isTrue(or: column.hasMissing)
        if columns[place].note == nil { columns[place].note = column.note }
        if !joined.isAlike, let first = firsts[place], conflicts[place] == nil {
          conflicts[place] = Conflict(
            name: column.name, parts: [first.part, number], kinds: [first.kind, kind],
            kind: joined.kind)
        }
        if firsts[place] == nil, kind != .empty { firsts[place] = (number, kind) }
      }
    }
    for i in columns.indices where counts[i] < parts.count { columns[i].hasMissing = true }
    schema = Schema(columns)
    self.conflicts = conflicts.sorted { $0.key < $1.key }.map { place, conflict in
      Conflict(
        name: conflict.name, parts: conflict.parts, kinds: conflict.kinds,
        kind: columns[place].kind ?? .mixed)
    }
  }
}

extension Bool? {
  /// True where one is true, nil where that is not known.
  fileprivate func isTrue(or other: Bool?) -> Bool? {
    if self == true || other == true { return true }
    return self == nil || other == nil ? nil : false
  }
}

extension ColumnKind {
  /// The kind that holds the values of two columns: numbers with numbers, days with days, else text; what
  /// holds values of several kinds stays so.
  fileprivate func joined(with other: ColumnKind) -> (kind: ColumnKind, isAlike: Bool) {
    if self == other || other == .empty { return (self, true) }
    if self == .empty { return (other, true) }
    let kinds: Set<ColumnKind> = [self, other]
    if kinds.isSubset(of: [.integer, .decimal]) { return (.decimal, true) }
    if kinds.isSubset(of: [.date, .dateTime]) { return (.dateTime, true) }
    return (kinds.contains(.mixed) ? .mixed : .text, false)
  }
}
