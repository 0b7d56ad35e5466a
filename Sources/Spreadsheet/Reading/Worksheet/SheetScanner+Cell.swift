internal import RowcastMachine
import RowcastTabular

// The shortcut for cells of the usual spelling; see SheetScanner.swift.
extension SheetScanner {
  /// Reads the cell at `p` and moves behind it; false, with nothing changed, when the cell has to
  /// go the long way.
  @inline(__always)
  func cell(
    _ position: inout ScanCursor, after name: ScanCursor,
    _ out: inout RowCollector
  ) -> Bool {
    var p = name
    var column = out.lastColumn + 1
    var style = 0
    var type = Self.numberType
    var seen: UInt64 = 0
    // ` r="A2"><v>`: a blank, a letter, `="` and what follows are one word.
    var word = p.word
    while word & 0xFF == UInt64(UInt8(ascii: " ")) {
      guard word & 0xFFFF_00FF == Self.attributeStart else { return false }
      let key = UInt8(truncatingIfNeeded: word &>> 8)
      // An attribute that is there twice is for the long way. The keys' low bits tell them apart.
      let bit: UInt64 = 1 &<< UInt64(key & 7)
      if seen & bit != 0 { return false }
      seen |= bit
      p += 4
      if key == UInt8(ascii: "r") {
        guard let place = reference(&p, out.rowMark) else { return false }
        column = place
      } else if key == UInt8(ascii: "s") {
        while p[0] &- UInt8(ascii: "0") < 10, style < 100_000 {
          style = style &* 10 &+ Int(p[0] &- UInt8(ascii: "0"))
          p += 1
        }
        guard p[0] == UInt8(ascii: "\""), style < styleCount || style == 0 else { return false }
        p += 1
      } else if key == UInt8(ascii: "t") {
        type = UInt8(truncatingIfNeeded: word &>> 32)
        if word &>> 40 & 0xFF == UInt64(UInt8(ascii: "\"")) {
          p += 2
        } else if type == UInt8(ascii: "s"), p[1] == UInt8(ascii: "t"), p[2] == UInt8(ascii: "r"),
          p[3] == UInt8(ascii: "\"")
        {
          type = Self.formulaTextType
          p += 4
        } else if type == UInt8(ascii: "i"), Self.matches("inlineStr\"", p) {
          p += 10
        } else {
          return false
        }
      } else {
        return false
      }
      word = p.word
    }
    guard column > out.lastColumn, column < CellReference.columnLimit else { return false }
    if p[0] == UInt8(ascii: "/"), p[1] == UInt8(ascii: ">") {
      // A cell that only has a style.
      out.lastColumn = column
      position = p + 2
      return true
    }
    guard p[0] == UInt8(ascii: ">") else { return false }
    p += 1
    return content(
      &position, p, Place(column: column, style: style, type: type), &out)
  }

  /// A blank, any letter, `="`.
  private static let attributeStart: UInt64 = 0x223D_0020
  private static let numberType = UInt8(ascii: "n")
  /// Stands for `str`, whose first letter is that of `s`.
  private static let formulaTextType = UInt8(ascii: "f")

  private struct Place {
    var column: Int
    var style: Int
    var type: UInt8
  }

  /// The column of a reference in capital letters whose row is the open one.
  @inline(__always)
  private func reference(_ p: inout ScanCursor, _ row: RowMark) -> Int? {
    var column = 0
    var letters = 0
    while p[letters] &- UInt8(ascii: "A") < 26 {
      column = column &* 26 &+ Int(p[letters] &- UInt8(ascii: "A")) &+ 1
      letters &+= 1
      if letters == 4 { return nil }
    }
    p += letters
    guard letters > 0, p.word & row.mask == row.word else { return nil }
    p += row.count
    return column &- 1
  }

