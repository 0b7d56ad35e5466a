/// The columns of a record source, in the order in which they are written.
public struct Schema: Sendable, Hashable, Codable {
  /// The columns in the order of writing.
  public var columns: [ColumnSchema]

  /// The names must differ from each other.
  public init(_ columns: [ColumnSchema] = []) { self.columns = columns }

  /// The names of the columns.
  public var names: [String] { columns.map(\.name) }

  /// The place of a column by name: as people read it, where none has the same bytes.
  public func index(of name: String) -> Int? {
    guard let first = columns.firstIndex(where: { $0.name == name }) else { return nil }
    if columns[first].name.utf8.elementsEqual(name.utf8) { return first }
    return columns.firstIndex { $0.name.utf8.elementsEqual(name.utf8) } ?? first
  }
}

/// What is known of one column before its values are read.
public struct ColumnSchema: Sendable, Hashable, Codable {
  /// The name under which values are written: trimmed, never empty, unique in its schema.
  public var name: String
  /// The header as it stands in the source; empty when there is none.
  public var header: String
  /// The zero-based column of the source (``Cell/column``) that these values come from; below 16,777,216,
  /// or no cell is found for it.
  public var source: Int
  /// The narrowest kind that holds every value; nil while it is not known.
  public var kind: ColumnKind?
  /// Whether some value is missing; nil while it is not known.
  public var hasMissing: Bool?
  /// Why the kind is not narrower, or what the values look like (`row 812: "CASE-7"`).
  public var note: String?
  /// What would read the column as what its values could be.
  public var remedy: Remedy?
  /// What stands among the values without being of the kind; nil where it was not looked for.
  public var besides: Besides?
  /// Whether texts are all dates with times that microseconds hold, and milliseconds do not: a timestamp for
  /// outputs that have such a type. Nil where it was not looked for.
  public var holdsMicroseconds: Bool?

  /// The source columns that are looked for: tables of places are no longer than this.
  package static let sources = 0..<(1 << 24)

  /// One more than the last of some source columns that cells can have.
  package static func sourceCount(of columns: some Sequence<Int>) -> Int {
    columns.reduce(0) { sources.contains($1) ? Swift.max($0, $1 + 1) : $0 }
  }

  /// What is nil is not known yet.
  public init(
    name: String, header: String = "", source: Int, kind: ColumnKind? = nil,
    hasMissing: Bool? = nil, note: String? = nil, remedy: Remedy? = nil
  ) {
    self.name = name
    self.header = header
    self.source = source
    self.kind = kind
    self.hasMissing = hasMissing
    self.note = note
    self.remedy = remedy
  }
}

extension ColumnSchema {
  /// What a column may hold beside the values of its kind.
  public struct Besides: OptionSet, Sendable, Hashable, Codable {
    /// One bit for each.
    public let rawValue: UInt8
    /// Any bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Error values such as `#DIV/0!`.
    public static let errors = Besides(rawValue: 1)
    /// Texts of no character, which say nothing of a column's kind.
    public static let emptyTexts = Besides(rawValue: 2)
    /// Arrays and objects of JSON, which are texts everywhere else.
    public static let arrays = Besides(rawValue: 4)
  }
}

/// The kinds of a column: those of its cells, and `empty` and `mixed`.
public enum ColumnKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// The raw values are the names in JSON and reports; `mixed` holds values of several kinds.
  case empty, boolean, integer, decimal, date, time, dateTime = "datetime", duration, text, mixed
}

extension ColumnKind {
  /// Whether values of both kinds are of one order: of one kind, numbers, or days with and without a
  /// time.
  package func isAlike(_ other: ColumnKind) -> Bool {
    let groups: [Set<ColumnKind>] = [[.integer, .decimal], [.date, .dateTime]]
    return self == other || groups.contains { $0.contains(self) && $0.contains(other) }
  }
}

extension Schema {
  /// Column names for a header row: trimmed, blanks named `column_N` (from 1), repeats numbered
  /// `a`, `a_2`, `a_3`, passing over names that the header already has.
  public static func repairedNames(_ header: [String]) -> [String] {
    let trimmed = header.map { trimmingBlanks($0) }
    var taken = Set(trimmed.filter { !$0.isEmpty })
    var seen: Set<String> = []
    // Where to go on counting, so that a thousand equal names cost a thousand steps.
    var next: [String: Int] = [:]
    return trimmed.enumerated().map { index, raw in
      let base = raw.isEmpty ? "column_\(index + 1)" : raw
      if !raw.isEmpty, seen.insert(raw).inserted { return raw }
      if raw.isEmpty, taken.insert(base).inserted { return base }
      var number = next[base, default: 2]
      while taken.contains("\(base)_\(number)") { number += 1 }
      next[base] = number + 1
      let name = "\(base)_\(number)"
      taken.insert(name)
      return name
    }
  }

  /// The names that more than one column has in a header row, in their order.
  package static func repeatedNames(ofHeader header: [String]) -> [String] {
    repeatedNames(header.map { trimmingBlanks($0) })
  }

  /// The names that are there more than once, in their order.
  package static func repeatedNames(_ names: [String]) -> [String] {
    var counts: [String: Int] = [:]
    return names.filter { name in
      counts[name, default: 0] += 1
      return !name.isEmpty && counts[name] == 2
    }
  }

  private static func trimmingBlanks(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isBlank }),
      let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return "" }
    return String(scalars[first...last])
  }
}

extension Unicode.Scalar {
  /// Whether this is white space; the tables of Unicode, which are slow, are asked beyond ASCII only.
  package var isBlank: Bool {
    isASCII ? self == " " || (0x09...0x0D).contains(value) : properties.isWhitespace
  }
}
