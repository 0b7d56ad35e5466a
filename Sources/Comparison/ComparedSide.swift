public import RowcastTabular

/// One of the two tables that are compared: where its records come from, and what its columns are
/// called.
public struct ComparedSide: Sendable {
  /// Its records; they are read two or three times.
  public var source: any RecordSource
  /// The columns that are compared, under the names that they are compared by.
  public var schema: Schema
  /// Where it lies: its file and sheet.
  public var location: RowcastLocation

  /// - Parameters:
  ///   - schema: nil for that of the source.
  ///   - location: nil for that of the source.
  public init(
    _ source: any RecordSource, schema: Schema? = nil, location: RowcastLocation? = nil
  ) {
    self.source = source
    self.schema = schema ?? source.schema
    self.location = location ?? source.location
  }

  /// The side with the kinds of all columns known: those that the schema does not tell, from all rows.
  /// - Throws: what the source throws.
  func withKinds() throws -> ComparedSide {
    guard schema.columns.contains(where: { $0.kind == nil }) else { return self }
    let slots = schema.slots
    var seen = [KindSet](repeating: [], count: schema.columns.count)
    let count = seen.count
    try source.mapPieces(
      recordBytes: 2 * count,
      { batch in
        var seen = [KindSet](repeating: [], count: count)
        for cell in batch.cells where Int(cell.column) < slots.count {
          let slot = slots[Int(cell.column)]
          if slot >= 0 { seen[slot].formUnion(KindSet(cell.kind)) }
        }
        return seen
      },
      inOrder: { part in
        for slot in seen.indices { seen[slot].formUnion(part[slot]) }
        return true
      })
    var side = self
    for slot in seen.indices where side.schema.columns[slot].kind == nil {
      side.schema.columns[slot].kind = seen[slot].columnKind
    }
    return side
  }
}