  @inline(__always)
  private func content(
    _ position: inout ScanCursor, _ start: ScanCursor, _ place: Place,
    _ out: inout RowCollector
  ) -> Bool {
    var p = start
    var flags: Cell.Flags = []
    if !context.wanted[place.column] { return passed(&position, p, place, &out) }
    if place.type == UInt8(ascii: "i") { return inlineText(&position, p, place, &out) }
    guard open(&p, UInt8(ascii: "v")) else {
      guard formula(&p) else { return false }
      flags = .formula
      guard open(&p, UInt8(ascii: "v")) else { return false }
      return value(&position, p, place, flags, &out)
    }
    return value(&position, p, place, flags, &out)
  }

  /// Passes over the content of a cell that is not wanted, and notes whether there is a value.
  @inline(never)
  private func passed(
    _ position: inout ScanCursor, _ start: ScanCursor, _ place: Place,
    _ out: inout RowCollector
  ) -> Bool {
    var p = start
    var hasCharacters = false
    while true {
      while p[0] != UInt8(ascii: "<"), p[0] != 0 { p += 1 }
      if p[0] == 0 || p[1] == UInt8(ascii: "!") || p[1] == UInt8(ascii: "?") { return false }
      if p[1] == UInt8(ascii: "/") {
        guard let name = mainName(p + 2) else { return false }
        if name[0] == UInt8(ascii: "v") || name[0] == UInt8(ascii: "t") {
          hasCharacters = hasCharacters || p[-1] != UInt8(ascii: ">")
        }
        if name[0] == UInt8(ascii: "c"), name[1] == UInt8(ascii: ">") {
          out.lastColumn = place.column
          out.hasOtherValues = out.hasOtherValues || hasCharacters
          position = name + 2
          return true
        }
      }
      p += 1
    }
  }

  /// Moves behind `<v>`; false when it is not there.
  @inline(__always)
  private func open(_ p: inout ScanCursor, _ letter: UInt8) -> Bool {
    if prefixCount == 0 {
      guard p.word & 0xFF_FFFF == 0x3E_003C | UInt64(letter) &<< 8 else { return false }
      p += 3
      return true
    }
    guard p[0] == UInt8(ascii: "<"), let name = mainName(p + 1), name[0] == letter,
      name[1] == UInt8(ascii: ">")
    else { return false }
    p = name + 2
    return true
  }

  /// Moves behind `<f ...>...</f>`; false when it is not there.
  @inline(__always)
  private func formula(_ p: inout ScanCursor) -> Bool {
    guard p[0] == UInt8(ascii: "<"), let name = mainName(p + 1), name[0] == UInt8(ascii: "f"),
      name[1] == UInt8(ascii: ">") || name[1] == UInt8(ascii: " ")
    else { return false }
    var at = name + 1
    while at[0] != UInt8(ascii: ">"), at[0] != 0 { at += 1 }
    if at[0] == 0 { return false }
    if at[-1] == UInt8(ascii: "/") {
      p = at + 1
      return true
    }
    while at[0] != UInt8(ascii: "<"), at[0] != 0 { at += 1 }
    guard at[0] == UInt8(ascii: "<"), at[1] == UInt8(ascii: "/"), let close = mainName(at + 2),
      close[0] == UInt8(ascii: "f"), close[1] == UInt8(ascii: ">")
    else { return false }
    p = close + 2
    return true
  }

  /// Moves behind `</v></c>`; false when something else stands there.
  @inline(__always)
  private func close(_ p: inout ScanCursor) -> Bool {
    if prefixCount == 0 {
      guard p.word == Self.valueAndCellEnd else { return false }
      p += 8
      return true
    }
    guard p[0] == UInt8(ascii: "<"), p[1] == UInt8(ascii: "/"), let value = mainName(p + 2),
      value[0] == UInt8(ascii: "v"), value[1] == UInt8(ascii: ">"),
      value[2] == UInt8(ascii: "<"), value[3] == UInt8(ascii: "/"),
      let cell = mainName(value + 4), cell[0] == UInt8(ascii: "c"), cell[1] == UInt8(ascii: ">")
    else { return false }
    p = cell + 2
    return true
  }

  /// `</v></c>` as eight bytes.
  private static let valueAndCellEnd: UInt64 = 0x3E63_2F3C_3E76_2F3C

