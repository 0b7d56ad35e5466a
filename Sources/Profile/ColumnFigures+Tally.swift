internal import RowcastFeatures
internal import RowcastMachine
internal import RowcastTabular

extension ColumnFigures {
  private static let topCount = 10

  init(_ schema: ColumnSchema, _ tally: ColumnTally, rows: Int, role: RoleAssignment?) {
    name = schema.name
    kind = schema.kind ?? tally.kinds.columnKind
    self.role = role
    present = tally.present
    missing = max(0, rows - tally.present)
    (distinct, single) = (tally.distinct.distinct, tally.distinct.single)
    minimum = tally.minimum?.value
    maximum = tally.maximum?.value
    examples = tally.examples
    let isUnique = single == distinct && missing == 0 && rows > 1
    isKey = isUnique ? (distinct.isExact ? true : nil) : false
    guard let more = tally.more else { return }
    let native = zip(ValueForm.allCases, more.forms).filter { $0.1.count > 0 }
    forms = (native + more.texts.forms.map { ($0, $1) }).map { Form(form: $0, seen: $1) }
      .sorted { ($1.seen.count, $0.form.rawValue) < ($0.seen.count, $1.form.rawValue) }
    if more.texts.lengths.count > 0 {
      lengths = Lengths(
        least: Int(more.texts.lengths.minimum),
        median: more.texts.lengths.finished().quantiles(at: [0.5]).first ?? 0,
        greatest: Int(more.texts.lengths.maximum))
    }
    let values = more.values.finished()
    if values.count > 0, tally.kinds.isComparable, kind != .boolean {
      spread = Spread(values, more.moments.mean, more.moments.standardDeviation, kind)
    } else if let read = Self.read(more.texts, role) {
      spread = Spread(read.sketch.finished(), read.mean, read.deviation, read.kind)
    }
    days = Days(more.days.finished())
    fillTop(more, values)
  }

  /// The numbers or days of texts, where a training would read them so and all are known.
  private static func read(
    _ texts: TextTally, _ role: RoleAssignment?
  ) -> (sketch: NumberSketch, mean: Double, deviation: Double, kind: ColumnKind)? {
    guard let role, role.role == .numeric || role.role == .date, !texts.isFull, texts.others == 0,
      let column = try? TypedColumn(
        name: role.column, codes: texts.rows.indices.map { UInt32(clamping: $0) },
        dictionary: texts.texts.dictionary())
    else { return nil }
    let values = column.numbers(role.reading)
    let sketch = NumberSketch(of: values, rows: texts.rows)
    guard sketch.count > 0 else { return nil }
    var (sum, squares) = (0.0, 0.0)
    let known = values.indices.filter { values[$0].isFinite }
    for index in known { sum += values[index] * Double(texts.rows[index]) }
    let mean = sum / Double(sketch.count)
    for index in known {
      squares += (values[index] - mean) * (values[index] - mean) * Double(texts.rows[index])
    }
    return (
      sketch, mean, (squares / Double(sketch.count)).squareRoot(),
      role.reading.form == .dates ? .dateTime : role.reading.form == .times ? .time : .decimal
    )
  }

  private mutating func fillTop(_ more: ColumnTally.More, _ values: NumberSketch) {
    var levels: [(level: Level, order: Int)] = []
    for (code, text) in more.texts.texts.dictionary().texts.enumerated() {
      levels.append((Level(text: text, rows: more.texts.rows[code]), code))
    }
    // Numbers that could be told apart one by one.
    if values.isExact {
      for (place, bucket) in values.buckets.enumerated() {
        levels.append(
          (Level(text: CellText.string(of: bucket.from, kind: kind), rows: bucket.count), place))
      }
    }
    levels.sort { ($1.level.rows, $0.order) < ($0.level.rows, $1.order) }
    isTopPartial = more.texts.others > 0 || !values.isExact
    let recurring = levels.prefix { $0.level.rows > 1 }.prefix(Self.topCount)
    top = recurring.map(\.level)
    otherRows = present - top.reduce(0) { $0 + $1.rows }
  }
}

extension ColumnFigures.Spread {
  /// What is so many times wider than the middle 98 of 100 is drawn without its ends.
  private static let farOff = 8.0
  private static let bins = 24

  init(_ sketch: NumberSketch, _ mean: Double, _ deviation: Double, _ kind: ColumnKind) {
    quantiles = sketch.quantiles(at: Self.levels)
    error = sketch.error
    (self.mean, standardDeviation) = (mean, deviation)
    (minimum, maximum) = (sketch.minimum, sketch.maximum)
    self.kind = kind
    var (low, high) = (sketch.minimum, sketch.maximum)
    if let first = quantiles.first, let last = quantiles.last, last > first,
      (high - low) > Self.farOff * (last - first)
    {
      (low, high) = (first, last)
    }
    guard high > low, (high - low).isFinite else {
      (edges, counts, below, above) = ([], [], 0, 0)
      return
    }
    let bins = Self.bins
    edges = (0...bins).map { $0 == bins ? high : low + (high - low) * Double($0) / Double(bins) }
    (counts, below, above) = sketch.histogram(edges)
  }
}

extension ColumnFigures.Days {
  private static let fewestDays = 20
  private static let shownGaps = 5
  private static let longGap = 4

  /// Gaps are four times as long as all but 5 of 100 distances between days that follow each other.
  init?(_ sketch: NumberSketch) {
    guard sketch.count > 0 else { return nil }
    let days = sketch.buckets.compactMap { Int(exactly: $0.from) }
    (count, isExact, gaps) = (days.count, sketch.isExact, [])
    guard isExact, days.count >= Self.fewestDays else { return }
    let steps = zip(days, days.dropFirst()).map { $1 - $0 }
    let usual = steps.sorted()[min(steps.count - 1, steps.count * 95 / 100)]
    gaps = zip(days, days.dropFirst()).filter { $1 - $0 > Self.longGap * usual }
      .map { Gap(from: $0, to: $1) }
      .sorted { ($1.to - $1.from, $0.from) < ($0.to - $0.from, $1.from) }
      .prefix(Self.shownGaps).map { $0 }
  }
}
