internal import RowcastMachine
import RowcastTabular

// Numbers on the shortcut. Most are kept as they are written: whole numbers as integers, up to 15
// digits in plain form as text, since no other text of that double is as short. Only longer ones
// and dates become doubles here.
//
// Digits are counted eight at a time, and only where a value is needed they become one:
//
//     -36.471</v></c>
//      ^^ two digits, a point, three digits, `<`: five of fifteen, the text is the value
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
    let wholeCount = p.digitCount
    guard wholeCount > 0, wholeCount <= 18, wholeCount == 1 || whole[0] != UInt8(ascii: "0") else {
      return false
    }
    p += wholeCount
    if p[0] == UInt8(ascii: "<") {
      let digits = Self.value(whole, wholeCount)
      if isNegative, digits == 0 { return false }
      let magnitude = Int64(truncatingIfNeeded: digits)
      let value = isNegative ? 0 &- magnitude : magnitude
      if isDate(style) { return date(Double(value), style, &cell) }
      cell.payload = UInt64(bitPattern: value)
      return true
    }
    guard p[0] == UInt8(ascii: ".") else { return double(start, &p, style, &cell) }
    p += 1
    let fractionCount = p.digitCount
    p += fractionCount
    let count = wholeCount &+ fractionCount
    guard p[0] == UInt8(ascii: "<"), fractionCount > 0, count <= 19 else {
      return double(start, &p, style, &cell)
    }
    // Zeros in front are counted as digits here: `0.0` and fourteen more are fifteen.
    var digits: UInt64 = 0
    let isShort: Bool
    if count <= 15 {
      isShort = true
    } else {
      digits = Self.value(whole, wholeCount, before: whole + wholeCount + 1, fractionCount)
      isShort = digits < 1_000_000_000_000_000
    }
    if isShort, p[-1] != UInt8(ascii: "0"), !isDate(style) {
      textLength = p - start
      cell = Cell(
        column: cell.column, kind: .decimal, flags: cell.flags, style: cell.style,
        offset: out.text.count, length: textLength)
      return true
    }
    if count <= 15 {
      digits = Self.value(whole, wholeCount, before: whole + wholeCount + 1, fractionCount)
    }
    let magnitude = NumberText.double(digits: digits, exponent: 0 &- fractionCount)
    return take(isNegative ? -magnitude : magnitude, style, &cell)
  }

  /// The value of up to 19 digits.
  @inline(__always)
  private static func value(_ digits: ScanCursor, _ count: Int) -> UInt64 {
    count <= 8 && count > 0
      ? EightDigits.value(of: digits.word, count: count) : longValue(0, digits, count)
  }

  /// The value of the digits on both sides of a point, up to 19.
  @inline(never)
  private static func value(
    _ whole: ScanCursor, _ wholeCount: Int, before fraction: ScanCursor, _ fractionCount: Int
  ) -> UInt64 {
    longValue(value(whole, wholeCount), fraction, fractionCount)
  }

  /// The value of digits behind others.
  @inline(__always)
  private static func longValue(_ before: UInt64, _ digits: ScanCursor, _ count: Int) -> UInt64 {
    var value = before
    var done = 0
    while done &+ 8 <= count {
      value =
        value &* 100_000_000 &+ EightDigits.value(of: (digits + done).word, count: 8)
      done &+= 8
    }
    while done < count {
      value = value &* 10 &+ UInt64(digits[done] &- UInt8(ascii: "0"))
      done &+= 1
    }
    return value
  }

  @inline(__always)
  private func isDate(_ style: Int) -> Bool {
    styleCount > 0 && context.styleShortcuts[style] != CellStyles.Shortcut.number.rawValue
      && context.dates == .dates
  }

  /// A number of any other form.
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
    return take(value, style, &cell)
  }

  @inline(never)
  private func take(_ value: Double, _ style: Int, _ cell: inout Cell) -> Bool {
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
