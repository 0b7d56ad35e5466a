public import RowcastTabular

/// The records of a source that meet a condition.
///
/// Batches are read and tested on several threads. What is left is numbered, and handed on, in the order
/// of the source, since how many rows come before a batch is known only then.
public struct FilteredSource: RecordSource {
  private let source: any RecordSource
  private let condition: BoundCondition
  private let sheet: String?
  /// The columns of the records.
  public let schema: Schema
  /// The place of the source.
  public var location: RowcastLocation { source.location }

  /// - Parameters:
  ///   - schema: the columns by the names that the condition calls them, with their kinds as far as they
  ///     are known.
  ///   - renamings: the new names that columns have got; the condition may use the old ones.
  ///   - sheet: the sheet of the records, for the places of what cannot be compared.
  /// - Throws: ``ConditionError`` for a column that is not there, or a comparison of unlike kinds.
  public init(
    _ source: any RecordSource, schema: Schema, where condition: Condition,
    renamings: [Renaming] = [], sheet: String? = nil
  ) throws(ConditionError) {
    self.source = source
    self.schema = schema
    self.sheet = sheet
    self.condition = try BoundCondition(condition, to: schema, renamings)
  }

  /// Reads all records and hands on those that meet the condition; how many do not is told in the
  /// batches' diagnostics.
  /// - Throws: the source's error type, or what the two functions throw.
  public func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    let (condition, sheet) = (condition, sheet)
    let names = Dictionary(
      schema.columns.map { ($0.source, $0.name) }, uniquingKeysWith: { first, _ in first })
    var count = 0
    try source.mapBatches(
      { Self.kept(of: $0, by: condition, sheet, names) },
      inOrder: { batch in
        var batch = batch
        batch.firstRow = count
        count += batch.rowCount
        return try consume(try transform(batch))
      })
  }

  private static func kept(
    of batch: RecordBatch, by condition: BoundCondition, _ sheet: String?, _ names: [Int: String]
  ) -> RecordBatch {
    var run = ConditionRun(condition, batch)
    var unlike: [(row: Int, cell: Int)] = []
    var result = batch.keepingRows { row in
      let isKept = run.holds(row: row) ?? false
      for cell in run.unlike { unlike.append((row, cell)) }
      return isKept
    }
    result.diagnostics.leftOut += batch.rowCount - result.rowCount
    for (row, index) in unlike {
      let cell = batch.cells[index]
      let reason =
        cell.kind == .error
        ? "is an error, and so no value to compare"
        : "is of another kind than what it is compared with: it is not equal to it, and neither "
          + "less nor greater"
      result.diagnostics.add(
        Diagnostic(
          kind: .unlikeKinds,
          message:
            "\"\(CellText.beginning(of: cell, in: batch, bytes: 60))\" of "
            + "\"\(names[Int(cell.column)] ?? "")\" \(reason)",
          location: batch.place(row: row, column: Int(cell.column), sheet: sheet)),
        kind: .unlikeKinds)
    }
    return result
  }
}

extension RecordBatch {
  /// The rows that are wanted, with the bytes of all.
  func keepingRows(_ isKept: (Int) -> Bool) -> RecordBatch {
    var result = self
    result.rows.removeAll(keepingCapacity: true)
    result.cells.removeAll(keepingCapacity: true)
    for row in 0..<rowCount where isKept(row) {
      result.cells.append(contentsOf: cells[cellRange(ofRow: row)])
      result.endRow(number: Int(rows[row].number))
    }
    return result
  }
}
