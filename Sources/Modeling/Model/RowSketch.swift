/// The rows that a model learned from, in small: the smallest of their marks (a sketch of minimum
/// values: Bar-Yossef and others, 2002), by which it is told how many of other rows are among them.
///
/// The marks are spread evenly over 64 bits, so that those below the largest one kept are a fair
/// sample of the rows, and the same sample of any other table. Up to ``limit`` different rows all are
/// kept, and what is told is exact.
public struct RowSketch: Sendable, Hashable {
  /// The most marks that are kept.
  public static let limit = 2_000

  /// The smallest marks, each once, ascending.
  public let marks: [UInt64]
  /// Whether these are the marks of all rows.
  public let isComplete: Bool

  /// - Parameter all: the mark of each row.
  init(_ all: [UInt64]) {
    // Of many rows those below a bound are enough, unless rows repeat.
    let share = 2 * UInt64(Self.limit)
    let bound = all.count > 4 * Self.limit ? UInt64.max / UInt64(all.count) * share : .max
    var kept = Self.distinct(all.filter { $0 <= bound })
    if kept.count < Self.limit, bound < .max { kept = Self.distinct(all) }
    isComplete = kept.count <= Self.limit && bound == .max || kept.count < Self.limit
    marks = Array(kept.prefix(Self.limit))
  }

  private static func distinct(_ marks: [UInt64]) -> [UInt64] {
    var result: [UInt64] = []
    for mark in marks.sorted() where mark != result.last { result.append(mark) }
    return result
  }

  /// How many rows are among those learned from; nil when the sketch is too coarse to tell.
  func overlap(_ rows: [UInt64]) -> RowOverlap? {
    let known = Set(marks)
    if isComplete {
      return RowOverlap(rows: rows.count, learned: rows.count { known.contains($0) }, isExact: true)
    }
    guard let bound = marks.last else { return nil }
    let seen = rows.filter { $0 <= bound }
    guard !seen.isEmpty else { return nil }
    let share = Double(seen.count { known.contains($0) }) / Double(seen.count)
    return RowOverlap(
      rows: rows.count, learned: Int((share * Double(rows.count)).rounded()), isExact: false)
  }
}

/// How many of some rows a model learned from: they have the values of training rows.
public struct RowOverlap: Sendable, Hashable, Codable {
  /// All rows.
  public var rows: Int
  /// Those that it learned from.
  public var learned: Int
  /// Whether they were counted, and not judged by a sample.
  public var isExact: Bool

  /// - Parameter learned: of the rows those that the model learned from.
  public init(rows: Int, learned: Int, isExact: Bool) {
    self.rows = rows
    self.learned = learned
    self.isExact = isExact
  }
}

// In a model file the marks are one text of 16 hexadecimal digits each.
extension RowSketch: Codable {
  private enum CodingKeys: String, CodingKey { case marks, isComplete }

  /// - Throws: `DecodingError` when the marks are not ascending numbers of 16 digits.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    isComplete = try values.decode(Bool.self, forKey: .isComplete)
    let digits = Array(try values.decode(String.self, forKey: .marks).utf8)
    let found = stride(from: 0, to: digits.count, by: 16).compactMap { start in
      UInt64(
        String(decoding: digits[start..<min(start + 16, digits.count)], as: UTF8.self), radix: 16)
    }
    guard digits.count % 16 == 0, found.count * 16 == digits.count, found.count <= Self.limit,
      zip(found, found.dropFirst()).allSatisfy(<)
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .marks, in: values, debugDescription: "no ascending marks of 16 digits")
    }
    marks = found
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(isComplete, forKey: .isComplete)
    try values.encode(
      marks.map { mark in
        let digits = String(mark, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }.joined(), forKey: .marks)
  }
}
