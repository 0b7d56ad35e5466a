import RowcastFileIO
import RowcastSpreadsheet
import RowcastTabular

/// The records of a sheet with what stands beside their values, in columns of their own: `price_formula`
/// behind `price`. Only columns that have any get one.
struct AnnotatedSource: RecordSource {
  let schema: Schema
  private let source: any RecordSource
  private let added: [Added]
  private let width: Int

  private struct Added: Sendable {
    /// The column of the sheet, and that of the new cells.
    var origin: Int
    var column: Int
    var texts: CellAnnotations
  }

  /// - Throws: ``PipelineError`` for what the format of the workbook has no reader for.
  static func wrapping(
    _ chosen: NamedSource, _ kinds: Set<CellAnnotations.Kind>, of sheet: WorksheetSource,
    in workbook: Workbook
  ) throws -> NamedSource {
    if kinds.isEmpty { return chosen }
    var found: [(kind: CellAnnotations.Kind, texts: CellAnnotations, columns: Set<Int>)] = []
    let first = sheet.headerRows.max() ?? 0
    for kind in CellAnnotations.Kind.allCases where kinds.contains(kind) {
      guard let texts = try workbook.annotations(kind, of: sheet.sheet) else {
        throw PipelineError(
          "--with \(kind.rawValue) is for .xlsx and .xlsm, and this is .\(workbook.formatName)",
          at: workbook.input.name, kind: .usage)
      }
      found.append((kind, texts, texts.columns(from: first)))
    }
    var result = chosen
    let source = AnnotatedSource(chosen, found)
    (result.source, result.schema) = (source, source.schema)
    return result
  }

  /// The ending of the names of such columns.
  static func suffix(_ kind: CellAnnotations.Kind) -> String { "_" + kind.rawValue.dropLast() }

  /// Whether a column is such a one: they stand behind all that a sheet can have.
  static func isAdded(_ column: ColumnSchema) -> Bool {
    column.source >= CellReference.columnLimit
  }

  private init(
    _ chosen: NamedSource,
    _ found: [(kind: CellAnnotations.Kind, texts: CellAnnotations, columns: Set<Int>)]
  ) {
    source = chosen.source
    let width =
      max(
        chosen.schema.columns.map(\.source).max() ?? -1,
        chosen.source.schema.columns.map(\.source).max() ?? -1, CellReference.columnLimit - 1) + 1
    self.width = width
    var columns: [ColumnSchema] = []
    var added: [Added] = []
    for column in chosen.schema.columns {
      columns.append(column)
      for (kind, texts, places) in found where places.contains(column.source) {
        let place = width + added.count
        columns.append(
          ColumnSchema(name: column.name + Self.suffix(kind), source: place, kind: .text))
        added.append(Added(origin: column.source, column: place, texts: texts))
      }
    }
    self.added = added
    let names = Schema.repairedNames(columns.map(\.name))
    for i in columns.indices { columns[i].name = names[i] }
    schema = Schema(columns)
  }

  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    if added.isEmpty {
      try source.mapBatches(transform, inOrder: consume)
    } else {
      try source.mapBatches({ try transform(try annotated($0)) }, inOrder: consume)
    }
  }

  /// What texts may add to one batch; a few bytes of a file can link a whole sheet.
  private static let byteLimit = 256 << 20

  private func annotated(_ batch: RecordBatch) throws(PipelineError) -> RecordBatch {
    var result = batch
    result.cells.removeAll(keepingCapacity: true)
    for row in 0..<batch.rowCount {
      for index in batch.cellRange(ofRow: row) where batch.cells[index].column < width {
        result.cells.append(batch.cells[index])
      }
      let number = Int(batch.rows[row].number) - 1
      for one in added {
        guard let text = one.texts[CellReference(row: number, column: one.origin)] else { continue }
        result.append(text.utf8, column: UInt32(one.column))
      }
      guard result.text.count - batch.text.count <= Self.byteLimit else {
        throw PipelineError(
          "limit met: what stands beside the values has more than \(Self.byteLimit) bytes",
          at: batch.place(row: row).description, kind: .limit)
      }
      result.rows[row].end = UInt32(clamping: result.cells.count)
    }
    return result
  }
}
