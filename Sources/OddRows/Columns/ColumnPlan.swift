internal import RowcastFeatures
internal import RowcastMachine
internal import RowcastTabular

/// What is known of a column before its rows are counted.
struct ColumnPlan: Sendable, Hashable, Codable {
  let name: String
  /// The kind whose text its numbers are shown as.
  let kind: ColumnKind
  /// How its texts become numbers; nil where it is texts.
  let reading: ColumnReading?
  let number: NumberPlan?
  let text: TextPlan?
  /// The values that repeat in a column of values that are otherwise all different; nil for any
  /// other column.
  let repeated: [String]?
  /// Whether its values number the rows, or go on with them: all different, and ascending or as far
  /// apart everywhere. Nil in files of before.
  let isRunning: Bool?

  /// How many of the texts must be numbers or days for the column to be one of them.
  private static let share = 0.8

  /// The plan of a sampled column.
  init(_ column: TypedColumn) {
    name = column.name
    switch column.values {
    case .numbers:
      let reading = ColumnReading(form: .numbers, kind: column.kind)
      kind = column.kind
      self.reading = reading
      number = NumberPlan(
        sorted: column.measured(reading).ascending,
        mayBeLogarithmic: [.integer, .decimal].contains(column.kind))
      text = nil
      repeated = column.kind == .integer ? Self.repeated(numbers: column.numbers(reading)) : nil
      isRunning = Self.isRunning(column.measured(reading), kind: column.kind)
    case .texts(let codes, let dictionary):
      let present = Self.counts(codes, dictionary, amongNumbers: true).reduce(0) { $0 + $1.rows }
      for (form, kind) in [(ColumnReading.Form.numbers, ColumnKind.decimal), (.dates, .dateTime)] {
        let reading = ColumnReading(form: form, kind: .text)
        let values = column.measured(reading).ascending
        guard present > 0, Double(values.count) >= Self.share * Double(present) else { continue }
        self.kind = kind
        self.reading = reading
        number = NumberPlan(sorted: values, mayBeLogarithmic: form == .numbers)
        text = nil
        repeated = nil
        isRunning = Self.isRunning(column.measured(reading), kind: kind)
        return
      }
      kind = .text
      (reading, number) = (nil, nil)
      let counts = Self.counts(codes, dictionary, amongNumbers: false)
      text = TextPlan(counts: counts)
      repeated = Self.repeated(counts)
      isRunning = false
    }
  }

  /// The share of rows whose value may repeat in a column of codes, and the rows that show it to be one.
  private static let repeatedShare = 0.01
  private static let fewestCodes = 50

