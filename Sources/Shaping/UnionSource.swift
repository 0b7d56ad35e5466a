public import RowcastTabular

/// The records of several sources, one after the other, as one table.
///
/// A source is opened when its turn comes and let go of when it ends, so that memory is that of one. Each
/// batch says where its rows lie (`RecordBatch/location`).
public struct UnionSource: RecordSource {
  /// One source among several.
  public struct Part: Sendable {
    /// The file and the sheet that its rows lie in.
    public var location: RowcastLocation
    /// Its columns, by the names that they have in the union.
    public var schema: Schema
    /// Opens it, on each reading anew.
    public var open: @Sendable () throws -> any RecordSource

    /// A source that is opened when its turn comes.
    public init(
      location: RowcastLocation, schema: Schema,
      open: @escaping @Sendable () throws -> any RecordSource
    ) {
      self.location = location
      self.schema = schema
      self.open = open
    }
  }

  /// The columns of the union.
  public let schema: Schema
  private let parts: [Part]

  /// - Parameter schema: has each column of the parts by its name.
  public init(_ parts: [Part], schema: Schema) {
    self.parts = parts
    self.schema = schema
  }

  /// Reads all sources, in their order.
  /// - Throws: the sources' error types, or what the two functions throw.
  public func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    var places: [[UInt8]: Int] = [:]
    for column in schema.columns { places[Array(column.name.utf8)] = column.source }
    var rows = 0
    var isEnded = false
    for part in parts {
      let move = ColumnMove(part.schema, to: places)
      let (before, location) = (rows, part.location)
      try part.open().mapBatches(
        { batch in
          var batch = batch
          move.apply(to: &batch)
          batch.firstRow += before
          batch.location = location
          if batch.sourceColumns.isEmpty { batch.sourceColumns = move.origins }
          batch.diagnostics.locate(within: location)
          return (try transform(batch), batch.rowCount)
        },
        inOrder: { result, count in
          rows += count
          isEnded = try !consume(result)
          return !isEnded
        })
      if isEnded { return }
    }
  }
}

/// The columns of one source at their places in another order.
private struct ColumnMove: Sendable {
  /// The new place by the old one; -1 for columns that are not there.
  private let places: [Int]
  /// Whether cells stay in their order.
  private let isOrdered: Bool
  private let isNothing: Bool
  /// The old place by the new one; -1 for columns that come from nowhere.
  let origins: [Int]

  init(_ schema: Schema, to new: [[UInt8]: Int]) {
    var places = [Int](repeating: -1, count: schema.sourceCount)
    for column in schema.columns where places.indices.contains(column.source) {
      places[column.source] = new[Array(column.name.utf8)] ?? -1
    }
    self.places = places
    var origins = [Int](repeating: -1, count: new.count)
    for (old, new) in places.enumerated() where new >= 0 { origins[new] = old }
    self.origins = origins
    let moved = places.filter { $0 >= 0 }
    isOrdered = zip(moved, moved.dropFirst()).allSatisfy { $0 < $1 }
    isNothing = places == Array(places.indices)
  }

  func apply(to batch: inout RecordBatch) {
    if isNothing, batch.cells.allSatisfy({ Int($0.column) < places.count }) { return }
    var moved = batch
    moved.cells.removeAll(keepingCapacity: true)
    for row in 0..<batch.rowCount {
      let start = moved.cells.count
      for index in batch.cellRange(ofRow: row) {
        var cell = batch.cells[index]
        if cell.column != RecordBatch.recordColumn {
          guard Int(cell.column) < places.count, places[Int(cell.column)] >= 0 else { continue }
          cell.column = UInt32(places[Int(cell.column)])
        }
        moved.cells.append(cell)
      }
      if !isOrdered { moved.cells[start...].sort { $0.column < $1.column } }
      moved.rows[row].end = UInt32(clamping: moved.cells.count)
    }
    batch = moved
  }
}
