internal import RowcastMachine

/// Values that are not of the kind of most in their column, which they make a column of texts where every
/// column has one type.
package struct OddValues: Sendable {
  /// What a value is, as far as columns of one type tell it apart.
  private enum Look: Int, CaseIterable { case text, number, truth, moment }

  private struct Column: Sendable {
    var name: String
    /// The place in the source.
    var source: Int
    /// Whether texts are looked at, too: delimited text has nothing else.
    var readsTexts: Bool
    var counts = [Int](repeating: 0, count: Look.allCases.count)
    /// The first value of each look, and how many of the column stand before it in all inputs.
    var firsts = [(text: String, location: RowcastLocation, before: Int)?](
      repeating: nil, count: Look.allCases.count)
    /// Codes with leading zeros are texts among numbers, and meant to be.
    var hasCodes = false
  }

  private var columns: [Column]
  /// The place in `columns` by that in the source; -1 for none.
  private let places: [Int]

  /// - Parameter types: of the columns; those that are text though their values may be something else
  ///   are looked through.
  package init(_ schema: Schema, types: [DataType]) {
    var columns: [Column] = []
    var places = [Int](repeating: -1, count: schema.sourceCount)
    for (column, type) in zip(schema.columns, types)
    where type == .text && places.indices.contains(column.source) {
      // Only who reads texts by their looks has a note of why they are no numbers.
      let readsTexts = column.kind == .text && column.note != nil
      guard readsTexts || column.kind == .mixed else { continue }
      places[column.source] = columns.count
      columns.append(Column(name: column.name, source: column.source, readsTexts: readsTexts))
    }
    (self.columns, self.places) = (columns, places)
  }

  /// What there is in a batch, on any thread.
  package func looked(through batch: RecordBatch) -> OddValues {
    if columns.isEmpty { return self }
    var result = self
    for row in 0..<batch.rowCount {
      for index in batch.cellRange(ofRow: row) {
        let cell = batch.cells[index]
        guard cell.hasValue, Int(cell.column) < places.count, places[Int(cell.column)] >= 0 else {
          continue
        }
        result.see(cell, batch, row: row, column: places[Int(cell.column)])
      }
    }
    return result
  }

  private mutating func see(_ cell: Cell, _ batch: RecordBatch, row: Int, column: Int) {
    let look: Look
    switch cell.kind {
    case .integer, .double, .decimal: look = .number
    case .boolean: look = .truth
    case .date, .time, .dateTime, .duration: look = .moment
    default:
      guard columns[column].readsTexts else {
        look = .text
        break
      }
      let kinds = CellText.string(of: cell, in: batch).withBytes { Self.kinds(of: $0) }
      if kinds.contains(.nullWord) { return }
      if kinds.contains(.leadingZero) { columns[column].hasCodes = true }
      look = Self.look(kinds)
    }
    if columns[column].firsts[look.rawValue] == nil {
      columns[column].firsts[look.rawValue] = (
        CellText.beginning(of: cell, in: batch, bytes: 60),
        batch.place(row: row, column: Int(cell.column)), columns[column].counts.reduce(0, +)
      )
    }
    columns[column].counts[look.rawValue] += 1
  }

  /// Numbers with a comma are texts until somebody says what the comma is.
  private static func look(_ kinds: ValueKinds) -> Look {
    if !kinds.isDisjoint(with: .numbers) { return .number }
    if kinds.contains(.boolean) { return .truth }
    return kinds.isDisjoint(with: [.date, .time, .dateTime]) ? .text : .moment
  }

  private static func kinds(of text: Span<UInt8>) -> ValueKinds {
    if MissingTokens.isNullWord(text) { return .nullWord }
    return NumberSyntax.kinds(of: text) ?? TemporalSyntax.kinds(of: text)
      ?? (TruthWords.literal(text) == nil ? .text : .boolean)
  }

  /// Adds what there is in the batch behind.
  package mutating func merge(_ later: OddValues) {
    for (i, other) in later.columns.enumerated() where columns.indices.contains(i) {
      columns[i].hasCodes = columns[i].hasCodes || other.hasCodes
      let before = columns[i].counts.reduce(0, +)
      for look in other.counts.indices {
        columns[i].counts[look] += other.counts[look]
        if columns[i].firsts[look] == nil, var first = other.firsts[look] {
          first.before += before
          columns[i].firsts[look] = first
        }
      }
    }
  }

  /// For each column most of whose values are of another kind than text: the first value that is not.
  package func diagnostics(within place: RowcastLocation) -> DiagnosticLog {
    var log = DiagnosticLog()
    for column in columns where !column.hasCodes {
      let total = column.counts.reduce(0, +)
      guard
        let most = Look.allCases.first(where: { column.counts[$0.rawValue] * 2 > total }),
        most != .text,
        let odd = Look.allCases.filter({ $0 != most }).compactMap({ column.firsts[$0.rawValue] })
          .min(by: { $0.before < $1.before })
      else { continue }
      log.add(
        Diagnostic(
          kind: .oddKind,
          message: "\"\(column.name)\" is text in the output: "
            + "\(column.counts[most.rawValue]) of its \(total) values are \(Self.name(of: most)), "
            + "and \"\(odd.text)\" is the first that is not",
          location: odd.location.within(place)))
    }
    return log
  }

  private static func name(of look: Look) -> String {
    switch look {
    case .text: "texts"
    case .number: "numbers"
    case .truth: "truth values"
    case .moment: "dates or times"
    }
  }
}
