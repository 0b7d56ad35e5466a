internal import RowcastMachine
internal import RowcastTabular

/// What is known of a column of texts: its levels when they repeat, and how its texts are made.
struct TextPlan: Sendable, Hashable, Codable {
  /// The levels, the most frequent first; empty where texts hardly repeat.
  let levels: [String]
  /// How many of the levels are frequent.
  let frequent: Int
  /// Whether levels repeat, so that one that is not known is odd.
  let isCategory: Bool
  /// The lengths in bytes, as logarithms; nil where texts are few.
  let lengths: TwoTails?
  /// The shapes that were seen, the most frequent first; empty where texts are few.
  let shapes: [String]
  /// The place of the frequent level that a level is a slip away from, or -1; by level.
  let slips: [Int32]

  private static let mostShapes = 256
  /// From how many different texts on their making is looked at.
  private static let fewTexts = 20
  /// The levels that pairs tell apart.
  static let pairedLevels = 40

  /// - Parameters:
  ///   - counts: the rows of each text that is present.
  init(counts: [(text: String, rows: Int)]) {
    let sorted = counts.sorted { ($1.rows, $0.text) < ($0.rows, $1.text) }
    let present = counts.reduce(0) { $0 + $1.rows }
    isCategory = counts.count * 2 < present
    let known = isCategory ? Array(sorted.prefix(OddOptions.levels)) : []
    levels = known.map(\.text)
    let least = max(5, present / 500)
    frequent = known.prefix { $0.rows >= least }.count
    slips = Self.slips(known, frequent: frequent, present: present)
    guard counts.count > Self.fewTexts else {
      (lengths, shapes) = (nil, [])
      return
    }
    var all: [Double] = []
    var shapes: [String: Int] = [:]
    for (text, rows) in sorted {
      all += Array(repeating: Self.length(text.utf8.count), count: rows)
      text.withBytes { shapes[TextShape.of($0), default: 0] += rows }
    }
    lengths = TwoTails(sorted: all.sorted(), isOfShares: true)
    // As names of their own, shapes say nothing.
    let repeats = shapes.count * 2 < present
    self.shapes =
      repeats
      ? shapes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostShapes).map(\.key)
      : []
  }

  private static func slips(
    _ known: [(text: String, rows: Int)], frequent: Int, present: Int
  ) -> [Int32] {
    guard frequent > 0 else { return Array(repeating: -1, count: known.count) }
    let near = NearLevels(frequent: known.prefix(frequent).map(\.text))
    let rare = max(2, present * 3 / 1000)
    return known.enumerated().map { index, level in
      guard index >= frequent || level.rows <= rare, let place = near.nearest(to: level.text),
        place != index, known[place].rows >= 10 * level.rows
      else { return -1 }
      return Int32(place)
    }
  }

  /// The length of a text as the laws take it.
  static func length(_ bytes: Int) -> Double { Elementary.log1p(Double(bytes)) }

  var isSound: Bool {
    slips.count == levels.count && (0...levels.count).contains(frequent)
      && levels.count <= OddOptions.levels && shapes.count <= Self.mostShapes
      && slips.allSatisfy { $0 >= -1 && Int($0) < max(1, frequent) } && lengths?.isSound != false
      && Set(levels).count == levels.count && Set(shapes).count == shapes.count
  }
}
