/// Finds texts that are one slip away from a frequent one: a letter left out, added, changed, two
/// swapped, or another case. Digits are no slips: `C4` is not a misspelled `C5`.
///
/// Every frequent text is filed under itself and under each text with one letter less, and looked
/// for in the same way (W. Garbe, "symmetric delete spelling correction", 2012).
struct NearLevels: Sendable {
  private let frequent: [[UInt32]]
  private var places: [[UInt32]: [Int32]] = [:]
  private static let shortest = 4
  private static let longest = 64
  private static let most = 2000

  /// - Parameter frequent: the texts in the order of their frequency.
  init(frequent: [String]) {
    self.frequent = frequent.prefix(Self.most).map { Self.folded($0) }
    for (index, text) in self.frequent.enumerated()
    where text.count >= Self.shortest && text.count <= Self.longest {
      Self.forEachShorter(text) { places[$0, default: []].append(Int32(index)) }
    }
  }

  /// The place of the frequent text that this one is nearly, but not quite.
  /// - Parameter text: one that is not among the frequent ones itself.
  func nearest(to text: String) -> Int? {
    guard text.utf8.count <= 4 * Self.longest else { return nil }
    let text = Self.folded(text)
    guard text.count >= Self.shortest - 1, text.count <= Self.longest + 1 else { return nil }
    var best: Int?
    Self.forEachShorter(text) { shorter in
      for place in places[shorter] ?? [] where Int(place) < best ?? .max {
        if Self.isSlip(text, frequent[Int(place)]) { best = Int(place) }
      }
    }
    return best
  }

  private static func folded(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { $0 >= "A" && $0 <= "Z" ? $0.value + 32 : $0.value }
  }

  private static func forEachShorter(_ text: [UInt32], _ body: ([UInt32]) -> Void) {
    body(text)
    for index in text.indices where index == 0 || text[index] != text[index - 1] {
      var shorter = text
      shorter.remove(at: index)
      body(shorter)
    }
  }

  /// Whether two texts are one slip apart or alike, and no digit takes part in it.
  private static func isSlip(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    if a == b { return true }
    guard abs(a.count - b.count) <= 1 else { return false }
    var start = 0
    while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
    let (restOfA, restOfB) = (a[start...], b[start...])
    func isDigit(_ letter: UInt32?) -> Bool { letter.map { (48...57).contains($0) } ?? false }
    if a.count == b.count {
      if restOfA.dropFirst().elementsEqual(restOfB.dropFirst()) {
        return !(isDigit(restOfA.first) && isDigit(restOfB.first))
      }
      guard restOfA.count >= 2, restOfA[start] == restOfB[start + 1],
        restOfA[start + 1] == restOfB[start]
      else { return false }
      return !isDigit(restOfA[start]) && !isDigit(restOfB[start])
        && restOfA.dropFirst(2).elementsEqual(restOfB.dropFirst(2))
    }
    let (long, short) = a.count > b.count ? (restOfA, restOfB) : (restOfB, restOfA)
    return !isDigit(long.first) && long.dropFirst().elementsEqual(short)
  }
}
