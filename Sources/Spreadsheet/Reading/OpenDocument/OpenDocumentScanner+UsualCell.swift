internal import RowcastMachine
import RowcastTabular

// Cells of the usual spelling: the attributes that every program writes, under the usual prefixes,
// and one paragraph of plain characters. Names of attributes are compared by words of eight bytes.
extension OpenDocumentScanner {
  /// Eight bytes as they lie in memory, written out, since what is computed is looked up each time.
  private enum Word {
    static let officeValue: UInt64 = 0x763A_6563_6966_666F  // office:v
    static let officeDate: UInt64 = 0x643A_6563_6966_666F  // office:d
    static let officeBoolean: UInt64 = 0x623A_6563_6966_666F  // office:b
    static let officeTime: UInt64 = 0x743A_6563_6966_666F  // office:t
    static let officeCurrency: UInt64 = 0x633A_6563_6966_666F  // office:c
    static let tableStyle: UInt64 = 0x7473_3A65_6C62_6174  // table:st
    static let tableNumber: UInt64 = 0x756E_3A65_6C62_6174  // table:nu
    static let tableFormula: UInt64 = 0x6F66_3A65_6C62_6174  // table:fo
    static let calc: UInt64 = 0x3A74_7865_636C_6163  // calcext:
    static let alueType: UInt64 = 0x7079_742D_6575_6C61  // alue-typ
    static let ateValue: UInt64 = 0x756C_6176_2D65_7461  // ate-valu
    static let imeValue: UInt64 = 0x756C_6176_2D65_6D69  // ime-valu
    static let ooleanValue: UInt64 = 0x762D_6E61_656C_6F6F  // oolean-v
    static let urrency: UInt64 = 0x3D79_636E_6572_7275  // urrency=
    static let yleName: UInt64 = 0x656D_616E_2D65_6C79  // yle-name
    static let mberColumns: UInt64 = 0x6C6F_632D_7265_626D  // mber-col
    static let umnsRepeat: UInt64 = 0x7065_722D_736E_6D75  // umns-rep
    static let valueType: UInt64 = 0x7974_2D65_756C_6176  // value-ty
    static let paragraph: UInt64 = 0x3E70_3A74_7865_743C  // <text:p>
    static let paragraphEnd: UInt64 = 0x703A_7478_6574_2F3C  // </text:p
    static let cellEnd1: UInt64 = 0x656C_6261_742F_3C3E  // ></table
    static let cellEnd2: UInt64 = 0x632D_656C_6261_743A  // :table-c
  }

  /// What the attributes of a cell say.
  private struct Attributes {
    /// The first letter of the type; 0 for none.
    var type: UInt8 = 0
    var value = 0..<0
    var hasValue = false
    var format: UInt16 = 0
    var repeats = 1
    var isFormula = false
  }

