/// Gathers rows that are held as values into a schema and a batch.
struct RowGatherer {
  private(set) var batch = RecordBatch()
  private var names: [String] = []
  private var places: [String: Int] = [:]
  private var kinds: [KindSet] = []
  private var counts: [Int] = []

  /// A gatherer of rows whose columns may be any.
  init() {}

  /// The columns seen so far, with the kinds of their values. A member that was never there is no column
  /// beside those of its own members, which stand in its place.
  var schema: Schema {
    var order: [Int] = []
    var isDone = [Bool](repeating: false, count: names.count)
    for place in names.indices { put(place, into: &order, &isDone) }
    return Schema(
      order.map {
        ColumnSchema(
          name: names[$0], header: names[$0], source: $0, kind: kinds[$0].columnKind,
          hasMissing: counts[$0] < batch.rowCount)
      })
  }

  private func put(_ place: Int, into order: inout [Int], _ isDone: inout [Bool]) {
    guard !isDone[place] else { return }
    isDone[place] = true
    let prefix = names[place] + "."
    guard counts[place] == 0, names.contains(where: { $0.hasPrefix(prefix) }) else {
      order.append(place)
      return
    }
    for inner in names.indices where names[inner].hasPrefix(prefix) {
      put(inner, into: &order, &isDone)
    }
  }

  /// Appends a row: its values by name. A name that is new is a new column behind the others.
  mutating func append(_ cells: [(name: String, value: Value)]) {
    for (name, value) in cells {
      let place = places[name] ?? addColumn(name)
      guard let kind = batch.append(value, column: UInt32(place)) else { continue }
      kinds[place].formUnion(KindSet(kind))
      counts[place] += 1
    }
    batch.endRow(number: batch.rowCount + 1)
  }

  private mutating func addColumn(_ name: String) -> Int {
    places[name] = names.count
    names.append(name)
    kinds.append([])
    counts.append(0)
    return names.count - 1
  }
}

extension RecordBatch {
  /// Appends a value as a cell of the row that is being written; no cell for a missing one.
  /// - Returns: the kind of the cell.
  @discardableResult
  mutating func append(_ value: Value, column: UInt32) -> Cell.Kind? {
    switch value {
    case .missing: return nil
    case .text(let text): append(text.utf8, kind: .text, column: column)
    case .error(let code): append(code.utf8, kind: .error, column: column)
    case .number(let number): append(number.text.utf8, kind: .decimal, column: column)
    case .integer(let value):
      cells.append(Cell(column: column, kind: .integer, payload: UInt64(bitPattern: value)))
    case .boolean(let value):
      cells.append(Cell(column: column, kind: .boolean, payload: value ? 1 : 0))
    case .date, .time, .dateTime, .duration:
      guard let (kind, milliseconds) = value.temporalCell else { return nil }
      cells.append(Cell(column: column, kind: kind, payload: UInt64(bitPattern: milliseconds)))
    }
    return cells.last?.kind
  }
}

extension Table {
  /// A table of the members of `Codable` values: a column for each member, in the order of writing.
  /// - Throws: ``RowError`` with the number of the row for a member that is no value of a cell.
  public init(
    rows: some Sequence<some Encodable>, _ coding: RowCoding = RowCoding()
  ) throws(RowError) {
    let (schema, batch) = try RecordBatch.gathered(rows, coding)
    self.init(batch, schema)
  }
}

extension Table {
  /// The rows of a batch.
  package init(_ batch: RecordBatch, _ schema: Schema) {
    var builder = TableBuilder(schema: schema)
    builder.append(batch)
    self = builder.table()
  }

  /// A table of one row: a column for each value, in the order of the names.
  public init(row: [String: Value]) {
    var gatherer = RowGatherer()
    gatherer.append(
      row.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) })
    self.init(gatherer.batch, gatherer.schema)
  }
}

/// Records that are in memory already.
public struct RecordList: RecordSource {
  /// The columns, with the kinds of the values.
  public let schema: Schema
  /// What the places of rows lie in.
  public let location: RowcastLocation
  private var batches: [RecordBatch]

  /// Records by their batches, whose `firstRow` is set here.
  public init(
    schema: Schema, batches: [RecordBatch], location: RowcastLocation = RowcastLocation()
  ) {
    self.schema = schema
    self.location = location
    self.batches = batches
    var rows = 0
    for i in batches.indices {
      self.batches[i].firstRow = rows
      rows += batches[i].rowCount
    }
  }

  /// The members of `Codable` values.
  /// - Throws: ``RowError`` for a member that is no value of a cell.
  public init(
    _ rows: some Sequence<some Encodable>, _ coding: RowCoding = RowCoding()
  ) throws(RowError) {
    let (schema, batch) = try RecordBatch.gathered(rows, coding)
    self.init(schema: schema, batches: [batch])
  }

  /// Transforms and consumes the batches one by one, on the calling thread.
  /// - Throws: what the two functions throw.
  public func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    for batch in batches where try !consume(transform(batch)) { return }
  }
}

extension RecordBatch {
  /// The members of `Codable` values as cells, and the columns they make.
  static func gathered(
    _ rows: some Sequence<some Encodable>, _ coding: RowCoding
  ) throws(RowError) -> (schema: Schema, batch: RecordBatch) {
    let encoder = RowEncoder(userInfo: coding.userInfo)
    var gatherer = RowGatherer()
    for row in rows {
      do throws(RowError) { gatherer.append(try encoder.cells(of: row)) } catch {
        var error = error
        error.location.row = gatherer.batch.rowCount + 1
        throw error
      }
    }
    return (gatherer.schema, gatherer.batch)
  }
}
