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
  /// For each part, the place of each of its columns.
  public let places: [[Int]]
  /// Columns whose kinds could not be reconciled but as text, or as values of several kinds.
  public let conflicts: [Conflict]

  /// - Parameter parts: columns with the kinds that all rows have.
  public init(_ parts: [Schema]) {
    var columns: [ColumnSchema] = []
    var counts: [Int] = []
    var firsts: [(part: Int, kind: ColumnKind)?] = []
    var conflicts: [Int: Conflict] = [:]
    var names = UnionNames()
    var partPlaces: [[Int]] = []
    for (number, part) in parts.enumerated() {
      let own = names.places(of: part)
      partPlaces.append(own)
      for (column, place) in zip(part.columns, own) {
        let kind = column.kind ?? .mixed
        guard place < columns.count else {
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
        if let besides = column.besides {
          columns[place].besides = (columns[place].besides ?? []).union(besides)
        }
        if kind != .empty, columns[place].holdsMicroseconds != column.holdsMicroseconds {
          columns[place].holdsMicroseconds = nil
        }
        if columns[place].note == nil { columns[place].note = column.note }
        if columns[place].remedy != column.remedy { columns[place].remedy = nil }
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
    places = partPlaces
    self.conflicts = conflicts.sorted { $0.key < $1.key }.map { place, conflict in
      Conflict(
        name: conflict.name, parts: conflict.parts, kinds: conflict.kinds,
        kind: columns[place].kind ?? .mixed)
    }
  }
}

/// Which columns of several sources are the same one: those of the same name, byte by byte, since two keys of
/// JSON may differ in nothing else. A name that differs only in how its letters are composed is the same
/// where the source has no other that is, and so is one that got a number since its header has it twice.
private struct UnionNames {
  private var exact: [[UInt8]: Int] = [:]
  private var alike: [String: [Int]] = [:]
  private var headers: [[UInt8]: [Int]] = [:]
  private var count = 0

  /// The places of a source's columns; new ones follow those that are known.
  mutating func places(of part: Schema) -> [Int] {
    let known = part.columns.map { exact[Array($0.name.utf8)] }
    var taken = Set(known.compactMap(\.self))
    return zip(part.columns, known).map { column, known in
      let place = known ?? similar(to: column, taken) ?? count
      taken.insert(place)
      if place == count { count += 1 }
      add(column, at: place)
      return place
    }
  }

  private func similar(to column: ColumnSchema, _ taken: Set<Int>) -> Int? {
    let name = Array(column.name.utf8)
    let candidates =
      (alike[column.name] ?? []) + (headers[name] ?? [])
      + (column.header.isEmpty ? [] : exact[Array(column.header.utf8)].map { [$0] } ?? [])
    return candidates.first { !taken.contains($0) }
  }

  private mutating func add(_ column: ColumnSchema, at place: Int) {
    let name = Array(column.name.utf8)
    guard exact[name] == nil else { return }
    exact[name] = place
    alike[column.name, default: []].append(place)
    let header = Array(column.header.utf8)
    if !header.isEmpty, header != name { headers[header, default: []].append(place) }
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
