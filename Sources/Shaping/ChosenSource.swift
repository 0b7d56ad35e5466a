public import RowcastTabular

/// The records of a source with some of its columns: where a reader was asked for more than are wanted,
/// since a condition looks at them, the others go no further, and nothing is told of them.
public struct ChosenSource: RecordSource {
  private let source: any RecordSource
  /// For each column of the source, whether its cells are wanted.
  private let isWanted: [Bool]
  /// The columns of the source that may be told of.
  private let told: Set<Int>
  /// The columns of the records.
  public let schema: Schema
  /// The place of the source.
  public var location: RowcastLocation { source.location }

  /// - Parameters:
  ///   - schema: the columns that are wanted.
  ///   - conditions: the columns of the source that conditions look at: what is odd about them is told.
  public init(_ source: any RecordSource, schema: Schema, conditions: [Int] = []) {
    self.source = source
    self.schema = schema
    var isWanted = [Bool](repeating: false, count: schema.sourceCount)
    for column in schema.columns where isWanted.indices.contains(column.source) {
      isWanted[column.source] = true
    }
    self.isWanted = isWanted
    told = Set(schema.columns.map(\.source) + conditions)
  }

  /// Reads all records; see `RecordSource`.
  /// - Throws: the source's error type, or what the two functions throw.
  public func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    let (isWanted, told) = (isWanted, told)
    try source.mapBatches(
      { try transform(Self.chosen(of: $0, isWanted, told)) }, inOrder: consume)
  }

  private static func chosen(
    of batch: RecordBatch, _ isWanted: [Bool], _ told: Set<Int>
  ) -> RecordBatch {
    var result = batch
    result.cells.removeAll(keepingCapacity: true)
    for row in 0..<batch.rowCount {
      for index in batch.cellRange(ofRow: row) {
        let column = Int(batch.cells[index].column)
        if column < isWanted.count, isWanted[column] { result.cells.append(batch.cells[index]) }
      }
      result.rows[row].end = UInt32(clamping: result.cells.count)
    }
    // Places are those of the file, which of several together is one of many.
    let places =
      batch.sourceColumns.isEmpty
      ? told
      : Set(
        told.compactMap {
          batch.sourceColumns.indices.contains($0) ? batch.sourceColumns[$0] : nil
        })
    result.diagnostics.keep(columns: places)
    return result
  }
}
