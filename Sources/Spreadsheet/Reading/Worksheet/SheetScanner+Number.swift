internal import RowcastMachine
import RowcastTabular

// Numbers on the shortcut. Most are kept as they are written: whole numbers as integers, up to 15
// digits in plain form as text, since no other text of that double is as short. Only longer ones
// and dates become doubles here.
extension SheetScanner {
  @inline(__always)
  func number(
    _ p: inout ScanCursor, _ style: Int, _ cell: inout Cell, _ textLength: inout Int,
    _ out: inout RowCollector
  ) -> Bool {
    let start = p
    let isNegative = p[0] == UInt8(ascii: "-")
    if isNegative { p += 1 }
    let whole = p
    var digits: UInt64 = 0
    while p[0] &- UInt8(ascii: "0") < 10 {
      digits = digits &* 10 &+ UInt64(p[0] &- UInt8(ascii: "0"))
      p += 1
    }
    let wholeCount = p - whole
    guard wholeCount > 0, wholeCount <= 18, wholeCount == 1 || whole[0] != UInt8(ascii: "0") else {
      return false
    }
    if p[0] == UInt8(ascii: "<") {
      if isNegative, digits == 0 { return false }
      let value = isNegative ? -Int64(digits) : Int64(digits)
      if isDate(style) { return date(Double(value), style, &cell) }
      cell.payload = UInt64(bitPattern: value)
      return true
    }
    var fractionCount = 0
    if p[0] == UInt8(ascii: ".") {
      p += 1
      let fraction = p
      eightDigits(&p, &digits)
      while p[0] &- UInt8(ascii: "0") < 10 {
        digits = digits &* 10 &+ UInt64(p[0] &- UInt8(ascii: "0"))
        p += 1
      }
      fractionCount = p - fraction
    }
    if p[0] == UInt8(ascii: "<"), fractionCount > 0, wholeCount + fractionCount <= 19,
      digits < 1_000_000_000_000_000, p[-1] != UInt8(ascii: "0"), !isDate(style)
    {
      textLength = p - start
      cell = Cell(
        column: cell.column, kind: .decimal, flags: cell.flags, style: cell.style,
        offset: out.text.count, length: textLength)
      return true
    }
    return double(start, &p, style, &cell)
  }

  @inline(__always)
  private func isDate(_ style: Int) -> Bool {
    styleCount > 0 && context.styleShortcuts[style] != CellStyles.Shortcut.number.rawValue
      && context.dates == .dates
  }

  /// Eight digits at once, when there are eight.
  @inline(__always)
  private func eightDigits(_ p: inout ScanCursor, _ digits: inout UInt64) {
    guard let eight = EightDigits.value(of: p.word.littleEndian) else { return }
    digits = digits &* 100_000_000 &+ eight
    p += 8
  }

  @inline(never)
  private func double(
    _ start: ScanCursor, _ p: inout ScanCursor, _ style: Int,
    _ cell: inout Cell
  ) -> Bool {
    while p[0] != UInt8(ascii: "<"), p[0] != 0, p - start < 400 { p += 1 }
    guard p[0] == UInt8(ascii: "<"),
      let value = NumberText.double(start.bytes(p - start)),
      value.isFinite
    else { return false }
    if isDate(style) { return date(value, style, &cell) }
    switch SheetValue.ofDouble(value) {
    case .integer(let whole): cell.payload = UInt64(bitPattern: whole)
    default:
      cell.kind = .double
      cell.payload = value.bitPattern
    }
    return true
  }

  @inline(never)
  private func date(_ value: Double, _ style: Int, _ cell: inout Cell) -> Bool {
    let kind: FormatKind =
      switch CellStyles.Shortcut(rawValue: context.styleShortcuts[style]) {
      case .date: .date
      case .time: .time
      case .dateTime: .dateTime
      case .duration: .duration
      default: context.styles[style].kind(for: value)
      }
    guard kind.isTemporal,
      let date = SerialDate(value, as: kind, date1904: context.date1904)
    else { return false }
    cell.kind = date.kind
    cell.payload = UInt64(bitPattern: date.milliseconds)
    return true
  }
}
