internal import RowcastFeatures
package import RowcastTabular

/// What is counted of one column; tallies of batches are merged in order.
package struct ColumnTally: Sendable {
  /// Cells with a value.
  package private(set) var present = 0
  /// The kinds of the cells.
  package private(set) var kinds: KindSet = []
  /// The least and the greatest number, date or time.
  package private(set) var minimum: Extreme?
  package private(set) var maximum: Extreme?
  /// The different values.
  package private(set) var distinct: DistinctSketch
  /// The first different values as texts, at most three.
  package private(set) var examples: [String] = []
  /// All that is more; nil where that is not asked for.
  private(set) var more: More?

  /// The least or greatest value.
  package struct Extreme: Sendable {
    /// Where it stands among the others.
    var order: Double
    package var value: Value
  }

  /// What a profile is made of.
  struct More: Sendable {
    var values: NumberSketch
    var moments = Moments()
    var days: NumberSketch
    /// What cells that are no texts are, in the order of ``ValueForm/allCases``.
    var forms = [SeenRows](repeating: SeenRows(), count: ValueForm.allCases.count)
    var texts: TextTally
    /// The numbers and the days of a batch.
    var ownValues: [Double] = []
    var ownDays: [Double] = []

    init(_ limits: ProfileLimits) {
      values = NumberSketch(limit: limits.buckets)
      days = NumberSketch(limit: limits.days)
      texts = TextTally(limits)
    }
  }

  /// What is known of a column while its batches are counted, which makes counting cheaper and
  /// changes no result.
  struct Hint: Sendable {
    var level = 0
    var values: NumberHint?
    var days: NumberHint?
  }

  static let exampleCount = 3
  private static let day = 86_400_000.0

  init(_ limits: ProfileLimits, isDetailed: Bool) {
    distinct = DistinctSketch(capacity: limits.distinct)
    if isDetailed { more = More(limits) }
  }

  /// Begins a batch.
  mutating func begin(_ hint: Hint) {
    distinct = DistinctSketch(capacity: distinct.capacity, level: hint.level)
  }

  /// Counts a cell.
  /// - Parameters:
  ///   - row: the number of its row.
  ///   - folds: whether the second hash is asked for.
  /// - Returns: the hash of its value, and that of its fingerprint where it is a text.
  @inline(__always)
  mutating func add(
    _ cell: Cell, in batch: RecordBatch, row: UInt32, folds: Bool
  ) -> (whole: UInt64, folded: UInt64) {
    kinds.insert(KindSet(cell.kind))
    if cell.kind == .text || cell.kind == .sharedText {
      return addText(cell, in: batch, row: row, folds: folds)
    }
    let found = CellHash.of(cell, in: batch)
    // An error such as #N/A is no value, here as in learning; nor is a formula without a result.
    guard cell.hasValue else {
      see(cell.kind == .error ? .error : .uncalculated, cell, batch, row)
      return (found.hash, found.hash)
    }
    present += 1
    count(cell, found.value, batch, row)
    if distinct.add(found.hash, mark: UInt64(row), row: row) { show(cell, batch) }
    return (found.hash, found.hash)
  }

  private mutating func addText(
    _ cell: Cell, in batch: RecordBatch, row: UInt32, folds: Bool
  ) -> (whole: UInt64, folded: UInt64) {
    present += 1
    guard more != nil else {
      let hash = CellHash.of(text: cell, in: batch)
      if distinct.add(hash, mark: UInt64(row), row: row) { show(cell, batch) }
      return (hash, hash)
    }
    guard let code = more?.texts.add(cell, in: batch, row: row), let hash = more?.texts.hash(code)
    else { return (1, 1) }
    if more?.texts.isFirst(code) == true { show(cell, batch) }
    guard folds else { return (hash, hash) }
    return (hash, more?.texts.foldedHash(code, batch.string(of: cell) ?? "") ?? hash)
  }

  private mutating func count(_ cell: Cell, _ value: Double, _ batch: RecordBatch, _ row: UInt32) {
    let form: ValueForm
    switch cell.kind {
    case .integer, .double, .decimal: form = .number
    case .date, .dateTime: form = .day
    case .time, .duration: form = .time
    default: form = .truth
    }
    if form != .truth, !value.isNaN { range(value, batch.value(of: cell)) }
    guard more != nil else { return }
    more?.ownValues.append(value)
    if form == .day { more?.ownDays.append((value / Self.day).rounded(.down)) }
    see(form, cell, batch, row)
  }

  @inline(__always)
  private mutating func see(
    _ form: ValueForm, _ cell: Cell, _ batch: RecordBatch, _ row: UInt32
  ) {
    more?.forms[form.place].addRow(
      CellPlace(
        row: Int(row),
        text: CellText.beginning(of: cell, in: batch, bytes: CellPlace.shownBytes)))
  }

  /// Ends the batch that was counted.
  mutating func close(_ hint: Hint) {
    guard var more else { return }
    self.more = nil
    more.values = NumberSketch(of: more.ownValues, hint: hint.values, limit: more.values.limit)
    more.moments = Moments(of: more.ownValues)
    more.days = NumberSketch(of: more.ownDays, hint: hint.days, limit: more.days.limit)
    (more.ownValues, more.ownDays) = ([], [])
    more.texts.close(&distinct)
    self.more = more
  }

  /// Adds the cells of another part, which come behind all these.
  mutating func merge(_ other: ColumnTally) {
    present += other.present
    kinds.formUnion(other.kinds)
    if let low = other.minimum { range(low.order, low.value) }
    if let high = other.maximum { range(high.order, high.value) }
    distinct.merge(other.distinct)
    for text in other.examples where examples.count < Self.exampleCount { show(text) }
    guard let part = other.more else { return }
    more?.values.merge(part.values)
    more?.moments.merge(part.moments)
    more?.days.merge(part.days)
    more?.texts.merge(part.texts)
    for index in part.forms.indices where part.forms[index].count > 0 {
      more?.forms[index].merge(part.forms[index], isByText: false)
    }
  }

  /// What is known so far.
  var hint: Hint {
    Hint(level: distinct.level, values: more?.values.hint, days: more?.days.hint)
  }

  private mutating func show(_ cell: Cell, _ batch: RecordBatch) {
    guard examples.count < Self.exampleCount else { return }
    var buffer = OutputBytes(capacity: 64)
    CellText.append(cell, of: batch, to: &buffer)
    show(buffer.string)
  }

  private mutating func show(_ text: String) {
    if !examples.contains(text) { examples.append(text) }
  }

  private mutating func range(_ order: Double, _ value: @autoclosure () -> Value) {
    if minimum.map({ order < $0.order }) ?? true {
      minimum = Extreme(order: order, value: value())
    }
    if maximum.map({ order > $0.order }) ?? true {
      maximum = Extreme(order: order, value: value())
    }
  }
}

extension ValueForm {
  /// Its place in ``allCases``.
  var place: Int {
    switch self {
    case .number: 0
    case .truth: 1
    case .day: 2
    case .time: 3
    case .error: 4
    case .uncalculated: 5
    case .numberText: 6
    case .dayText: 7
    case .missingWord: 8
    case .text: 9
    }
  }
}