  /// The repeated ones of codes: texts with a digit or an address, and no blank. Names and remarks
  /// repeat as they like.
  private static func repeated(_ counts: [(text: String, rows: Int)]) -> [String]? {
    let rows = counts.reduce(0) { $0 + $1.rows }
    let repeated = counts.filter { $0.rows > 1 }
    guard rows >= fewestCodes, !repeated.isEmpty, isRare(repeated.reduce(0) { $0 + $1.rows }, rows)
    else { return nil }
    let codes = counts.count { text, _ in
      text.utf8.contains { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "@") }
        && !text.utf8.contains { $0 <= 0x20 }
    }
    return Double(codes) >= 0.95 * Double(counts.count) ? repeated.map(\.text).sorted() : nil
  }

  /// The repeated ones of whole numbers that chance would repeat far more often.
  private static func repeated(numbers: [Double]) -> [String]? {
    let sorted = numbers.ascending
    guard sorted.count >= fewestCodes, let first = sorted.first, let last = sorted.last else {
      return nil
    }
    var runs: [(value: Double, rows: Int)] = []
    for (a, b) in zip(sorted, sorted.dropFirst()) where a == b {
      if runs.last?.value == a { runs[runs.count - 1].rows += 1 } else { runs.append((a, 2)) }
    }
    let count = Double(sorted.count)
    let byChance = count * count / (2 * (last - first + 1))
    guard !runs.isEmpty, isRare(runs.reduce(0) { $0 + $1.rows }, sorted.count),
      byChance >= 5 * Double(runs.count) + 5
    else { return nil }
    return runs.map { CellText.string(of: $0.value, kind: .integer) }
  }

  /// Whether whole numbers or moments number the rows.
  private static func isRunning(_ values: [Double], kind: ColumnKind) -> Bool {
    guard [.integer, .decimal, .date, .dateTime].contains(kind) else { return false }
    let present = values.filter { !$0.isNaN }
    let isOfNumbers = kind == .integer || kind == .decimal
    guard !isOfNumbers || present.allSatisfy({ $0 == $0.rounded() }) else { return false }
    let sorted = present.sorted()
    guard present.count >= fewestCodes, let first = sorted.first, let last = sorted.last,
      first < last
    else { return false }
    let count = Double(present.count)
    let steps = Double(zip(present, present.dropFirst()).count { $0 < $1 })
    let repeats = Double(zip(sorted, sorted.dropFirst()).count { $0 == $1 })
    guard repeats <= 0.02 * count else { return false }
    if steps >= 0.95 * count { return true }
    guard isOfNumbers, last - first < 50 * count else { return false }
    // Within the bound of Kolmogorov's test, which is for values that are drawn.
    var most = 0.0
    for (place, value) in sorted.enumerated() {
      let share: Double = (value - first) / (last - first)
      let expected: Double = (Double(place) + 0.5) / count
      most = max(most, (share - expected).magnitude)
    }
    return most < 1.36 / count.squareRoot()
  }

  /// Whether the rows of another file may have values beyond those of these rows, and be usual.
  var mayGoOn: Bool { number != nil && (isRunning == true || hasDays) }

  /// Whether it is looked at together with other columns: where a row stands in its file is together
  /// with everything.
  var isGridded: Bool {
    !mayGoOn && (number != nil || text?.isCategory == true)
  }

  private static func isRare(_ repeated: Int, _ rows: Int) -> Bool {
    Double(repeated) <= max(2, repeatedShare * Double(rows))
  }

  /// Whether all its levels are told apart in pairs.
  var isOfFewLevels: Bool {
    (2...TextPlan.pairedLevels).contains(text?.levels.count ?? 0)
  }

  /// The texts that are present, and in how many rows.
  private static func counts(
    _ codes: [UInt32], _ dictionary: StringDictionary, amongNumbers: Bool
  ) -> [(text: String, rows: Int)] {
    var rows = [Int](repeating: 0, count: dictionary.count)
    for code in codes where Int(code) < rows.count { rows[Int(code)] += 1 }
    var merged: [String: Int] = [:]
    for code in rows.indices where rows[code] > 0 {
      guard let text = dictionary[code]?.trimmedASCII, !text.isMissing(amongNumbers: amongNumbers)
      else { continue }
      merged[text, default: 0] += rows[code]
    }
    return merged.map { ($0.key, $0.value) }
  }

  /// Whether its values are days or times of a day.
  var isTemporal: Bool { [.date, .dateTime, .time].contains(kind) }
  /// Whether its values have a day of the week.
  var hasDays: Bool { kind == .date || kind == .dateTime }

  /// The codes of ``ColumnCodes/bins``.
  var binCount: Int {
    if let number { return number.edges.count + 3 }
    if let text { return min(text.levels.count, TextPlan.pairedLevels) + 2 }
    return 2
  }

  /// Whether its codes tell anything in pairs.
  var isPaired: Bool { number != nil || (text?.levels.count ?? 0) > 1 }

  var isSound: Bool {
    (number?.isSound ?? true) && (text?.isSound ?? true) && (text == nil) != (reading == nil)
      && (number == nil || text == nil)
  }
}

extension String {
  /// Without blanks of ASCII at both ends.
  var trimmedASCII: String {
    guard let first = utf8.first, let last = utf8.last, first <= 0x20 || last <= 0x20 else {
      return self
    }
    let bytes = Array(utf8)
    let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.endIndex
    let end = (bytes.lastIndex { $0 > 0x20 } ?? bytes.startIndex - 1) + 1
    return start < end ? String(decoding: bytes[start..<end], as: UTF8.self) : ""
  }

  /// Whether it stands for no value.
  func isMissing(amongNumbers: Bool) -> Bool {
    withBytes { MissingTokens.contains($0, amongNumbers: amongNumbers) }
  }
}

extension TypedColumn {
  /// The column as numbers, NaN where there is none. What lies beyond a bound is as odd as the bound:
  /// squares and distances stay finite.
  func measured(_ reading: ColumnReading) -> [Double] {
    let bound = 1e75
    return numbers(reading).map { $0.isNaN ? $0 : min(bound, max(-bound, $0)) }
  }
}
