/// One row of a source: a view into its batch, whose values are read when they are asked for.
///
///     for try await row in source.rows { print(row["name"], row.amount, row.location) }
@dynamicMemberLookup
public struct Row: Sendable {
  let page: RowPage
  let index: Int

  /// Where the row stands: file, sheet and row or line.
  public var location: RowcastLocation {
    RowcastLocation(row: Int(page.batch.rows[index].number)).within(page.location)
  }

  /// The columns of the source.
  public var schema: Schema { page.layout.schema }

  /// The value of a column by its name; missing also when there is no such column.
  public subscript(column: String) -> Value {
    page.layout.places[column].map { self[$0] } ?? .missing
  }

  /// The value of a column by its name, as a member: `row.amount`.
  public subscript(dynamicMember column: String) -> Value { self[column] }

  /// The value of a column by its place in ``schema``; missing beyond the last one.
  public subscript(place: Int) -> Value {
    guard schema.columns.indices.contains(place) else { return .missing }
    let source = UInt32(clamping: schema.columns[place].source)
    let cells = page.batch.cellRange(ofRow: index)
    guard let cell = cells.first(where: { page.batch.cells[$0].column == source }) else {
      return .missing
    }
    return page.batch.value(of: page.batch.cells[cell])
  }

  /// One value for each column of ``schema``.
  public var values: [Value] {
    var values = [Value](repeating: .missing, count: schema.columns.count)
    for cell in page.batch.cellRange(ofRow: index).map({ page.batch.cells[$0] }) {
      if let place = page.layout.place(ofSource: Int(cell.column)) {
        values[place] = page.batch.value(of: cell)
      }
    }
    return values
  }
}

/// A batch whose rows are handed out one by one, and what they share.
package final class RowPage: Sendable {
  let batch: RecordBatch
  let layout: RowLayout
  let location: RowcastLocation

  package init(_ batch: RecordBatch, layout: RowLayout, location: RowcastLocation) {
    self.batch = batch
    self.layout = layout
    self.location = location
  }

  package var rowCount: Int { batch.rowCount }

  /// A row by its place in the batch.
  package subscript(index: Int) -> Row { Row(page: self, index: index) }
}

/// Where the columns of a schema are found, by name and by source column.
package struct RowLayout: Sendable {
  let schema: Schema
  let places: [String: Int]
  private let bySource: [Int: Int]

  package init(_ schema: Schema) {
    self.schema = schema
    let columns = schema.columns.enumerated()
    places = Dictionary(columns.map { ($1.name, $0) }) { first, _ in first }
    bySource = Dictionary(columns.map { ($1.source, $0) }) { first, _ in first }
  }

  func place(ofSource column: Int) -> Int? { bySource[column] }
}

extension RecordBatch {
  /// What a cell of this batch says. Places outside the batch's text are a missing value.
  public func value(of cell: Cell) -> Value {
    switch cell.kind {
    case .text, .sharedText: string(of: cell).map(Value.text) ?? .missing
    case .error: string(of: cell).map(Value.error) ?? .missing
    case .integer: .integer(cell.integer)
    case .double: ExactNumber(cell.double).map(Value.number) ?? .missing
    case .decimal:
      string(of: cell).map { .number(ExactNumber(verbatim: $0)) } ?? .missing
    case .boolean: .boolean(cell.boolean)
    case .date, .time, .dateTime, .duration: Value(cell.kind, milliseconds: cell.integer)
    case .uncalculated: .missing
    }
  }
}

extension CivilDate {
  /// The day of a moment, in milliseconds since 1970-01-01T00:00:00.
  public init(milliseconds: Int64) {
    self.init(daysSinceEpoch: Int(Self.split(milliseconds: milliseconds).day))
  }
}
