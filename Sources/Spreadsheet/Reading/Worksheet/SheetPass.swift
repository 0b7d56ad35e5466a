import RowcastFileIO
import RowcastMachine
import RowcastTabular

/// One reading of a sheet from its beginning: inflating, scanning and the caller's work overlap.
struct SheetPass: Sendable {
  let workbook: Workbook
  let sheet: SheetInfo
  /// The columns whose cells are wanted (nil for all), and those that are hidden are not.
  var columns: Set<Int>?
  /// The rows that are wanted, from 1.
  var rows: ClosedRange<Int>
  var limit = Int.max
  var hidden = SheetSelection.Hidden.keep
  var dates = SheetSelection.Dates.iso
  var merges: [CellRange] = []
  /// What is to be told before the records.
  var notes = DiagnosticLog()
  /// What is to be told behind them, where rows could be told from records.
  var watch: SheetWatch?
  var chunkSize = 1 << 19
  var usesShortcuts = true
  /// Reads each cell as the file states it: dates as their numbers, and formulas.
  var isAudit = false
  /// So many records are mostly in the first chunk.
  private static let fewRecords = 512

  /// Where the pass is, for messages.
  var location: RowcastLocation { RowcastLocation(file: workbook.input.name, sheet: sheet.name) }

  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    try map({ batch, _ in try transform(batch) }, inOrder: consume)
  }

  /// Hands over batches with the formulas of their cells, which only an audit collects.
  func map<Result: Sendable>(
    _ transform: @Sendable (RecordBatch, [CellReference: RawCell.Formula]) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    try map(try reader(pieceSize: chunkSize), transform, inOrder: consume)
  }

  /// The sheet from its beginning.
  func reader(pieceSize: Int) throws(SpreadsheetError) -> any SheetReader {
    do throws(SpreadsheetError) {
      if sheet.kind == .worksheet,
        let reader = try workbook.content.reader(of: sheet, pieceSize: pieceSize)
      {
        return reader
      }
      throw SpreadsheetError(.noCells(kind: sheet.kind.rawValue))
    } catch { throw error.within(location) }
  }

  private func map<Reader: SheetReader, Result: Sendable>(
    _ reader: Reader,
    _ transform: @Sendable (RecordBatch, [CellReference: RawCell.Formula]) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    let dictionary = try workbook.sharedStrings()
    let wanted = wantedColumns(reader.layout)
    let context = ScanContext(
      workbook: workbook, stringCount: dictionary.count, wanted: wanted,
      rows: rows, skipsHiddenRows: hidden == .skip,
      dates: isAudit ? .asStated : dates == .serial ? .serials : .dates,
      usesShortcuts: usesShortcuts && !isAudit)
    let scanner = reader.scanner(context)
    // Filling makes rows, of which the first ones are wanted; that is the last thing to do.
    let isFilled = !merges.isEmpty
    let assembly = RowAssembly(
      rows: rows, limit: isFilled ? .max : limit, dictionary: dictionary, context: context)
    let relay = Relay(PassState())
    var fill = MergedFill(merges, limit: limit, wanted: wanted)
    var records = 0
    var tickets = 0
    let isShort = reader.byteCount <= max(1 << 12, chunkSize)
    try orderedMap(
      // Inflating, which one thread does, keeps no more than a few others busy; where few records
      // are wanted, others would read what is thrown away.
      workers: isShort || limit <= Self.fewRecords ? 1 : min(WorkerCount.current, 8),
      produce: { () throws -> (Int, Reader.Scanner.Piece)? in
        do throws(SpreadsheetError) {
          defer { tickets += 1 }
          return try reader.next().map { (tickets, $0) }
        } catch { throw error.within(location) }
      },
      transform: { ticket, piece throws -> Outcome<Result> in
        let (batch, formulas, isPast) = try assemble(
          piece, ticket, scanner, assembly, relay, dictionary)
        if isFilled { return Outcome(unfilled: batch, records: 0, isPast: isPast) }
        return Outcome(
          value: batch.rowCount > 0 || !batch.diagnostics.isEmpty
            ? try transform(batch, formulas) : nil,
          records: batch.rowCount, isPast: isPast)
      },
      consume: { piece in
        if let value = piece.value, try !consume(value) { return false }
        if let batch = piece.unfilled,
          try !fill.fill(batch, { try consume(try transform($0, [:])) })
        {
          return false
        }
        records += piece.records
        return records < limit && !piece.isPast
      })
  }

  /// What became of one piece.
  private struct Outcome<Result: Sendable>: Sendable {
    var value: Result?
    /// The rows, where merged ranges are to be filled first.
    var unfilled: RecordBatch?
    var records: Int
    /// Whether the rows that are wanted lie before.
    var isPast: Bool
  }

  private func assemble<Scanner: RowScanner>(
    _ piece: Scanner.Piece, _ ticket: Int, _ scanner: Scanner, _ assembly: RowAssembly,
    _ relay: Relay<PassState>, _ dictionary: StringDictionary
  ) throws(SpreadsheetError) -> (RecordBatch, [CellReference: RawCell.Formula], Bool) {
    var found = RowCollector(dictionary: dictionary, keepsBlankRows: isAudit)
    var failure: SpreadsheetError?
    do throws(SpreadsheetError) { try scanner.scan(piece, into: &found) } catch {
      failure = error
    }
    var wasEnded = false
    var isDisordered = false
    var (batch, formulas) = relay.pass(ticket) { state in
      wasEnded = state.isEnded
      let formulas = assembly.formulas(found, after: state.lastNumber)
      let batch = assembly.batch(found, &state)
      isDisordered = state.hasToldDisorder
      return (batch, formulas)
    }
    if !wasEnded, let failure { throw failure.within(location) }
    if !dictionary.repaired.isEmpty { batch.noteRepaired() }
    batch.diagnostics.locate(within: location)
    // Where rows are not in order, wanted ones may still come.
    return (batch, formulas, found.firstNumber > rows.upperBound && !isDisordered)
  }

  /// For each column of a sheet, whether its cells are wanted.
  private func wantedColumns(_ layout: SheetLayout) -> [Bool] {
    var wanted = [Bool](repeating: columns == nil, count: CellReference.columnLimit)
    for column in columns ?? [] where wanted.indices.contains(column) { wanted[column] = true }
    if hidden == .skip {
      for range in layout.hiddenColumns { for column in range { wanted[column] = false } }
    }
    return wanted
  }
}

