internal import RowcastFeatures
internal import RowcastTabular

/// Texts of a column that are likely one value, the most frequent first.
public struct SpellingGroup: Sendable, Hashable {
  /// One way in which it is spelled.
  public struct Spelling: Sendable, Hashable {
    /// The text.
    public var text: String
    /// Its rows.
    public var rows: Int
    /// The row of the sheet, or the line of the file, of the first of them.
    public var firstRow: Int
  }

  /// The ways in which it is spelled.
  public var spellings: [Spelling]
  /// Whether they differ in case and blanks alone.
  public var isFoldable: Bool

  /// Longer texts are sentences, which differ as they like.
  private static let longest = 100
  /// Two texts of one row each are rather two things that are called alike.
  private static let fewestRows = 3

  /// The groups among the texts of a column, those of the most rows first.
  static func groups(in texts: TextTally) -> [SpellingGroup] {
    var groups: [String: [Spelling]] = [:]
    for (code, text) in texts.texts.dictionary().texts.enumerated()
    where text.utf8.count <= longest {
      let key = Fingerprint.of(text)
      guard !key.isEmpty else { continue }
      groups[key, default: []].append(
        Spelling(text: text, rows: texts.rows[code], firstRow: Int(texts.firsts[code])))
    }
    return groups.values.filter { $0.count > 1 }.map { spellings in
      let sorted = spellings.sorted { ($1.rows, $0.firstRow) < ($0.rows, $1.firstRow) }
      return SpellingGroup(
        spellings: sorted,
        isFoldable: Set(sorted.map { RowcastFeatures.Spelling.folded($0.text) }).count == 1)
    }.filter { $0.rows >= fewestRows }.sorted { a, b in
      let (x, y) = (a.rows, b.rows)
      return x != y
        ? x > y : (a.spellings.first?.firstRow ?? 0) < (b.spellings.first?.firstRow ?? 0)
    }
  }

  /// The rows of all spellings.
  public var rows: Int { spellings.reduce(0) { $0 + $1.rows } }
}
