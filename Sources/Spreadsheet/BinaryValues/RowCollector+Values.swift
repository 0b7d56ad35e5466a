import RowcastTabular

// Cells of formats that state values, and not their text.
extension RowCollector {
  /// Where a cell stands and how it looks.
  struct Place {
    var column: Int
    var style: Int
    var flags: Cell.Flags = []
  }

  /// Whether the cell in a column is to be read; the columns of a row are told in any order.
  @inline(__always)
  mutating func accepts(_ column: Int, limit: Int, _ context: ScanContext) -> Bool {
    if isSkipped { return false }
    guard column < limit else {
      noteBeyond()
      return false
    }
    if column <= lastColumn { isUnordered = true } else { lastColumn = column }
    guard context.wanted[column] else {
      hasOtherValues = true
      return false
    }
    return true
  }

  private mutating func noteBeyond() {
    note(
      .badReference, "a cell beyond the last column is left out", row: rowNumber, column: nil)
  }

  /// Adds a number as what its format makes of it; it must have been accepted.
  @inline(__always)
  mutating func add(_ number: Double, at place: Place, _ context: ScanContext) {
    if !context.isPlain(place.style) || !number.isFinite {
      addOdd(number, at: place, context)
    } else {
      append(Self.cell(number, at: place))
    }
  }

  /// Adds a whole number as what its format makes of it; it must have been accepted.
  @inline(__always)
  mutating func add(_ number: Int64, at place: Place, _ context: ScanContext) {
    if context.isPlain(place.style) {
      append(
        Cell(
          column: UInt32(truncatingIfNeeded: place.column), kind: .integer, flags: place.flags,
          style: UInt16(truncatingIfNeeded: place.style),
          payload: UInt64(bitPattern: number)))
    } else {
      addOdd(Double(number), at: place, context)
    }
  }

  @inline(__always)
  private static func cell(_ number: Double, at place: Place) -> Cell {
    var cell = Cell(
      column: UInt32(truncatingIfNeeded: place.column), kind: .double, flags: place.flags,
      style: UInt16(truncatingIfNeeded: place.style), payload: number.bitPattern)
    if case .integer(let whole) = SheetValue.ofDouble(number) {
      cell.kind = .integer
      cell.payload = UInt64(bitPattern: whole)
    }
    return cell
  }

  private static func text(of number: Cell) -> String {
    number.kind == .integer
      ? String(Int64(bitPattern: number.payload)) : "\(Double(bitPattern: number.payload))"
  }

  /// A number whose style shows a date or does not exist, or that is none.
  @inline(never)
  private mutating func addOdd(_ number: Double, at place: Place, _ context: ScanContext) {
    guard number.isFinite else {
      note(.badNumber, "a number that is none", row: rowNumber, column: place.column)
      hasOtherValues = true
      return
    }
    var cell = Self.cell(number, at: place)
    check(place, context)
    if context.showsDate(place.style, number) {
      if let date = context.date(number, style: place.style) {
        cell.kind = date.kind
        cell.payload = UInt64(bitPattern: date.milliseconds)
      } else {
        note(
          .badDate, "\"\(Self.text(of: cell))\" is no day of the calendar, kept as a number",
          row: rowNumber, column: place.column)
      }
    }
    append(cell)
  }

  /// Notes a style that the workbook does not have.
  @inline(__always)
  mutating func check(_ place: Place, _ context: ScanContext) {
    if !context.hasStyle(place.style) {
      note(
        .badStyle, "cell style \(place.style) does not exist, read as General", row: rowNumber,
        column: place.column)
    }
  }

  mutating func add(_ truth: Bool, at place: Place, _ context: ScanContext) {
    check(place, context)
    append(
      Cell(
        column: UInt32(truncatingIfNeeded: place.column), kind: .boolean, flags: place.flags,
        style: UInt16(truncatingIfNeeded: place.style), payload: truth ? 1 : 0))
  }

  /// Adds a formula that has no result.
  mutating func addUncalculated(at place: Place, _ context: ScanContext) {
    check(place, context)
    if let note = SheetValue.neverCalculated.1 {
      self.note(note.kind, note.message, row: rowNumber, column: place.column)
    }
    append(
      Cell(
        column: UInt32(truncatingIfNeeded: place.column), kind: .uncalculated, flags: place.flags,
        style: UInt16(truncatingIfNeeded: place.style), payload: 0))
  }

  /// Adds a text by its number among the shared ones.
  @inline(__always)
  mutating func add(sharedText index: Int, at place: Place, _ context: ScanContext) {
    guard index < context.stringCount else {
      note(
        .badSharedString,
        "shared string \"\(index)\" does not exist (there are \(context.stringCount))",
        row: rowNumber, column: place.column)
      hasOtherValues = true
      return
    }
    check(place, context)
    append(
      Cell(
        column: UInt32(truncatingIfNeeded: place.column), kind: .sharedText, flags: place.flags,
        style: UInt16(truncatingIfNeeded: place.style), payload: UInt64(index)))
  }

  /// Adds a text of its own, in UTF-8.
  mutating func add(
    text: [UInt8], kind: Cell.Kind = .text, at place: Place, _ context: ScanContext
  ) {
    check(place, context)
    let offset = appendText(text)
    append(
      Cell(
        column: UInt32(truncatingIfNeeded: place.column), kind: kind, flags: place.flags,
        style: UInt16(truncatingIfNeeded: place.style), offset: offset, length: text.count))
  }

  /// Adds an error value by its number; one that no error has is no value.
  mutating func add(error number: UInt8, at place: Place, _ context: ScanContext) {
    guard let text = ErrorCode.text(number) else {
      note(
        .badNumber, "there is no error value of number \(number)", row: rowNumber,
        column: place.column)
      hasOtherValues = true
      return
    }
    add(text: Array("\(text)".utf8), kind: .error, at: place, context)
  }
}

extension ScanContext {
  /// Whether numbers of a style are numbers, and the style exists.
  @inline(__always)
  func isPlain(_ style: Int) -> Bool {
    style < styles.shortcuts.count
      ? dates != .dates || styles.shortcuts[style] == .number
      : style == 0
  }

  /// Whether a style exists; a workbook without styles has the first one.
  @inline(__always)
  func hasStyle(_ style: Int) -> Bool { style < styles.shortcuts.count || style == 0 }

  /// Whether a number of a style is to be a date.
  func showsDate(_ style: Int, _ number: Double) -> Bool {
    dates == .dates && styles[style].kind(for: number).isTemporal
  }

  /// The date or time that a number of a style stands for; nil when there is none.
  func date(_ number: Double, style: Int) -> SerialDate? {
    let kind: FormatKind =
      switch style < styles.shortcuts.count ? styles.shortcuts[style] : .byValue {
      case .date: .date
      case .time: .time
      case .dateTime: .dateTime
      case .duration: .duration
      case .number, .byValue: styles[style].kind(for: number)
      }
    guard kind.isTemporal else { return nil }
    return SerialDate(number, as: kind, date1904: date1904)
  }
}