extension SheetPass {
  /// What all rows that are wanted tell of the columns.
  func measure() throws -> SheetMeasure {
    var total = SheetMeasure()
    try mapBatches(
      { SheetMeasure($0) },
      inOrder: { measure in
        total.merge(measure)
        return true
      })
    return total
  }

  /// The merged ranges that reach into the rows that are wanted, to be filled.
  func readFills() throws(SpreadsheetError) -> [CellRange] {
    let merges = try readMerges().filter {
      $0.last.row + 1 >= rows.lowerBound && $0.first.row < rows.upperBound
    }
    // Of few records, few rows are filled.
    let last = limit < rows.count ? rows.lowerBound + limit : rows.upperBound
    let cells = MergedFill.cellCount(merges, rows: rows.lowerBound...max(rows.lowerBound, last))
    guard cells <= MergedFill.cellLimit else {
      throw SpreadsheetError(
        .limit(name: "cells filled from merged ranges", value: MergedFill.cellLimit), at: location)
    }
    return merges
  }

  /// The merged ranges.
  func readMerges() throws(SpreadsheetError) -> [CellRange] {
    let reader = try reader(pieceSize: chunkSize)
    do throws(SpreadsheetError) { return try reader.readMerges() } catch {
      throw error.within(location)
    }
  }
}

extension RecordBatch {
  /// Tells the cells whose shared text had bytes that are no text.
  fileprivate mutating func noteRepaired() {
    for row in 0..<rowCount {
      for index in cellRange(ofRow: row)
      where cells[index].kind == .sharedText && dictionary.repaired.contains(cells[index].code) {
        let place = RowcastLocation(row: Int(rows[row].number), column: Int(cells[index].column))
        diagnostics.add(
          Diagnostic(kind: .badText, message: SheetValue.Note.badText.message, location: place))
      }
    }
  }
}
