internal import RowcastFeatures
internal import RowcastMachine
internal import RowcastTabular

/// A column whose value another one seems to determine, in a sample.
struct FunctionGuess: Sendable, Hashable {
  /// The column that determines, and the one that is determined.
  let from: Int
  let to: Int

  /// The columns that are looked at, the first that can take part.
  private static let columns = 60
  /// The rows that are enough for that.
  private static let rows = 10_000
  /// The most pairs that are counted in all rows.
  static let most = 16
  /// The share of rows that may be exceptions.
  static let exceptions = 0.01

  /// The pairs in which a sample has hardly an exception.
  static func guesses(_ sample: Table, roles: [RoleAssignment]) -> [FunctionGuess] {
    let step = max(1, sample.rowCount / rows)
    let picked = Array(stride(from: 0, to: sample.rowCount, by: step))
    let coded = mapChunks(of: sample.columns.count, size: 1) { index, _ -> Coded? in
      let role = index < roles.count ? roles[index].role : .ignored
      guard role != .constant, role != .duplicate, role != .text else { return nil }
      return Coded(sample.columns[index], rows: picked)
    }
    let usable = Array(coded.indices.filter { (coded[$0]?.distinct ?? 0) >= 2 }.prefix(columns))
    let pairs = usable.flatMap { a in usable.filter { $0 != a }.map { (a, $0) } }
    let found = mapChunks(of: pairs.count, size: 32) { _, range in
      range.compactMap { index -> (FunctionGuess, Int)? in
        let (a, b) = pairs[index]
        guard let from = coded[a], let to = coded[b], from.determines(to) else { return nil }
        return (FunctionGuess(from: a, to: b), from.distinct)
      }
    }.flatMap { $0 }
    // Of two columns that determine each other the earlier one is named as the source.
    let all = Set(found.map(\.0))
    return found.filter { guess, _ in
      guess.from < guess.to || !all.contains(FunctionGuess(from: guess.to, to: guess.from))
    }.sorted { ($0.1, $0.0.from, $0.0.to) < ($1.1, $1.0.from, $1.0.to) }.prefix(most).map(\.0)
  }
}

/// A sampled column by codes.
private struct Coded: Sendable {
  /// The code of each row; -1 without a value.
  var codes: [Int32] = []
  var distinct = 0
  var present = 0
  /// The rows of the most frequent value.
  var mode = 0

  init(_ column: TypedColumn, rows: [Int]) {
    switch column.values {
    case .numbers(let values):
      var known: [UInt64: Int32] = [:]
      codes = rows.map { row in
        guard values[row].isFinite else { return -1 }
        let bits = (values[row] + 0).bitPattern
        if let code = known[bits] { return code }
        known[bits] = Int32(clamping: known.count)
        return Int32(clamping: known.count - 1)
      }
      distinct = known.count
    case .texts(let texts, let dictionary):
      var known = [Int32](repeating: -1, count: dictionary.count)
      codes = rows.map { row in
        guard Int(texts[row]) < known.count else { return -1 }
        if known[Int(texts[row])] < 0 {
          known[Int(texts[row])] = Int32(clamping: distinct)
          distinct += 1
        }
        return known[Int(texts[row])]
      }
    }
    var counts = [Int](repeating: 0, count: distinct)
    for code in codes where code >= 0 { counts[Int(code)] += 1 }
    present = counts.reduce(0, +)
    mode = counts.max() ?? 0
  }

  /// Whether a value of this column nearly always goes with one value of the other, by more than
  /// chance: values recur, and the most frequent value of the other is far from being all.
  func determines(_ other: Coded) -> Bool {
    // An error may be a value that no other row has.
    guard distinct * 2 <= present, other.distinct <= distinct + 1 + distinct / 20 else {
      return false
    }
    // Hardly a pair is one, which the first rows tell.
    let tried = min(codes.count, Self.tried)
    guard tried == codes.count || images(other, tried, allowed: tried / 10) != nil,
      let found = images(
        other, codes.count, allowed: Int(FunctionGuess.exceptions * Double(present)))
    else { return false }
    let (both, misses, fresh) = found
    let unlike = other.present - other.mode
    return both - fresh >= max(20, both / 3) && unlike * 20 >= both && misses * 20 <= unlike
  }

  private static let tried = 1000

  /// The rows with both values, those with another value of the other column than most of their code,
  /// and the codes; nil where more than some have another one.
  private func images(
    _ other: Coded, _ rows: Int, allowed: Int
  ) -> (both: Int, misses: Int, codes: Int)? {
    // The value of most rows of a code, if there is one, outlasts the others (R. Boyer, J. Moore, 1981).
    var images = [Int32](repeating: -1, count: distinct)
    var votes = [Int32](repeating: 0, count: distinct)
    for row in 0..<rows where codes[row] >= 0 && other.codes[row] >= 0 {
      let code = Int(codes[row])
      if votes[code] == 0 { images[code] = other.codes[row] }
      votes[code] += images[code] == other.codes[row] ? 1 : -1
    }
    var (both, misses) = (0, 0)
    for row in 0..<rows where codes[row] >= 0 && other.codes[row] >= 0 {
      both += 1
      if images[Int(codes[row])] != other.codes[row] {
        misses += 1
        if misses > allowed { return nil }
      }
    }
    return (both, misses, images.count { $0 >= 0 })
  }
}
