internal import RowcastMachine
public import RowcastTabular
internal import RowcastZipArchive

/// Turns record batches into the rows of one sheet; on any thread, in any order.
///
/// Dates become dates, numbers that a double holds become numbers and others texts, texts stay
/// texts whatever they look like. The row of a record is its place in the source plus the header.
public struct SheetRowEncoder: Sendable {
  private let schema: Schema
  private let options: WrittenSheetOptions
  private let styles: SheetStyles
  private let xml: CellXML
  /// The sheet column of each source column up to the last one of the schema, or -1.
  private let places: [Int]
  private let isOrdered: Bool
  private let mark: TableMark

  init(schema: Schema, options: WrittenSheetOptions, styles: SheetStyles, mark: TableMark) {
    self.schema = schema
    self.options = options
    self.styles = styles
    self.mark = mark
    xml = CellXML(columns: schema.columns.count + 16)
    places = schema.places
    let sources = schema.columns.map(\.source)
    isOrdered = zip(sources, sources.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// The rows of a batch.
  public func encode(_ batch: RecordBatch) -> SheetRows {
    var state = RowState(batch: batch, sheet: mark.name)
    state.widths =
      batch.firstRow == 0 ? Array(repeating: 0, count: schema.columns.count) : []
    let header = options.hasHeader ? 1 : 0
    var order: [(place: Int, index: Int)] = []
    for row in 0..<batch.rowCount {
      state.row = batch.firstRow + row + header + 1
      CellXML.openRow(state.row, to: &state.buffer)
      let range = batch.cellRange(ofRow: row)
      if isOrdered {
        for index in range {
          if let place = place(of: batch.cells[index]) { append(batch.cells[index], place, &state) }
        }
      } else {
        order.removeAll(keepingCapacity: true)
        for index in range {
          if let place = place(of: batch.cells[index]) { order.append((place, index)) }
        }
        order.sort { $0.place < $1.place }
        for (place, index) in order { append(batch.cells[index], place, &state) }
      }
      CellXML.closeRow(to: &state.buffer)
    }
    return SheetRows(
      run: DeflatedRun(state.buffer.bytes), rowCount: batch.rowCount,
      firstRow: batch.firstRow + header + 1, mark: mark,
      columnCount: state.columnCount, widths: state.widths, diagnostics: state.diagnostics)
  }

  /// What is carried from cell to cell of a batch.
  private struct RowState: ~Copyable {
    let batch: RecordBatch
    let sheet: String
    var buffer = OutputBytes(capacity: 1 << 18)
    var row = 0
    var columnCount = 0
    var widths: [Int] = []
    var diagnostics = DiagnosticLog()

    init(batch: RecordBatch, sheet: String) {
      self.batch = batch
      self.sheet = sheet
    }

    mutating func note(
      _ kind: Diagnostic.Kind, _ message: @autoclosure () -> String, column: Int
    ) {
      let place = RowcastLocation(sheet: sheet, row: row, column: column)
      let message = message()
      diagnostics.add(Diagnostic(kind: kind, message: message, location: place), kind: kind)
    }

    mutating func widen(_ column: Int, _ width: Int) {
      if column < widths.count, widths[column] < width { widths[column] = width }
    }
  }

  private func place(of cell: Cell) -> Int? {
    let source = Int(cell.column)
    if source < places.count { return places[source] >= 0 ? places[source] : nil }
    return options.keepsUnknownColumns
      ? schema.columns.count + source - places.count : nil
  }

  private func append(_ cell: Cell, _ column: Int, _ state: inout RowState) {
    guard column < CellReference.columnLimit else {
      state.note(.beyondSheet, "a worksheet has no column for this value", column: column)
      return
    }
    state.columnCount = max(state.columnCount, column + 1)
    let own = column < styles.numbers.count ? styles.numbers[column] : 0
    let style = styles.style(own == 0 ? styles.ofNumber(cell.style) : own, of: cell)
    switch cell.kind {
    case .text, .sharedText, .error, .decimal:
      // The batch has its own name here, since its bytes are read while the state changes.
      let batch = state.batch
      if cell.kind == .sharedText {
        guard let range = batch.dictionary.range(of: cell.code) else { return }
        let bytes = batch.dictionary.bytes
        text(bytes.span.extracting(range), column, style, &state)
      } else {
        guard let range = batch.textRange(of: cell) else { return }
        let bytes = batch.text.span.extracting(range)
        switch cell.kind {
        case .decimal: decimal(bytes, column, style, &state)
        case .error: error(bytes, column, styles.style(0, of: cell), &state)
        default: text(bytes, column, style, &state)
        }
      }
    case .integer:
      if let value = ExactDouble.value(cell.integer) {
        number(value, column, style, 11, &state)
      } else {
        text(String(cell.integer), column, style, &state)
      }
    case .double:
      if cell.double.isFinite { number(cell.double, column, style, 12, &state) }
    case .boolean:
      state.widen(column, 6)
      xml.boolean(
        cell.boolean, column: column, row: state.row, style: styles.style(0, of: cell),
        to: &state.buffer)
    case .date, .dateTime, .time, .duration:
      temporal(cell, column, own == 0 ? styles.ofTime(cell.style) : own, &state)
    case .uncalculated: break
    }
  }

  private func number(
    _ value: Double, _ column: Int, _ style: Int32, _ width: Int, _ state: inout RowState
  ) {
    state.widen(column, width)
    xml.number(value, column: column, row: state.row, style: style, to: &state.buffer)
  }

  private func decimal(
    _ bytes: Span<UInt8>, _ column: Int, _ style: Int32, _ state: inout RowState
  ) {
    if let value = ExactDouble.value(bytes) {
      number(value, column, style, min(bytes.count + 1, 18), &state)
    } else {
      text(bytes, column, style, &state)
    }
  }

  private func error(
    _ bytes: Span<UInt8>, _ column: Int, _ style: Int32, _ state: inout RowState
  ) {
    let code = String(decoding: bytes)
    if CellXML.errorCodes.contains(code) {
      state.widen(column, bytes.count)
      xml.error(bytes, column: column, row: state.row, style: style, to: &state.buffer)
    } else {
      state.note(.errorAsText, "error value \(code) written as text", column: column)
      text(bytes, column, style, &state)
    }
  }

  private func text(_ text: String, _ column: Int, _ style: Int32, _ state: inout RowState) {
    text.withBytes { self.text($0, column, style, &state) }
  }

  private func text(
    _ bytes: Span<UInt8>, _ column: Int, _ style: Int32, _ state: inout RowState
  ) {
    if column < state.widths.count { state.widen(column, SheetText.displayWidth(bytes)) }
    var bytes = bytes
    if let cut = SheetText.cut(bytes) {
      state.diagnostics.add(
        SheetText.note(sheet: mark.name, row: state.row, column: column), kind: .textTooLong)
      bytes = bytes.extracting(..<cut)
    }
    xml.text(bytes, column: column, row: state.row, style: style, to: &state.buffer)
  }

  private func temporal(
    _ cell: Cell, _ column: Int, _ chosen: Int32, _ state: inout RowState
  ) {
    let milliseconds = cell.integer
    let isWhole = milliseconds % 1000 == 0
    let value: Double?
    let style: Int32
    switch cell.kind {
    case .date: (value, style) = (SerialNumber.serial(milliseconds: milliseconds), styles.date)
    case .dateTime:
      value = SerialNumber.serial(milliseconds: milliseconds)
      style = isWhole ? styles.dateTime : styles.dateTimeMilliseconds
    case .time:
      value = SerialNumber.days(milliseconds: milliseconds)
      style = isWhole ? styles.time : styles.timeMilliseconds
    default: (value, style) = (SerialNumber.days(milliseconds: milliseconds), styles.duration)
    }
    if let value {
      let style = styles.style(chosen == 0 ? style : chosen, of: cell)
      number(value, column, style, cell.kind == .dateTime ? 20 : 11, &state)
    } else {
      var iso = OutputBytes(capacity: 64)
      TemporalText.append(cell.kind, milliseconds: milliseconds, to: &iso)
      text(iso.bytes, column, styles.style(0, of: cell), &state)
    }
  }
}
