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
  var chunkSize = 1 << 19
  var usesShortcuts = true
  /// Reads each cell as the file states it: dates as their numbers, and formulas.
  var isAudit = false
  /// So many records are mostly in the first chunk.
  private static let fewRecords = 128

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
    let context = ScanContext(
      workbook: workbook, stringCount: dictionary.count, wanted: wantedColumns(reader.layout),
      rows: rows, skipsHiddenRows: hidden == .skip,
      dates: isAudit ? .asStated : dates == .serial ? .serials : .dates,
      usesShortcuts: usesShortcuts && !isAudit)
    let scanner = reader.scanner(context)
    let assembly = RowAssembly(
      rows: rows, limit: limit, dictionary: dictionary, context: context)
    var first = PassState()
    first.fills = MergedFill(merges)
    let relay = Relay(first)
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
        return Outcome(
          value: batch.rowCount > 0 || !batch.diagnostics.isEmpty
            ? try transform(batch, formulas) : nil,
          records: batch.rowCount, isPast: isPast)
      },
      consume: { piece in
        if let value = piece.value, try !consume(value) { return false }
        records += piece.records
        return records < limit && !piece.isPast
      })
  }

  /// What became of one piece.
  private struct Outcome<Result: Sendable>: Sendable {
    var value: Result?
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
    var isOverfilled = false
    var (batch, formulas) = relay.pass(ticket) { state in
      wasEnded = state.isEnded
      let formulas = assembly.formulas(found, after: state.lastRow)
      let batch = assembly.batch(found, &state)
      isDisordered = state.hasToldDisorder
      isOverfilled = state.fills.work > MergedFill.workLimit
      return (batch, formulas)
    }
    if isOverfilled {
      throw SpreadsheetError(
        .limit(name: "cells filled from merged ranges", value: MergedFill.workLimit), at: location)
    }
    if !wasEnded, let failure { throw failure.within(location) }
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
  /// The merged ranges.
  func readMerges() throws(SpreadsheetError) -> [CellRange] {
    let reader = try reader(pieceSize: chunkSize)
    do throws(SpreadsheetError) { return try reader.readMerges() } catch {
      throw error.within(location)
    }
  }
}
