internal import RowcastTabular

/// Where a target of numbers is to be cut into classes: nothing learned yet.
public enum TargetBins: Sendable, Hashable, TextCoded {
  /// At these numbers, ascending.
  case edges([Double])
  /// Into so many classes with about as many rows each.
  case quantiles(Int)

  /// The names of the usual numbers of classes.
  public static let names: [(name: String, count: Int)] = [
    ("median", 2), ("terciles", 3), ("quartiles", 4), ("quintiles", 5), ("deciles", 10),
  ]

  /// Reads `0,50,100`, or a name such as `quartiles`; nil for anything else.
  public init?(parsing text: String) {
    if let named = Self.names.first(where: { $0.name == text.lowercased() }) {
      self = .quantiles(named.count)
      return
    }
    let edges = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      Double(part.drop { $0 == " " })
    }
    let known = edges.compactMap(\.self).filter(\.isFinite)
    guard !known.isEmpty, known.count == edges.count, zip(known, known.dropFirst()).allSatisfy(<)
    else { return nil }
    self = .edges(known)
  }

  /// What it is asked for by.
  public var text: String {
    switch self {
    case .edges(let edges): edges.map(NumberText.string).joined(separator: ",")
    case .quantiles(let count):
      Self.names.first { $0.count == count }?.name ?? "\(count) classes"
    }
  }

  /// The cuts for these numbers.
  func fitted(to values: [Double], reading: ColumnReading) -> FittedBins {
    switch self {
    case .edges(let edges):
      return FittedBins(cuts: edges, includesLast: edges.count > 1, reading: reading)
    case .quantiles(let count):
      let sorted = values.filter(\.isFinite).sorted()
      var cuts: [Double] = []
      for i in 1..<max(2, count) where !sorted.isEmpty {
        guard let cut = Self.cut(sorted, near: i * sorted.count / max(2, count)) else { continue }
        if cut > cuts.last ?? -.infinity { cuts.append(cut) }
      }
      return FittedBins(cuts: cuts, includesLast: false, reading: reading)
    }
  }
}

extension TargetBins {
  /// The number at which sorted ones are cut so that nearly `count` of them are below: equal numbers
  /// stay together. Nil where all would be on one side.
  private static func cut(_ sorted: [Double], near count: Int) -> Double? {
    var (start, end) = (count, count)
    while start > 0, sorted[start - 1] == sorted[count] { start -= 1 }
    while end < sorted.count, sorted[end] == sorted[count] { end += 1 }
    if start > 0, count - start <= end - count || end == sorted.count { return sorted[start] }
    return end < sorted.count ? sorted[end] : nil
  }
}

/// How a target of numbers is cut into classes, as it was learned: every later number is cut alike.
public struct FittedBins: Sendable, Hashable, Codable {
  /// Where it is cut, ascending: a class has the numbers from one cut up to, and without, the next.
  public var cuts: [Double]
  /// Whether the last cut itself belongs to the class below it, as the end of the last range.
  public var includesLast: Bool
  /// How the column's values are read as numbers.
  public var reading: ColumnReading

  /// Cuts that are not ascending make classes without numbers.
  public init(cuts: [Double], includesLast: Bool, reading: ColumnReading) {
    self.cuts = cuts
    self.includesLast = includesLast
    self.reading = reading
  }

  /// The place of a number's class, from 0 below the first cut; nil for a missing one.
  public func place(of value: Double) -> Int? {
    guard value.isFinite else { return nil }
    if includesLast, let last = cuts.last, value == last { return cuts.count - 1 }
    return cuts.reduce(0) { $0 + (value >= $1 ? 1 : 0) }
  }

  /// The label of the class at a place: `under 10`, `10 to 20`, `20 and more`.
  public func label(_ place: Int) -> String {
    func text(_ index: Int) -> String {
      let short = Figures.short(cuts[index])
      let isOnly = cuts.allSatisfy { $0 == cuts[index] || Figures.short($0) != short }
      return isOnly ? short : cuts[index].description
    }
    guard !cuts.isEmpty else { return "any" }
    if place <= 0 { return "under \(text(0))" }
    if place < cuts.count { return "\(text(place - 1)) to \(text(place))" }
    return includesLast ? "over \(text(cuts.count - 1))" : "\(text(cuts.count - 1)) and more"
  }

  /// The class of each row of a column, by labels; `TypedColumn.missingCode` where it has none.
  func encoded(_ column: TypedColumn, labels: [String]) -> [UInt32] {
    let codes = (0...cuts.count).map { place in
      labels.firstIndex(of: label(place)).map(UInt32.init) ?? TypedColumn.missingCode
    }
    return column.numbers(reading).map { value in
      place(of: value).map { codes[$0] } ?? TypedColumn.missingCode
    }
  }
}
