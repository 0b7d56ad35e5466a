internal import RowcastTabular

/// Keys of removed and of added rows that are the same but for how they are spelled.
public struct AlikeKeys: Sendable, Hashable {
  /// How they differ.
  public let alikeness: RowKey.Alikeness
  /// How many there are.
  public let count: Int

  /// Rows beyond so many of either table are not looked at.
  private static let looked = 100_000

  /// - Parameter tables: a comparison by a key.
  /// - Throws: `FileError` when the changes cannot be read back.
  init?(_ tables: ComparedTables) throws {
    let places = tables.columns.indices.filter { tables.columns[$0].isKey }
    guard !places.isEmpty, tables.counts.added > 0, tables.counts.removed > 0 else { return nil }
    var (removed, added): ([[String]], [[String]]) = ([], [])
    try tables.forEachChange { change in
      guard change.kind != .changed else { return true }
      let values = (change.old ?? change.new)?.values ?? []
      let key = places.map { values.indices.contains($0) ? values[$0].description : "" }
      if change.kind == .removed {
        if removed.count < Self.looked { removed.append(key) }
      } else if added.count < Self.looked {
        added.append(key)
      }
      return removed.count < Self.looked || added.count < Self.looked
    }
    for alikeness in RowKey.Alikeness.allCases {
      let folded = Set(removed.map { $0.map(alikeness.folded) })
      let count = Set(added.map { $0.map(alikeness.folded) }).intersection(folded).count
      if count > 0 {
        (self.alikeness, self.count) = (alikeness, count)
        return
      }
    }
    return nil
  }
}

extension RowKey.Alikeness {
  /// A text without what two spellings of one value may differ in.
  func folded(_ text: String) -> String {
    switch self {
    case .blanks:
      // By their numbers: signs that only look like others are others.
      return Self.scalars(
        text.unicodeScalars.filter {
          !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
            && $0.value >= 0x20
        })
    case .composition: return text
    case .letterCase: return text.lowercased()
    case .leadingZeros:
      let rest = text.lowercased().drop { $0 == "0" }
      return rest.isEmpty ? "0" : String(rest)
    }
  }

  /// The numbers of characters as a text, so that equal texts are of equal characters.
  private static func scalars(_ text: String.UnicodeScalarView) -> String {
    text.map { String($0.value, radix: 36) }.joined(separator: " ")
  }
}
