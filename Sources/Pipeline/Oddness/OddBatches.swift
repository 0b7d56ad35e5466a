import RowcastOddRows
import RowcastReporting
import RowcastSpreadsheet
import RowcastTabular

/// Adds to batches of records how odd each is, and why.
struct OddBatches: Sendable {
  /// A batch with its new columns, and what it was told of.
  struct Scored: Sendable {
    var batch: RecordBatch
    var scores: OddScores
  }

  let fitted: FittedOddRows
  /// The columns of the input and behind them those that are added.
  let scoredSchema: Schema
  private let schema: Schema
  private let firstColumn: Int
  /// Whether the row's place is added, too.
  private let hasPlace: Bool
  /// Whether odd cells without a value become cells, to be colored.
  private let marksMissing: Bool
  private let sources: [String: Int]

  static let reasons = 3
  /// A light orange, on which black can be read.
  private static let markColor: UInt32 = 0xFAD7A8

  init(_ fitted: FittedOddRows, schema: Schema, hasPlace: Bool, marksMissing: Bool) {
    self.fitted = fitted
    self.schema = schema
    self.hasPlace = hasPlace
    self.marksMissing = marksMissing
    let first = (schema.columns.map(\.source).max() ?? -1) + 1
    firstColumn = first
    sources = Dictionary(
      schema.columns.map { ($0.name, $0.source) }, uniquingKeysWith: { first, _ in first })
    let added: [(name: String, kind: ColumnKind)] =
      [("oddness", .decimal), ("reasons", .text)] + (hasPlace ? [("_row", .integer)] : [])
    let names = Schema.repairedNames(schema.names + added.map(\.name))
    scoredSchema = Schema(
      schema.columns
        + added.enumerated().map { i, column in
          ColumnSchema(
            name: names[schema.columns.count + i], source: first + i, kind: column.kind)
        })
  }

  /// How the scored sheet looks: oddness by color, odd cells colored.
  var sheetOptions: WrittenSheetOptions {
    let column = schema.columns.count
    return WrittenSheetOptions(
      numberFormats: [column: "0.000"], widths: [column + 1: 60], colorScales: [column],
      markColor: Self.markColor)
  }

  /// The batch with its scores: cells of each row are followed by those of the new columns.
  func scored(_ batch: RecordBatch) -> Scored {
    let scores = fitted.scores(Table(batch, schema), reasons: Self.reasons)
    var result = RecordBatch(firstRow: batch.firstRow, dictionary: batch.dictionary)
    result.text = batch.text
    result.diagnostics = batch.diagnostics
    result.rows.reserveCapacity(batch.rowCount)
    result.cells.reserveCapacity(batch.cells.count + batch.rowCount)
    for row in 0..<batch.rowCount {
      let reasons = scores.reasons[row] ?? []
      let range = batch.cellRange(ofRow: row)
      if reasons.isEmpty {
        for index in range { result.cells.append(batch.cells[index]) }
      } else {
        append(
          batch.cells[range], marked: Set(reasons.flatMap(\.columns).compactMap { sources[$0] }),
          to: &result)
      }
      result.cells.append(
        Cell(
          column: UInt32(firstColumn), kind: .double, payload: scores.oddness[row].bitPattern))
      if !reasons.isEmpty {
        result.append(reasons.line.utf8, kind: .text, column: UInt32(firstColumn + 1))
      }
      let number = Int(batch.rows[row].number)
      if hasPlace {
        result.cells.append(
          Cell(column: UInt32(firstColumn + 2), kind: .integer, payload: UInt64(number)))
      }
      result.endRow(number: number)
    }
    return Scored(batch: result, scores: scores)
  }

  /// Appends the cells of a row, those of some columns marked.
  private func append(
    _ cells: ArraySlice<Cell>, marked: Set<Int>, to batch: inout RecordBatch
  ) {
    var left = marked
    var own = Array(cells)
    for index in own.indices where left.remove(Int(own[index].column)) != nil {
      own[index].flags.insert(.marked)
    }
    if marksMissing {
      own += left.map {
        Cell(column: UInt32($0), kind: .text, flags: .marked, offset: 0, length: 0)
      }
      own.sort { $0.column < $1.column }
    }
    batch.cells.append(contentsOf: own)
  }
}
