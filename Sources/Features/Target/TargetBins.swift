internal import RowcastTabular

/// Where a target of numbers or dates is to be cut into classes: nothing learned yet.
public enum TargetBins: Sendable, Hashable, TextCoded {
  /// At these numbers, ascending.
  case edges([Double])
  /// At these moments, ascending, in milliseconds since 1970-01-01: each begins a class.
  case dates([Double])
  /// Into so many classes with about as many rows each.
  case quantiles(Int)

  /// The names of the usual numbers of classes.
  public static let names: [(name: String, count: Int)] = [
    ("median", 2), ("terciles", 3), ("quartiles", 4), ("quintiles", 5), ("deciles", 10),
  ]

  /// Reads `0,50,100`, `2024-01-01,2025-01-01`, or a name such as `quartiles`; nil for anything else.
  public init?(parsing text: String) {
    if let named = Self.names.first(where: { $0.name == text.lowercased() }) {
      self = .quantiles(named.count)
      return
    }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      String(part.drop { $0 == " " })
    }
    func ascending(_ edges: [Double?]) -> [Double]? {
      let known = edges.compactMap(\.self).filter(\.isFinite)
      let isSound =
        !known.isEmpty && known.count == edges.count && zip(known, known.dropFirst()).allSatisfy(<)
      return isSound ? known : nil
    }
    if let edges = ascending(parts.map { Double($0) }) {
      self = .edges(edges)
    } else if let dates = ascending(parts.map(Self.moment)) {
      self = .dates(dates)
    } else {
      return nil
    }
  }

  /// A day or a moment as ISO 8601 has it.
  private static func moment(_ text: String) -> Double? {
    guard let parts = TemporalSyntax.parts(of: text.utf8.span, accepting: []),
      parts.kind == .date || parts.kind == .dateTime
    else { return nil }
    return Double(parts.value)
  }

  /// Whether it cuts dates; nil for what cuts both.
  var areDates: Bool? {
    switch self {
    case .edges: false
    case .dates: true
    case .quantiles: nil
    }
  }

  /// What it is asked for by.
  public var text: String {
    switch self {
    case .edges(let edges): edges.map(NumberText.string).joined(separator: ",")
    case .dates(let moments): FittedBins.texts(ofDates: moments).joined(separator: ",")
    case .quantiles(let count):
      Self.names.first { $0.count == count }?.name ?? "\(count) classes"
    }
  }

  /// The cuts for these numbers.
  func fitted(to values: [Double], reading: ColumnReading) -> FittedBins {
    switch self {
    case .edges(let edges):
      return FittedBins(cuts: edges, includesLast: edges.count > 1, reading: reading)
    case .dates(let moments):
      return FittedBins(cuts: moments, includesLast: false, reading: reading)
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

/// How a target of numbers or dates is cut into classes, as it was learned: every later one is cut
/// alike.
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

  /// Days as `2024-03-01`, all with their time where one is no whole day.
  static func texts(ofDates moments: [Double]) -> [String] {
    let whole = moments.map { Int64(exactly: $0.rounded()) ?? 0 }
    let areDays = whole.allSatisfy { $0 % CivilDate.millisecondsPerDay == 0 }
    return whole.map { TemporalText.string(areDays ? .date : .dateTime, milliseconds: $0) }
  }

  /// The label of the class at a place: `under 10`, `10 to 20`, `20 and more`; of dates
  /// `before 2024-01-01`, `2024-01-01 to 2025-01-01`, `2025-01-01 and later`.
  public func label(_ place: Int) -> String {
    guard reading.form == .dates, !cuts.isEmpty else { return numberLabel(place) }
    let texts = Self.texts(ofDates: cuts)
    if place <= 0 { return "before \(texts[0])" }
    return place < cuts.count
      ? "\(texts[place - 1]) to \(texts[place])" : "\(texts[cuts.count - 1]) and later"
  }

  private func numberLabel(_ place: Int) -> String {
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
      // Models of before have milliseconds in the labels of dates.
      (labels.firstIndex(of: label(place)) ?? labels.firstIndex(of: numberLabel(place)))
        .map(UInt32.init) ?? TypedColumn.missingCode
    }
    return column.numbers(reading).map { value in
      place(of: value).map { codes[$0] } ?? TypedColumn.missingCode
    }
  }
}
