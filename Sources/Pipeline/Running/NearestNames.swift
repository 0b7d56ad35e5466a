import RowcastTabular

/// Names that a mistyped one may have meant.
enum NearestNames {
  /// Up to three candidates that hold the name, or differ in at most a third of it, nearest first.
  static func of(_ name: String, among candidates: [String]) -> [String] {
    let wanted = Array(name.lowercased())
    let scored = candidates.enumerated().compactMap { index, candidate -> (Int, Int, String)? in
      let other = Array(candidate.lowercased())
      let distance = EditDistance.between(wanted, other)
      let isPart =
        !wanted.isEmpty && (contains(other, wanted) || (!other.isEmpty && contains(wanted, other)))
      // Two names of two characters that share none are as far apart as names can be.
      let longest = max(wanted.count, other.count)
      guard isPart || distance <= max(1, longest / 3), distance < longest else { return nil }
      return (isPart ? min(distance, 1) : distance, index, candidate)
    }
    return scored.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(3).map(\.2)
  }

  /// A sentence's end for a name that is not there: `; did you mean "churned"?`
  static func hint(_ name: String, among candidates: [String]) -> String {
    let nearest = of(name, among: candidates)
    if nearest.isEmpty {
      let some = candidates.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
      let rest = candidates.count > 8 ? " and \(candidates.count - 8) more" : ""
      return candidates.isEmpty ? "" : "; there are \(some)\(rest)"
    }
    // Two that people read as one are proposed once.
    let names = nearest.unique
    let several =
      names.count < nearest.count ? " (several, which differ in how letters are composed)" : ""
    return "; did you mean " + names.map { "\"\($0)\"" }.joined(separator: " or ") + several + "?"
  }

  private static func contains(_ text: [Character], _ part: [Character]) -> Bool {
    // A character of Chinese or Japanese is most of a word, as three letters are.
    let isWord = part.count >= 3 || part.reduce(0) { $0 + $1.utf8.count } >= 6
    guard isWord, part.count <= text.count else { return false }
    return (0...(text.count - part.count)).contains { start in
      part.indices.allSatisfy { text[start + $0] == part[$0] }
    }
  }
}

/// What the program says of a mistyped name.
public enum SimilarNames {
  /// A sentence's end: `; did you mean "convert"?`, or what there is.
  public static func hint(_ name: String, among candidates: [String]) -> String {
    NearestNames.hint(name, among: candidates)
  }

  /// The same, empty when none is near.
  public static func guess(_ name: String, among candidates: [String]) -> String {
    NearestNames.of(name, among: candidates).isEmpty
      ? "" : NearestNames.hint(name, among: candidates)
  }
}
