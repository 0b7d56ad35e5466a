internal import RowcastMachine
internal import RowcastTabular

/// How often each category of a column is there, in the order of first appearance.
struct LevelCounts: Sendable {
  private var levels = StringInterner()
  private(set) var counts: [Int] = []
  private let limit: Int
  /// The bytes that all categories may have together, for each of them.
  private static let levelBytes = 256

  init(limit: Int) { self.limit = limit }

  /// Counts a value by its bytes.
  mutating func count(_ bytes: Span<UInt8>, times: Int = 1) {
    let code = Int(levels.intern(bytes))
    if code == counts.count { counts.append(times) } else { counts[code] += times }
  }

  /// - Returns: false when there are too many categories; what is left is of no use then.
  mutating func merge(_ other: LevelCounts?) -> Bool {
    guard let other else { return true }
    let dictionary = other.levels.dictionary()
    let bytes = dictionary.bytes
    for code in other.counts.indices {
      guard let range = dictionary.range(of: code) else { continue }
      count(bytes.span.extracting(range), times: other.counts[code])
      guard counts.count <= limit, levels.byteCount / Self.levelBytes <= limit else {
        return false
      }
    }
    return true
  }

  /// The categories of both, with their counts here and there; those of this one first.
  func joined(_ other: LevelCounts) -> [(level: String, old: Int, new: Int)] {
    var result = LevelCounts(limit: .max)
    _ = result.merge(self)
    _ = result.merge(other)
    let dictionary = result.levels.dictionary()
    let bytes = dictionary.bytes
    return result.counts.indices.compactMap { code in
      guard let range = dictionary.range(of: code) else { return nil }
      let old = code < counts.count ? counts[code] : 0
      return (
        ValueBytes.value(ofWhole: bytes.span.extracting(range)).description, old,
        result.counts[code] - old
      )
    }
  }
}