  @inline(__always)
  private func value(
    _ position: inout ScanCursor, _ start: ScanCursor, _ place: Place,
    _ flags: Cell.Flags, _ out: inout RowCollector
  ) -> Bool {
    var p = start
    var cell = Cell(
      column: UInt32(truncatingIfNeeded: place.column), kind: .integer, flags: flags,
      style: UInt16(truncatingIfNeeded: place.style), payload: 0)
    var textLength = 0
    switch place.type {
    case UInt8(ascii: "n"):
      guard number(&p, place.style, &cell, &textLength, &out) else { return false }
    case UInt8(ascii: "s"):
      // Nine digits and more are for the long way, though no book has so many texts.
      let count = EightDigits.count(of: p.word)
      guard count > 0 else { return false }
      let index = Int(truncatingIfNeeded: EightDigits.value(of: p.word, count: count))
      guard index < context.stringCount else { return false }
      p += count
      cell.kind = .sharedText
      cell.payload = UInt64(truncatingIfNeeded: index)
    case UInt8(ascii: "b"):
      guard p[0] == UInt8(ascii: "0") || p[0] == UInt8(ascii: "1") else { return false }
      cell.kind = .boolean
      cell.payload = UInt64(p[0] &- UInt8(ascii: "0"))
      p += 1
    case Self.formulaTextType, UInt8(ascii: "e"):
      guard let length = plainText(&p, &cell, &out) else { return false }
      textLength = length
      if place.type == UInt8(ascii: "e") {
        guard length > 0, start[0] == UInt8(ascii: "#"), p[-1] > 0x20 else {
          return false
        }
        cell.kind = .error
      }
    default: return false
    }
    guard close(&p) else { return false }
    emit(cell, place.column, start, textLength, &out)
    position = p
    return true
  }

  @inline(__always)
  private func emit(
    _ cell: Cell, _ column: Int, _ text: ScanCursor, _ length: Int, _ out: inout RowCollector
  ) {
    out.lastColumn = column
    if length > 0 { text.append(length, to: &out.text) }
    out.append(cell)
  }

  /// The length of the characters up to the next `<`; nil when they do not stand for themselves:
  /// references, escapes, line ends that change, bytes that are no UTF-8.
  @inline(__always)
  private func plainText(
    _ p: inout ScanCursor, _ cell: inout Cell, _ out: inout RowCollector
  ) -> Int? {
    let start = p
    var length = 0
    var needsEscape = false
    var union: UInt8 = 0
    while true {
      let byte = start[length]
      if byte == UInt8(ascii: "<") { break }
      if byte == UInt8(ascii: "&") || byte == 0x0D || byte == 0 { return nil }
      if byte == UInt8(ascii: "_"), start[length + 1] == UInt8(ascii: "x") { return nil }
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        needsEscape = true
      }
      union |= byte
      length += 1
    }
    if union >= 0x80,
      UTF8Validation.firstError(start.bytes(length)) != nil
    {
      return nil
    }
    p = start + length
    cell = Cell(
      column: cell.column, kind: .text, flags: needsEscape ? cell.flags : cell.flags.union(.plain),
      style: cell.style, offset: out.text.count, length: length)
    return length
  }

  @inline(__always)
  private static func matches(_ text: StaticString, _ p: ScanCursor) -> Bool {
    for i in 0..<text.utf8CodeUnitCount where p[i] != text.bytes[i] { return false }
    return true
  }

  /// `<is><t>...</t></is></c>`.
  @inline(never)
  private func inlineText(
    _ position: inout ScanCursor, _ start: ScanCursor, _ place: Place,
    _ out: inout RowCollector
  ) -> Bool {
    guard prefixCount == 0, Self.matches("<is><t>", start) else { return false }
    var p = start + 7
    // Blanks at the ends would have to go.
    if p[0] <= 0x20 { return false }
    var cell = Cell(
      column: UInt32(truncatingIfNeeded: place.column), kind: .text,
      style: UInt16(truncatingIfNeeded: place.style), payload: 0)
    guard let length = plainText(&p, &cell, &out), p[-1] > 0x20,
      Self.matches("</t></is></c>", p)
    else { return false }
    emit(cell, place.column, start + 7, length, &out)
    position = p + 13
    return true
  }
}
