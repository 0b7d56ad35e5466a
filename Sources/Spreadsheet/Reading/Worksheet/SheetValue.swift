import RowcastTabular
import RowcastXMLEvents

/// What a cell holds, told from its type, its text and its number format: the long way, for every
/// case. The scanner's shortcuts give the same for the cells they take.
enum SheetValue: Equatable {
  case blank
  case uncalculated
  case text([UInt8])
  case sharedText(Int)
  case integer(Int64)
  case double(Double)
  case decimal([UInt8])
  case boolean(Bool)
  case error([UInt8])
  case temporal(Cell.Kind, Int64)

  /// Something to tell about the cell.
  struct Note: Equatable {
    var kind: Diagnostic.Kind
    var message: String

    static let badText = Note(
      kind: .badText,
      message: "some bytes or halves of surrogate pairs are no text, and are read as U+FFFD")
  }

  static func read(
    _ cell: RawCell, styles: CellStyles, date1904: Bool, stringCount: Int, dates: DateReading
  ) -> (SheetValue, Note?) {
    let (value, note) = reading(
      cell, styles: styles, date1904: date1904, stringCount: stringCount, dates: dates)
    let isSound =
      !cell.isRepaired
      && (cell.value.map { UTF8Validation.firstError($0.span) == nil } ?? true)
    return (value, note ?? (isSound ? nil : .badText))
  }

  private static func reading(
    _ cell: RawCell, styles: CellStyles, date1904: Bool, stringCount: Int, dates: DateReading
  ) -> (SheetValue, Note?) {
    if cell.value == nil, cell.inline == nil {
      return cell.formula == nil ? (.blank, nil) : neverCalculated
    }
    let value = cell.value ?? []
    switch cell.type {
    case "inlineStr":
      if let inline = cell.inline { return (.text(inline), nil) }
      return decoded(value)
    case "str": return cell.value == nil ? (.text(cell.inline ?? []), nil) : decoded(value)
    case "s": return sharedText(value)
    case "b": return boolean(value)
    case "e": return error(value)
    case "d": return isoDate(value, isSerial: dates == .serials)
    case "n": break
    default:
      return (
        cell.value == nil ? .text(cell.inline ?? []) : decoded(value).0,
        Note(kind: .unknownCellType, message: "unknown cell type \"\(cell.type)\", read as text")
      )
    }
    if cell.value == nil, let inline = cell.inline { return (.text(inline), nil) }
    let trimmed = trimmed(value)
    if trimmed.isEmpty { return cell.formula == nil ? (.blank, nil) : neverCalculated }
    return number(
      trimmed, format: styles[cell.style], date1904: date1904, keepsNumbers: dates.keepsNumbers)

    func sharedText(_ value: [UInt8]) -> (SheetValue, Note?) {
      let trimmed = Self.trimmed(value)
      if trimmed.isEmpty { return (.blank, nil) }
      guard let index = Int(String(decoding: trimmed, as: UTF8.self)), index >= 0,
        index < stringCount
      else {
        return (
          .blank,
          Note(
            kind: .badSharedString,
            message:
              "shared string \(Self.excerpt(value)) does not exist (there are \(stringCount))")
        )
      }
      return (.sharedText(index), nil)
    }
  }

  /// A formula without a value, and the note of it.
  static let neverCalculated = (
    SheetValue.uncalculated,
    Optional(Note(kind: .uncalculatedFormula, message: "the formula was never calculated"))
  )

  private static func decoded(_ value: [UInt8]) -> (SheetValue, Note?) {
    var text = value
    let hasHalf = EscapedText.decode(&text, from: 0)
    RichText.repairUTF8(&text, from: 0)
    return (.text(text), hasHalf ? .badText : nil)
  }

  private static func boolean(_ value: [UInt8]) -> (SheetValue, Note?) {
    let text = String(decoding: trimmed(value), as: UTF8.self)
    switch text.lowercased() {
    case "1", "true": return (.boolean(true), nil)
    case "0", "false": return (.boolean(false), nil)
    case "": return (.blank, nil)
    default:
      return (
        .blank, Note(kind: .badBoolean, message: "\(excerpt(value)) is neither true nor false")
      )
    }
  }

  private static func error(_ value: [UInt8]) -> (SheetValue, Note?) {
    var code = trimmed(value)
    RichText.repairUTF8(&code, from: 0)
    return (code.isEmpty ? .blank : .error(code), nil)
  }

  private static func isoDate(
    _ value: [UInt8], isSerial: Bool
  ) -> (SheetValue, Note?) {
    let text = trimmed(value)
    if text.isEmpty { return (.blank, nil) }
    if let parts = TemporalSyntax.parts(
      of: text.span, accepting: [.durations, .anyFraction, .comma, .zone])
    {
      let kind = parts.kind
      let milliseconds = parts.value + (parts.roundsUp ? 1 : 0)
      let note = MomentLoss.note(parts, of: text.span)
      if isSerial { return (.ofDouble(SerialDate.serial(of: kind, milliseconds)), note) }
      return (.temporal(kind, milliseconds), note)
    }
    var kept = value
    RichText.repairUTF8(&kept, from: 0)
    return (.text(kept), Note(kind: .badDate, message: "\(excerpt(value)) is no ISO 8601 date"))
  }

  /// A number by its text and format.
  static func number(
    _ text: [UInt8], format: NumberFormat, date1904: Bool, keepsNumbers: Bool
  ) -> (SheetValue, Note?) {
    guard let number = NumberScan.read(text) else {
      return (.blank, Note(kind: .badNumber, message: "\(excerpt(text)) is not a number"))
    }
    let double: Double =
      switch number {
      case .integer(let value): Double(value)
      case .double(let value): value
      default: NumberText.double(text.span) ?? 0
      }
    let kind = format.kind(for: double)
    guard kind.isTemporal, !keepsNumbers else { return (number, nil) }
    guard let date = SerialDate(double, as: kind, date1904: date1904) else {
      return (
        number,
        Note(
          kind: .badDate,
          message: "\(excerpt(text)) is no day of the calendar, kept as a number")
      )
    }
    return (.temporal(date.kind, date.milliseconds), nil)
  }

  /// A text without white space at its ends.
  static func trimmed(_ text: String) -> String {
    String(decoding: trimmed(Array(text.utf8)), as: UTF8.self)
  }

  /// A double, as an integer when it is a whole number that doubles hold exactly.
  static func ofDouble(_ value: Double) -> SheetValue {
    if value.magnitude <= 9_007_199_254_740_992, value == value.rounded(.towardZero),
      !(value == 0 && value.sign == .minus)
    {
      return .integer(Int64(value))
    }
    return .double(value)
  }

  static func trimmed(_ value: [UInt8]) -> [UInt8] {
    guard let first = value.firstIndex(where: { !XMLText.isBlank($0) }),
      let last = value.lastIndex(where: { !XMLText.isBlank($0) })
    else { return [] }
    return Array(value[first...last])
  }

  private static func excerpt(_ value: [UInt8]) -> String {
    let text = String(decoding: value.prefix(60), as: UTF8.self)
    return value.count > 60 ? "\"\(text)...\"" : "\"\(text)\""
  }
}
