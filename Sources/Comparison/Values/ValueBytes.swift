internal import RowcastMachine
package import RowcastTabular

/// A value as bytes: the same for equal values, others for all others. What *equal* means in a
/// comparison is decided here and nowhere else.
///
///     missing      nothing; an empty text is missing, too
///     number       by all its digits: 1, 1.0 and 1e0 are one number, in whatever form a file has them
///     text         by its bytes; blanks and case count
///     day          a date equals that day's midnight with a time
///     others       booleans, times, durations, error values, formulas without a result: by value
///
/// Values of different kinds are never equal, except in columns that are of another kind in the two
/// files (``Reading/texts``). A value begins with its length: a byte, or 255 and four bytes. For
/// equal kinds this is the equality of conditions (`RowcastShaping`), to which a test holds it.
package enum ValueBytes {
  /// How the values of a column are held against each other.
  package enum Reading: Sendable, Hashable {
    /// By kind and value.
    case values
    /// By their texts, of which those that are written as numbers are numbers.
    case texts
  }

  /// What stands before a value.
  private enum Tag {
    static let number: UInt8 = 1
    static let longNumber: UInt8 = 2
    static let text: UInt8 = 3
    static let boolean: UInt8 = 4
    static let moment: UInt8 = 5
    static let time: UInt8 = 6
    static let duration: UInt8 = 7
    static let error: UInt8 = 8
    static let uncalculated: UInt8 = 9
  }

  /// The length that says that four more bytes hold it.
  static let longLength: UInt8 = 255

  /// Appends a missing value.
  @inline(__always)
  static func appendMissing(to bytes: inout [UInt8]) { bytes.append(0) }

  /// Appends a cell's value with its length.
  package static func append(
    _ cell: Cell, of batch: RecordBatch, as reading: Reading, to bytes: inout [UInt8]
  ) {
    if reading == .texts {
      appendText(of: cell, of: batch, to: &bytes)
      return
    }
    switch cell.kind {
    case .integer: append(ShortDecimal(cell.integer), to: &bytes)
    case .double:
      if cell.double.isFinite {
        append(ShortDecimal(cell.double), to: &bytes)
      } else {
        appendMissing(to: &bytes)
      }
    case .decimal:
      guard let range = batch.textRange(of: cell) else { return appendMissing(to: &bytes) }
      append(number: batch.text.span.extracting(range), to: &bytes)
    case .text, .error:
      guard let range = batch.textRange(of: cell) else { return appendMissing(to: &bytes) }
      append(
        batch.text.span.extracting(range), cell.kind == .text ? Tag.text : Tag.error, to: &bytes)
    case .sharedText:
      guard let range = batch.dictionary.range(of: cell.code) else {
        return appendMissing(to: &bytes)
      }
      let texts = batch.dictionary.bytes
      append(texts.span.extracting(range), Tag.text, to: &bytes)
    case .boolean:
      bytes.append(2)
      bytes.append(Tag.boolean)
      bytes.append(cell.boolean ? 1 : 0)
    case .date, .dateTime: append(cell.integer, Tag.moment, to: &bytes)
    case .time: append(cell.integer, Tag.time, to: &bytes)
    case .duration: append(cell.integer, Tag.duration, to: &bytes)
    case .uncalculated:
      bytes.append(1)
      bytes.append(Tag.uncalculated)
    }
  }

  private static func appendText(
    of cell: Cell, of batch: RecordBatch, to bytes: inout [UInt8]
  ) {
    switch cell.kind {
    case .integer, .double, .decimal:
      append(cell, of: batch, as: .values, to: &bytes)
    default:
      let text = CellText.string(of: cell, in: batch)
      if let number = ExactNumber(text) {
        number.text.withBytes { append(number: $0, to: &bytes) }
      } else {
        text.withBytes { append($0, Tag.text, to: &bytes) }
      }
    }
  }

  /// - Parameter number: a valid JSON number.
  private static func append(number: Span<UInt8>, to bytes: inout [UInt8]) {
    if let short = ShortDecimal(number) {
      append(short, to: &bytes)
      return
    }
    let long = DecimalDigits(number)
    appendLength(long.count + 10, to: &bytes)
    bytes.append(Tag.longNumber)
    bytes.append(long.isNegative ? 1 : 0)
    append(word: UInt64(bitPattern: Int64(long.exponent)), to: &bytes)
    bytes.append(contentsOf: long.digits)
  }

  @inline(__always)
  private static func append(_ number: ShortDecimal, to bytes: inout [UInt8]) {
    let place = bytes.count
    bytes.append(0)
    bytes.append(Tag.number)
    append(variable: number.exponent, to: &bytes)
    append(variable: Int(number.digits), to: &bytes)
    bytes[place] = UInt8(truncatingIfNeeded: bytes.count &- place &- 1)
  }

  private static func append(_ text: Span<UInt8>, _ tag: UInt8, to bytes: inout [UInt8]) {
    if text.isEmpty { return appendMissing(to: &bytes) }
    appendLength(text.count + 1, to: &bytes)
    bytes.append(tag)
    bytes.append(contentsOf: text)
  }

  private static func append(_ milliseconds: Int64, _ tag: UInt8, to bytes: inout [UInt8]) {
    let place = bytes.count
    bytes.append(0)
    bytes.append(tag)
    append(variable: Int(milliseconds), to: &bytes)
    bytes[place] = UInt8(truncatingIfNeeded: bytes.count &- place &- 1)
  }

  @inline(__always)
  private static func appendLength(_ length: Int, to bytes: inout [UInt8]) {
    if length < Int(longLength) {
      bytes.append(UInt8(truncatingIfNeeded: length))
    } else {
      bytes.append(longLength)
      let length = UInt32(clamping: length)
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: length >> shift))
      }
    }
  }

  private static func append(word: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  /// Seven bits a byte, small numbers of either sign first.
  @inline(__always)
  private static func append(variable value: Int, to bytes: inout [UInt8]) {
    var rest = UInt64(bitPattern: Int64(value &<< 1 ^ value &>> 63))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}

// Back from bytes; they are our own, yet a place outside of them is no value and no trap.
extension ValueBytes {
  /// Where the value that begins at a place lies, behind its length; nil when it is not all there.
  @inline(__always)
  static func range(in bytes: Span<UInt8>, at place: Int) -> Range<Int>? {
    guard place >= 0, place < bytes.count else { return nil }
    var start = place &+ 1
    var length = Int(bytes[place])
    if bytes[place] == longLength {
      guard start &+ 4 <= bytes.count else { return nil }
      length = 0
      for i in 0..<4 { length |= Int(bytes[start &+ i]) << (8 * i) }
      start &+= 4
    }
    let end = start &+ length
    return end <= bytes.count ? start..<end : nil
  }

  /// The value of bytes that ``append(_:of:as:to:)`` wrote, without their length.
  package static func value(_ bytes: Span<UInt8>) -> Value {
    guard bytes.count > 0 else { return .missing }
    let rest = bytes.extracting(1...)
    switch bytes[0] {
    case Tag.number:
      var place = 0
      let exponent = variable(rest, &place)
      let digits = variable(rest, &place)
      if exponent == 0 { return .integer(Int64(digits)) }
      let number = ShortDecimal(verbatim: Int64(digits), exponent: exponent)
      if let whole = Int64(number.text) { return .integer(whole) }
      return .number(ExactNumber(verbatim: number.text))
    case Tag.longNumber: return longNumber(rest)
    case Tag.text: return .text(String(decoding: rest))
    case Tag.boolean: return .boolean(rest.count > 0 && rest[0] != 0)
    case Tag.moment: return temporal(rest, .dateTime)
    case Tag.time: return temporal(rest, .time)
    case Tag.duration: return temporal(rest, .duration)
    case Tag.error: return .error(String(decoding: rest))
    default: return .error("(not calculated)")
    }
  }

  private static func longNumber(_ bytes: Span<UInt8>) -> Value {
    guard bytes.count >= 9 else { return .missing }
    let exponent = Int(truncatingIfNeeded: Int64(bitPattern: bytes.word(at: 1)))
    let digits = String(decoding: bytes.extracting(9...))
    let text = (bytes[0] != 0 ? "-" : "") + digits + (exponent == 0 ? "" : "e\(exponent)")
    return ExactNumber(text).map { .number($0) } ?? .text(text)
  }

  private static func temporal(_ bytes: Span<UInt8>, _ kind: Cell.Kind) -> Value {
    var place = 0
    let milliseconds = Int64(variable(bytes, &place))
    let (day, time) = (CivilDate(milliseconds: milliseconds), ClockTime(milliseconds: milliseconds))
    switch kind {
    case .time: return .time(time)
    case .duration: return .duration(.milliseconds(milliseconds))
    default: return milliseconds % 86_400_000 == 0 ? .date(day) : .dateTime(day, time)
    }
  }

  private static func variable(_ bytes: Span<UInt8>, _ place: inout Int) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while place < bytes.count, shift < 64 {
      let byte = bytes[place]
      value |= UInt64(byte & 0x7F) << shift
      place += 1
      if byte < 0x80 { break }
      shift += 7
    }
    return Int(truncatingIfNeeded: Int64(bitPattern: value >> 1)) ^ (0 &- Int(value & 1))
  }

  /// The value of bytes that begin with their length.
  static func value(ofWhole bytes: Span<UInt8>) -> Value {
    range(in: bytes, at: 0).map { value(bytes.extracting($0)) } ?? .missing
  }

  /// Whether a cell has no value: an empty text, or a number that is none.
  @inline(__always)
  static func isMissing(_ cell: Cell, in batch: RecordBatch) -> Bool {
    switch cell.kind {
    case .text, .error, .decimal: cell.textLength == 0 || batch.textRange(of: cell) == nil
    case .sharedText: batch.dictionary.range(of: cell.code)?.isEmpty ?? true
    case .double: !cell.double.isFinite
    default: false
    }
  }

  /// The number, or the milliseconds of a day or time, that a cell stands for; nil for others.
  static func number(of cell: Cell, in batch: RecordBatch) -> Double? {
    switch cell.kind {
    case .integer, .date, .dateTime, .time, .duration: return Double(cell.integer)
    case .double: return cell.double.isFinite ? cell.double : nil
    case .decimal:
      guard let range = batch.textRange(of: cell),
        let value = NumberText.double(batch.text.span.extracting(range)), value.isFinite
      else { return nil }
      return value
    default: return nil
    }
  }
}