  /// Reads the cell whose tag's name ends at a place; nil, with nothing changed, for one that has to
  /// go the long way.
  @inline(__always)
  func usualCell(
    _ bytes: Span<UInt8>, _ start: Int, _ place: inout Place, _ out: inout RowCollector
  ) throws(SpreadsheetError) -> Int? {
    var at = start
    let first = place.column
    var cell = Attributes()
    cell.format =
      place.rowFormat ?? (first < head.columnFormats.count ? head.columnFormats[first] : 0)
    while bytes[at] == UInt8(ascii: " ") {
      guard attribute(bytes, &at, &cell) else { return nil }
    }
    guard first + cell.repeats <= CellReference.columnLimit else { return nil }
    if cell.type == 0 {
      // Nothing but a style, for one column or many.
      guard bytes[at] == UInt8(ascii: "/"), bytes[at + 1] == UInt8(ascii: ">"), !cell.isFormula
      else { return nil }
      place.column = first + cell.repeats
      return at + 2
    }
    guard bytes[at] == UInt8(ascii: ">"),
      cell.hasValue || cell.type == UInt8(ascii: "s")
    else { return nil }
    at += 1
    let textStart = at + 8
    guard bytes.word(at: at) == Word.paragraph else { return nil }
    at = textStart
    let isText = cell.type == UInt8(ascii: "s")
    var union: UInt8 = 0
    var needsEscape = false
    if isText {
      while true {
        let byte = bytes[at]
        if byte == UInt8(ascii: "<") { break }
        if byte == UInt8(ascii: "&") || byte == 0x0D || byte == 0 { return nil }
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
          needsEscape = true
        }
        union |= byte
        at += 1
      }
    } else {
      // An error may be shown, which is for the long way.
      if bytes[at] == UInt8(ascii: "#")
        || (bytes[at] == UInt8(ascii: "E") && bytes[at + 1] == UInt8(ascii: "r"))
      {
        return nil
      }
      while bytes[at] != UInt8(ascii: "<") {
        if bytes[at] == 0 { return nil }
        at += 1
      }
    }
    // `</text:p></table:table-cell>`
    guard bytes.word(at: at) == Word.paragraphEnd, bytes.word(at: at + 8) == Word.cellEnd1,
      bytes.word(at: at + 16) == Word.cellEnd2, bytes[at + 24] == UInt8(ascii: "e"),
      bytes[at + 25] == UInt8(ascii: "l"), bytes[at + 26] == UInt8(ascii: "l"),
      bytes[at + 27] == UInt8(ascii: ">")
    else { return nil }
    let end = at + 28
    if out.isSkipped {
      noteBelow(&place, &out)
      place.column = first + cell.repeats
      return end
    }
    guard cell.repeats > 1 || context.wanted[first] else {
      place.column = first + 1
      out.lastColumn = first
      out.hasOtherValues = true
      return end
    }
    if isText, union >= 0x80 {
      guard UTF8Validation.firstError(bytes.extracting(textStart..<at)) == nil else { return nil }
    }
    guard
      var made = isText
        ? text(bytes, textStart..<at, isPlain: !needsEscape, repeats: cell.repeats, &out)
        : value(bytes, cell, &out)
    else { return nil }
    let isNumber = made.kind == .integer || made.kind == .double || made.kind == .decimal
    made.style = isNumber && isTemporal[Int(cell.format)] ? 0 : cell.format
    if cell.isFormula { made.flags.insert(.formula) }
    place.column = first + cell.repeats
    if cell.repeats == 1 {
      made.column = UInt32(truncatingIfNeeded: first)
      out.lastColumn = first
      out.append(made)
    } else {
      try put(made, first..<place.column, &place, &out)
    }
    return end
  }

  // MARK: - Attributes

  /// Reads the attribute behind the blank at `at` and moves behind it; false for one that is not
  /// usual.
  @inline(__always)
  private func attribute(_ bytes: Span<UInt8>, _ at: inout Int, _ cell: inout Attributes) -> Bool {
    let name = at + 1
    switch bytes.word(at: name) {
    case Word.officeValue:
      if bytes.word(at: name + 8) == Word.alueType {
        guard bytes[name + 16] == UInt8(ascii: "e") else { return false }
        return type(bytes, &at, name + 17, &cell)
      }
      guard bytes.holds("alue", at: name + 8) else { return false }
      return value(bytes, &at, name + 12, "fpc", &cell)
    case Word.officeDate:
      guard bytes.word(at: name + 8) == Word.ateValue, bytes[name + 16] == UInt8(ascii: "e") else {
        return false
      }
      return value(bytes, &at, name + 17, "ddd", &cell)
    case Word.officeTime:
      guard bytes.word(at: name + 8) == Word.imeValue, bytes[name + 16] == UInt8(ascii: "e") else {
        return false
      }
      return value(bytes, &at, name + 17, "ttt", &cell)
    case Word.officeBoolean:
      guard bytes.word(at: name + 8) == Word.ooleanValue, bytes.holds("alue", at: name + 16) else {
        return false
      }
      return value(bytes, &at, name + 20, "bbb", &cell)
    case Word.officeCurrency:
      guard bytes.word(at: name + 8) == Word.urrency else { return false }
      return Self.quoted(bytes, &at, name + 15) != nil
    case Word.tableStyle:
      guard bytes.word(at: name + 8) == Word.yleName,
        let range = Self.quoted(bytes, &at, name + 16), range.count <= 8
      else { return false }
      cell.format = shortStyles[Self.key(bytes, range)] ?? 0
      return true
    case Word.tableNumber:
      guard bytes.word(at: name + 8) == Word.mberColumns,
        bytes.word(at: name + 16) == Word.umnsRepeat,
        bytes.holds("eated", at: name + 24),
        let range = Self.quoted(bytes, &at, name + 29), range.count >= 1, range.count <= 5
      else { return false }
      cell.repeats = 0
      for i in range {
        let digit = bytes[i] &- UInt8(ascii: "0")
        guard digit < 10 else { return false }
        cell.repeats = cell.repeats * 10 + Int(digit)
      }
      return cell.repeats > 0
    case Word.tableFormula:
      guard bytes.holds("rmula", at: name + 8), let range = Self.quoted(bytes, &at, name + 13)
      else {
        return false
      }
      cell.isFormula = !range.isEmpty
      return true
    case Word.calc:
      // The same type again, but for errors.
      guard bytes.word(at: name + 8) == Word.valueType, bytes.holds("pe", at: name + 16),
        let range = Self.quoted(bytes, &at, name + 18)
      else { return false }
      return !range.isEmpty && bytes[range.lowerBound] != UInt8(ascii: "e")
    default: return false
    }
  }

  /// The value behind `=` and a quote at `equals`; moves behind its end.
  @inline(__always)
  private static func quoted(_ bytes: Span<UInt8>, _ at: inout Int, _ equals: Int) -> Range<Int>? {
    guard bytes[equals] == UInt8(ascii: "="), bytes[equals + 1] == UInt8(ascii: "\"") else {
      return nil
    }
    let start = equals + 2
    var end = start
    while bytes[end] != UInt8(ascii: "\"") {
      // References are for the long way; so is what never ends.
      if bytes[end] == UInt8(ascii: "&") || bytes[end] == 0 { return nil }
      end += 1
    }
    at = end + 1
    return start..<end
  }

  @inline(__always)
  private func type(
    _ bytes: Span<UInt8>, _ at: inout Int, _ equals: Int, _ cell: inout Attributes
  ) -> Bool {
    guard cell.type == 0, let range = Self.quoted(bytes, &at, equals), range.count >= 4 else {
      return false
    }
    let start = range.lowerBound
    let isKnown: Bool =
      switch bytes[start] {
      case UInt8(ascii: "f"): range.count == 5 && bytes.holds("float", at: start)
      case UInt8(ascii: "s"): range.count == 6 && bytes.holds("string", at: start)
      case UInt8(ascii: "d"): range.count == 4 && bytes.holds("date", at: start)
      case UInt8(ascii: "b"): range.count == 7 && bytes.holds("boolean", at: start)
      case UInt8(ascii: "t"): range.count == 4 && bytes.holds("time", at: start)
      case UInt8(ascii: "p"): range.count == 10 && bytes.holds("percentage", at: start)
      case UInt8(ascii: "c"): range.count == 8 && bytes.holds("currency", at: start)
      default: false
      }
    cell.type = bytes[start]
    return isKnown
  }

  /// A value, for cells of three types by their first letters; it stands behind the type.
  @inline(__always)
  private func value(
    _ bytes: Span<UInt8>, _ at: inout Int, _ equals: Int, _ types: StaticString,
    _ cell: inout Attributes
  ) -> Bool {
    let known = types.bytes
    let isOfType = known[0] == cell.type || known[1] == cell.type || known[2] == cell.type
    guard isOfType, let range = Self.quoted(bytes, &at, equals), !cell.hasValue else {
      return false
    }
    cell.value = range
    cell.hasValue = true
    return true
  }

  // MARK: - Values

  @inline(__always)
  private func text(
    _ bytes: Span<UInt8>, _ range: Range<Int>, isPlain: Bool, repeats: Int,
    _ out: inout RowCollector
  ) -> Cell? {
    if range.isEmpty, repeats > 1 { return nil }
    let offset = out.appendText(bytes.extracting(range))
    return Cell(
      column: 0, kind: .text, flags: isPlain ? .plain : [], offset: offset, length: range.count)
  }

  @inline(__always)
  private func value(
    _ bytes: Span<UInt8>, _ cell: Attributes, _ out: inout RowCollector
  ) -> Cell? {
    switch cell.type {
    case UInt8(ascii: "b"):
      let isTrue = cell.value.count == 4 && bytes.holds("true", at: cell.value.lowerBound)
      guard isTrue || (cell.value.count == 5 && bytes.holds("false", at: cell.value.lowerBound))
      else { return nil }
      return Cell(column: 0, kind: .boolean, payload: isTrue ? 1 : 0)
    case UInt8(ascii: "d"), UInt8(ascii: "t"):
      let isDate = cell.type == UInt8(ascii: "d")
      guard context.dates != .serials,
        let parts = TemporalSyntax.parts(
          of: bytes.extracting(cell.value), accepting: [.durations, .anyFraction, .comma, .zone]),
        MomentLoss.note(parts, of: bytes.extracting(cell.value)) == nil,
        let moment = OpenDocumentMoment(
          parts, as: isDate ? .date : .duration, kinds[Int(cell.format)])
      else { return nil }
      return Cell(
        column: 0, kind: moment.kind, payload: UInt64(bitPattern: moment.milliseconds))
    default: return number(bytes, cell.value, &out)
    }
  }

  /// Whole numbers as integers; up to 15 digits in plain form as they are written, since no other
  /// text of that double is as short; up to 19 as doubles. Others go the long way.
  @inline(__always)
  private func number(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ out: inout RowCollector
  ) -> Cell? {
    var at = range.lowerBound
    let end = range.upperBound
    let isNegative = at < end && bytes[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let whole = at
    var digits: UInt64 = 0
    while at < end, bytes[at] &- UInt8(ascii: "0") < 10 {
      digits = digits &* 10 &+ UInt64(bytes[at] &- UInt8(ascii: "0"))
      at += 1
    }
    let wholeCount = at - whole
    guard wholeCount > 0, wholeCount <= 15, wholeCount == 1 || bytes[whole] != UInt8(ascii: "0")
    else { return nil }
    if at == end {
      if isNegative, digits == 0 { return nil }
      let value = isNegative ? -Int64(digits) : Int64(digits)
      return Cell(column: 0, kind: .integer, payload: UInt64(bitPattern: value))
    }
    guard bytes[at] == UInt8(ascii: ".") else { return nil }
    at += 1
    let fraction = at
    while at < end, bytes[at] &- UInt8(ascii: "0") < 10 {
      digits = digits &* 10 &+ UInt64(bytes[at] &- UInt8(ascii: "0"))
      at += 1
    }
    guard at == end, at > fraction, wholeCount + at - fraction <= 19 else { return nil }
    guard digits < 1_000_000_000_000_000, bytes[end - 1] != UInt8(ascii: "0") else {
      let magnitude = NumberText.double(digits: digits, exponent: fraction - end)
      return out.cell(.ofDouble(isNegative ? -magnitude : magnitude), column: 0)
    }
    let offset = out.appendText(bytes.extracting(range))
    return Cell(column: 0, kind: .decimal, offset: offset, length: range.count)
  }
}
