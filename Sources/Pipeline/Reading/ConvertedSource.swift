import RowcastDelimitedText
import RowcastMachine
import RowcastTabular

/// The records of a source whose values have types of their own (a workbook, JSON), with what
/// options ask for: words that mean no value, true or false, formats of dates, columns of a given type,
/// everything as text.
///
/// Delimited text has no types; its reader obeys the same options while it finds them.
struct ConvertedSource: RecordSource {
  let schema: Schema
  private let source: any RecordSource
  private let rule: CellRule
  /// What is told of options that read nothing.
  private var remarks: [Diagnostic] = []

  /// Whether the options ask for other values.
  static func isNeeded(_ options: ReadOptions) -> Bool {
    options.types == .text || !options.columnKinds.isEmpty || !options.nullTokens.isEmpty
      || NamedWords.areNamed(options)
  }

  /// Wraps the records of `chosen` where the options ask for it.
  /// - Parameter isOneOfSeveral: whether a type may be given to a column that only others have.
  /// - Throws: ``PipelineError`` for a column that is not there, or a value of another type.
  static func wrapping(
    _ chosen: NamedSource, _ options: ReadOptions, file: String, isExact: Bool,
    isOneOfSeveral: Bool = false
  ) throws -> NamedSource {
    guard isNeeded(options) else { return chosen }
    let asksForAll = options.types == .text
    var kinds: [UInt32: ColumnKind] = [:]
    for (name, kind) in options.columnKinds {
      guard let index = chosen.schema.index(of: name) else {
        if isOneOfSeveral { continue }
        throw PipelineError(
          noColumn: name, among: chosen.schema.names, purpose: "to give a type", at: file)
      }
      kinds[UInt32(chosen.schema.columns[index].source)] = kind
    }
    var named: AmountStyle?
    if options.decimal != nil || options.thousands != nil {
      do throws(AmountStyleError) {
        named = try AmountStyle(decimal: options.decimal, thousands: options.thousands)
      } catch {
        throw PipelineError("\(error)", at: file, kind: .usage)
      }
    }
    let nulls = Set(options.nullTokens)
    var words: NamedWords?
    var remarks: [Diagnostic] = []
    if NamedWords.areNamed(options) {
      let found = try NamedWords(
        options, chosen.schema, file: file, isOneOfSeveral: isOneOfSeveral)
      words = found
      if !asksForAll {
        let survey = try found.survey(chosen, given: kinds, nulls: nulls, file: file)
        kinds.merge(survey.kinds) { asked, _ in asked }
        remarks = survey.remarks
      }
    }
    let rule = CellRule(
      kinds: kinds, named: named, words: words, other: asksForAll ? .text : nil, nulls: nulls,
      names: chosen.schema.columns.reduce(into: [:]) { $0[UInt32($1.source)] = $1.name },
      place: RowcastLocation(file: file, sheet: chosen.sheet))
    var schema = chosen.schema
    let source = ConvertedSource(schema: schema, source: chosen.source, rule: rule)
    if isExact { schema = try source.measured() }
    var wrapped = chosen
    wrapped.source = ConvertedSource(
      schema: schema, source: chosen.source, rule: rule, remarks: remarks)
    wrapped.schema = schema
    return wrapped
  }

  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    let (rule, remarks) = (rule, remarks)
    try source.mapBatches(
      { batch in
        var converted = try rule.converted(batch)
        if batch.firstRow == 0 {
          for remark in remarks { converted.diagnostics.add(remark) }
        }
        return try transform(converted)
      }, inOrder: consume)
  }

  /// The schema with the kinds that the columns have now.
  private func measured() throws -> Schema {
    struct Seen: Sendable {
      var kinds: [UInt32: (set: KindSet, count: Int, besides: ColumnSchema.Besides)] = [:]
      var rows = 0
    }
    var total = Seen()
    try mapBatches(
      { batch in
        var seen = Seen()
        seen.rows = batch.rowCount
        for cell in batch.cells {
          var column = seen.kinds[cell.column] ?? ([], 0, [])
          if cell.kind == .error { column.besides.insert(.errors) }
          if cell.flags.contains(.json) { column.besides.insert(.arrays) }
          // What is no value says nothing of the kind, and its place has none.
          if cell.hasValue {
            column.set.insert(KindSet(cell.kind))
            column.count += 1
          }
          seen.kinds[cell.column] = column
        }
        return seen
      },
      inOrder: { seen in
        total.rows += seen.rows
        total.kinds.merge(seen.kinds) {
          ($0.set.union($1.set), $0.count + $1.count, $0.besides.union($1.besides))
        }
        return true
      })
    var columns = schema.columns
    for i in columns.indices {
      let source = UInt32(columns[i].source)
      let seen = total.kinds[source]
      columns[i].kind = rule.kind(of: source, holding: seen?.set ?? [])
      columns[i].hasMissing = (seen?.count ?? 0) < total.rows
      columns[i].besides = seen?.besides ?? []
    }
    return Schema(columns)
  }
}

