public import RowcastTabular

/// The records of a sheet under the columns that its first rows foretell, against which every row is held.
///
/// A table needs its columns before its first record, and only all rows tell them for certain. Most
/// sheets are as they begin, so that one pass does where two were needed: inflating and scanning a sheet
/// are most of what a table costs.
public struct ForetoldSheet: RecordSource {
  /// What of the columns the rows are held against.
  public enum Columns: Sendable {
    /// Which there are.
    case names
    /// Which there are, and the kinds of all.
    case kinds
  }

  /// The columns; their kinds are those of the first rows.
  public let schema: Schema
  private let sheet: WorksheetSource
  private let columns: Columns

  /// So many bytes of a sheet are read twice in no time, and so many rows are looked at.
  private static let smallest = 1 << 20
  private static let rowCount = 512

  /// Nil for a sheet that is better read twice, being short.
  /// - Throws: ``SpreadsheetError`` when one of the first rows cannot be read.
  public init?(_ sheet: WorksheetSource, _ columns: Columns) throws {
    try self.init(sheet, columns, smallest: Self.smallest)
  }

  init?(_ sheet: WorksheetSource, _ columns: Columns, smallest: Int) throws {
    guard sheet.pass.merges.isEmpty, sheet.pass.limit > Self.rowCount,
      try sheet.pass.reader(pieceSize: 1 << 14).byteCount >= smallest
    else { return nil }
    var first = sheet.pass
    first.limit = Self.rowCount
    // Nothing else of the first rows holds for all.
    schema = Schema(
      sheet.schema(by: try first.measure()).columns.map {
        ColumnSchema(
          name: $0.name, header: $0.header, source: $0.source,
          kind: columns == .kinds ? $0.kind : nil)
      })
    self.sheet = sheet
    self.columns = columns
  }

  /// Where errors and diagnostics of this source lie.
  public var location: RowcastLocation { sheet.location }

  /// Reads all records, whatever their columns; see `RecordSource`.
  /// - Throws: ``SpreadsheetError``, or what the two functions throw.
  public func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    try sheet.mapBatches(transform, inOrder: consume)
  }

  /// Reads by the columns that were foretold; where a row shows others, all over again.
  /// - Throws: ``SpreadsheetError``, or what `body` throws.
  public func reading<Result>(_ body: (any RecordSource) throws -> Result) throws -> Result {
    do {
      return try body(HeldRows(sheet: sheet.with(schema: schema), columns: columns))
    } catch is HeldRows.WrongGuess {}
    return try body(sheet.with(schema: try sheet.measuredSchema()))
  }
}

/// The records of a sheet, until one shows that the columns are others.
private struct HeldRows: RecordSource {
  struct WrongGuess: Error {}

  let sheet: WorksheetSource
  let columns: ForetoldSheet.Columns

  var schema: Schema { sheet.schema }
  var location: RowcastLocation { sheet.location }

  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    var total = SheetMeasure()
    try sheet.mapBatches {
      (SheetMeasure($0), try transform($0))
    } inOrder: { measure, result in
      total.merge(measure)
      guard fits(total) else { throw WrongGuess() }
      return try consume(result)
    }
  }

  /// Kinds only widen, so that one which is another now will never be as foretold again.
  private func fits(_ total: SheetMeasure) -> Bool {
    var known = 0
    for column in schema.columns {
      guard let found = total.columns[column.source] else { continue }
      known += 1
      if columns == .kinds, found.kind != column.kind, found.kind != .empty { return false }
    }
    return known == total.columns.count
  }
}
