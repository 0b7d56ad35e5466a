public import RowcastTabular

/// The records of a sheet, a table or a range.
public struct WorksheetSource: RecordSource {
  /// The columns; their kinds are nil until ``measured()`` has looked at every row.
  public let schema: Schema
  /// The sheet that is read.
  public let sheet: SheetInfo
  /// The rows of the header, from 1; none when the sheet has none.
  public let headerRows: [Int]
  /// How the header was found, in words.
  public let headerReason: String
  /// Rows that may be the header together, the upper one with the names of groups; none when
  /// there are no such rows.
  public let proposedHeaderRows: [Int]
  /// The styles that `Cell/style` counts.
  public let styles: CellStyles
  let pass: SheetPass

  /// Where errors and diagnostics of this source lie.
  public var location: RowcastLocation { pass.location }

  /// How the sheet looks: the formats of its cells and the widths of its columns.
  /// - Throws: ``SpreadsheetError`` when the sheet's part is damaged.
  public func look() throws(SpreadsheetError) -> SheetLook {
    let layout = try pass.reader(pieceSize: 1 << 14).layout
    var widths: [Int: Double] = [:]
    let sources = Set(schema.columns.map(\.source))
    for (columns, width) in layout.widths {
      for column in sources where columns.contains(column) {
        // A stated width has 5 pixels of padding beside digits of 7 pixels each.
        widths[column] = max(width - 5.0 / 7, 0.5)
      }
    }
    return SheetLook(formats: styles.formats, widths: widths)
  }

  /// Reads all records; see `RecordSource`.
  /// - Throws: ``SpreadsheetError``, or what the two functions throw.
  public func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    if !pass.notes.isEmpty {
      var batch = RecordBatch()
      batch.diagnostics = pass.notes
      guard try consume(try transform(batch)) else { return }
    }
    guard let watch = pass.watch else {
      return try pass.mapBatches(transform, inOrder: consume)
    }
    var found = RowsBelow.Found(watch.rows)
    var (count, isEnded) = (0, false)
    try pass.mapBatches(
      { (watch.rows.tally($0), $0.rowCount, try transform($0)) },
      inOrder: { tally, rowCount, result in
        found.take(tally)
        count += rowCount
        isEnded = try !consume(result)
        return !isEnded
      })
    var end = RecordBatch(firstRow: count)
    end.diagnostics = watch.notes(found.findings(isComplete: count < pass.limit))
    guard !isEnded, !end.diagnostics.isEmpty else { return }
    end.diagnostics.locate(within: location)
    _ = try consume(try transform(end))
  }

  /// The columns with their kinds, learned from every row in one pass.
  ///
  /// Columns that only later rows have are added at the end, named `column_N`.
  /// - Throws: ``SpreadsheetError`` when a row cannot be read.
  public func measuredSchema() throws -> Schema { try measured().schema }

  /// The columns with their kinds, and the number of records.
  /// - Throws: ``SpreadsheetError`` when a row cannot be read.
  public func measured() throws -> (schema: Schema, rowCount: Int, widths: [Int]) {
    let total = try pass.measure()
    let schema = schema(by: total)
    return (schema, total.rowCount, schema.columns.map { total.columns[$0.source]?.width ?? 0 })
  }

  /// The columns with what was measured of them.
  func schema(by total: SheetMeasure) -> Schema {
    var columns = schema.columns
    var taken = Set(columns.map(\.name))
    let known = Set(columns.map(\.source))
    for place in total.columns.keys.sorted() where !known.contains(place) {
      var name = "column_\(place + 1)"
      while !taken.insert(name).inserted { name += "_2" }
      columns.append(ColumnSchema(name: name, source: place))
    }
    for i in columns.indices {
      let measure = total.columns[columns[i].source] ?? SheetMeasure.Column()
      columns[i].kind = measure.kind
      columns[i].hasMissing = measure.count < total.rowCount
      columns[i].note = note(measure)
      columns[i].besides = measure.besides
    }
    return Schema(columns)
  }

  /// The same records under columns of which more is known.
  func with(schema: Schema) -> WorksheetSource {
    WorksheetSource(
      schema: schema, sheet: sheet, headerRows: headerRows, headerReason: headerReason,
      proposedHeaderRows: proposedHeaderRows, styles: styles, pass: pass)
  }

  /// What the formats say of a column of numbers, or where its first text is.
  private func note(_ measure: SheetMeasure.Column) -> String? {
    if measure.kind == .mixed, let (row, text) = measure.firstText {
      return "row \(row): \"\(text)\""
    }
    guard [.integer, .decimal].contains(measure.kind), measure.styles.count == 1,
      let style = measure.styles.first
    else { return nil }
    let format = styles[Int(style)]
    if format.padding > 1 { return "codes of \(format.padding) digits" }
    switch format.constantKind {
    case .percent?: return "percent"
    case .currency?: return "currency"
    case .text?: return "numbers formatted as text"
    default: return nil
    }
  }
}