/// What becomes of a cell.
private struct CellRule: Sendable {
  /// The types of columns, by their place in the source.
  let kinds: [UInt32: ColumnKind]
  /// The separators of numbers in texts; nil to take what leaves no doubt.
  let named: AmountStyle?
  /// Words for true and false, and formats of dates; nil where none are named.
  let words: NamedWords?
  /// The type of all others; nil for their own.
  let other: ColumnKind?
  /// Texts that mean: no value.
  let nulls: Set<String>
  let names: [UInt32: String]
  let place: RowcastLocation

  /// The kind of a column that holds these: numbers are what they are asked to be, as in delimited text.
  func kind(of column: UInt32, holding seen: KindSet) -> ColumnKind {
    guard let asked = kinds[column], asked == .integer || asked == .decimal, !seen.isEmpty,
      seen.isSubset(of: .numbers)
    else { return seen.columnKind }
    return asked
  }

  /// A batch of the values that are asked for.
  func converted(_ batch: RecordBatch) throws(PipelineError) -> RecordBatch {
    var result = batch
    result.cells.removeAll(keepingCapacity: true)
    for row in 0..<batch.rowCount {
      for index in batch.cellRange(ofRow: row) {
        let cell = batch.cells[index]
        if !nulls.isEmpty, nulls.contains(batch.value(of: cell).description) { continue }
        guard let kind = kinds[cell.column] ?? other else {
          result.cells.append(cell)
          continue
        }
        guard append(cell, of: batch, as: kind, to: &result) else {
          throw problem(batch.value(of: cell), cell, kind, row: Int(batch.rows[row].number))
        }
      }
      result.rows[row].end = UInt32(result.cells.count)
    }
    return result
  }

  /// Appends the value in the type that is asked for; false when it is none of that type.
  private func append(
    _ cell: Cell, of batch: RecordBatch, as kind: ColumnKind, to result: inout RecordBatch
  ) -> Bool {
    switch (kind, cell.kind) {
    case (.text, .text) where cell.flags.contains(.json):
      var text = cell
      text.flags.remove(.json)
      result.cells.append(text)
      return true
    case (_, .error), (_, .uncalculated), (.text, .text), (.text, .sharedText),
      (.decimal, .integer), (.decimal, .double), (.decimal, .decimal), (.integer, .integer),
      (.boolean, .boolean), (.date, .date), (.time, .time), (.dateTime, .dateTime):
      result.cells.append(cell)
      return true
    case (.date, .dateTime) where cell.integer % CivilDate.millisecondsPerDay == 0,
      (.dateTime, .date):
      result.cells.append(
        Cell(
          column: cell.column, kind: kind == .date ? .date : .dateTime, flags: cell.flags,
          style: cell.style, payload: cell.payload))
      return true
    default: break
    }
    let text = batch.value(of: cell).description
    if let words, NamedWords.isWritten(cell), append(text, of: cell, as: kind, words, to: &result) {
      return true
    }
    switch kind {
    case .text:
      result.append(text.utf8, column: cell.column)
    case .decimal:
      guard let number = writtenNumber(text.trimmingBlanks(), of: cell) else { return false }
      result.append(number.text.utf8, kind: .decimal, column: cell.column)
    case .integer:
      guard let number = writtenNumber(text.trimmingBlanks(), of: cell) else { return false }
      if let value = Value.number(number).integer {
        result.cells.append(
          Cell(column: cell.column, kind: .integer, payload: UInt64(bitPattern: value)))
      } else {
        // A whole number beyond 64 bits is one, too.
        guard number.text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || Self.isDigit($0) }) else {
          return false
        }
        result.append(number.text.utf8, kind: .decimal, column: cell.column)
      }
    case .boolean:
      let word = text.trimmingBlanks().lowercased()
      guard cell.kind == .text || cell.kind == .sharedText, ["true", "false"].contains(word) else {
        return false
      }
      result.cells.append(
        Cell(column: cell.column, kind: .boolean, payload: word == "true" ? 1 : 0))
    case .date, .time, .dateTime:
      guard let found = text.trimmingBlanks().withBytes({ TemporalText.parse($0) }),
        "\(found.kind)" == "\(kind)" || (found.kind == .date && kind == .dateTime)
      else { return false }
      result.cells.append(
        Cell(
          column: cell.column, kind: kind == .dateTime ? .dateTime : found.kind,
          payload: UInt64(bitPattern: found.milliseconds)))
    case .empty, .duration, .mixed: return false
    }
    return true
  }

  /// Appends what a text means by the words and formats that are named; false where they say nothing.
  private func append(
    _ text: String, of cell: Cell, as kind: ColumnKind, _ words: NamedWords,
    to result: inout RecordBatch
  ) -> Bool {
    switch kind {
    case .boolean:
      guard let value = words.truth(text) else { return false }
      result.cells.append(Cell(column: cell.column, kind: .boolean, payload: value ? 1 : 0))
    case .date, .time, .dateTime:
      // A day is a point in time, too; the other way round something would be lost.
      guard let format = words.format(of: cell.column)?.named.format,
        format.kind == kind || (format.kind == .date && kind == .dateTime),
        let value = words.moment(text, in: cell.column)
      else { return false }
      result.cells.append(
        Cell(
          column: cell.column, kind: kind == .date ? .date : kind == .time ? .time : .dateTime,
          payload: UInt64(bitPattern: value)))
    case .empty, .integer, .decimal, .text, .duration, .mixed: return false
    }
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9")
  }

  /// The number of a value: as programs write it, or in a text as people do.
  private func writtenNumber(_ text: String, of cell: Cell) -> ExactNumber? {
    if cell.kind == .boolean { return nil }
    if named == nil || (cell.kind != .text && cell.kind != .sharedText),
      let number = ExactNumber(text)
    {
      return number
    }
    let styles: [AmountStyle] =
      named.map { [$0] }
      ?? [.amounts(decimal: UInt8(ascii: ".")), .amounts(decimal: UInt8(ascii: ","))]
    return text.withBytes { (text: Span<UInt8>) -> ExactNumber? in
      var found: [ExactNumber] = []
      for style in styles {
        var digits: [UInt8] = []
        guard AmountSyntax.append(text, style, to: &digits) != nil,
          let number = ExactNumber(String(decoding: digits.span))
        else { continue }
        found.append(number)
      }
      // `1,234` may be either.
      guard let first = found.first, found.allSatisfy({ $0 == first }) else { return nil }
      return first
    }
  }

  private func problem(
    _ value: Value, _ cell: Cell, _ kind: ColumnKind, row: Int
  ) -> PipelineError {
    var place = place
    place.row = row
    place.column = Int(cell.column)
    let name = names[cell.column] ?? "column_\(cell.column + 1)"
    return PipelineError(
      "column \"\(name)\": \"\(value)\" is not a value of type \(kind.typeName)"
        + why(value, cell, kind),
      at: place.description)
  }

  /// Why it is none, or which options may help.
  private func why(_ value: Value, _ cell: Cell, _ kind: ColumnKind) -> String {
    if let format = words?.format(of: cell.column)?.named, format.format.kind == kind {
      return ": it does not fit the format \"\(format.pattern)\""
    }
    if kind == .boolean {
      return "; --true and --false name the words for it, such as --true 1 --false 0"
    }
    return " (--column\(separators(value, kind)))"
  }

  /// Names the options that say what a comma or a point is, where the text has one.
  private func separators(_ value: Value, _ kind: ColumnKind) -> String {
    let isNumber = kind == .decimal || kind == .integer
    let text = value.description
    return isNumber && named == nil && (text.contains(",") || text.contains("."))
      ? ", --decimal, --thousands" : ""
  }
}
