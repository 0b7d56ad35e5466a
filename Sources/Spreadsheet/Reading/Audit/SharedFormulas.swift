import RowcastTabular

/// Formulas that several cells share: the first cell has the text, the others shift its relative
/// references by their distance (ECMA-376 Part 1, 18.3.1.40).
struct SharedFormulas {
  private var anchors: [Int: (text: [UInt8], place: CellReference)] = [:]

  /// The formula of a cell, or nil when it is not known (yet).
  mutating func text(of formula: RawCell.Formula, at place: CellReference) -> String? {
    guard formula.type == "shared", let index = formula.sharedIndex else {
      return formula.text.isEmpty ? nil : String(decoding: formula.text, as: UTF8.self)
    }
    if !formula.text.isEmpty {
      anchors[index] = (formula.text, place)
      return String(decoding: formula.text, as: UTF8.self)
    }
    // Longer ones are no formulas (Excel stops at 8,192 characters), and would be repeated.
    guard let anchor = anchors[index], anchor.text.count <= 1 << 15 else { return nil }
    return FormulaShift(
      rows: place.row - anchor.place.row, columns: place.column - anchor.place.column
    ).applied(to: anchor.text)
  }
}

/// Moves the relative references of a formula.
struct FormulaShift {
  let rows: Int
  let columns: Int

  /// The formula with each relative reference moved; one that leaves the sheet becomes `#REF!`.
  func applied(to formula: [UInt8]) -> String {
    var out: [UInt8] = []
    var at = 0
    while at < formula.count {
      let byte = formula[at]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        at = copyQuoted(formula, at, &out)
      } else if byte == UInt8(ascii: "[") {
        at = copyBrackets(formula, at, &out)
      } else if Self.isWord(byte) {
        let end = formula[at...].firstIndex { !Self.isWord($0) } ?? formula.count
        word(formula, at..<end, &out)
        at = end
      } else {
        out.append(byte)
        at += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Texts and quoted sheet names stay; a doubled quote is one that belongs to them.
  private func copyQuoted(_ formula: [UInt8], _ start: Int, _ out: inout [UInt8]) -> Int {
    var at = start + 1
    while at < formula.count, formula[at] != formula[start] { at += 1 }
    at = min(at + 1, formula.count)
    out += formula[start..<at]
    return at
  }

  /// Structured references and other workbooks: `Table[[#This Row],[A1]]`, `[1]Sheet`.
  private func copyBrackets(_ formula: [UInt8], _ start: Int, _ out: inout [UInt8]) -> Int {
    var depth = 0
    var at = start
    while at < formula.count {
      if formula[at] == UInt8(ascii: "[") { depth += 1 }
      if formula[at] == UInt8(ascii: "]") { depth -= 1 }
      at += 1
      if depth == 0 { break }
    }
    out += formula[start..<at]
    return at
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "$"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "\\"), UInt8(ascii: "?"), 0x80...:
      true
    default: false
    }
  }

  private func word(_ formula: [UInt8], _ range: Range<Int>, _ out: inout [UInt8]) {
    let next = range.upperBound < formula.count ? formula[range.upperBound] : 0
    let previous = range.lowerBound > 0 ? formula[range.lowerBound - 1] : 0
    // A function, a sheet's name, a name in a table: no reference.
    let isName = next == UInt8(ascii: "(") || next == UInt8(ascii: "!") || next == UInt8(ascii: "[")
    let isRange = next == UInt8(ascii: ":") || previous == UInt8(ascii: ":")
    guard !isName, let reference = Reference(formula[range], allowsPart: isRange) else {
      out += formula[range]
      return
    }
    out += reference.shifted(rows: rows, columns: columns)
  }

  /// `A1`, `$A1`, and, in ranges, `A` or `1`.
  private struct Reference {
    var column: Int?
    var row: Int?
    var isColumnFixed = false
    var isRowFixed = false

    init?(_ text: ArraySlice<UInt8>, allowsPart: Bool) {
      var at = text.startIndex
      func take(_ byte: UInt8) -> Bool {
        guard at < text.endIndex, text[at] == byte else { return false }
        at += 1
        return true
      }
      let leading = take(UInt8(ascii: "$"))
      var letters = 0
      while at < text.endIndex, letters < 100_000,
        text[at] | 0x20 >= UInt8(ascii: "a"), text[at] | 0x20 <= UInt8(ascii: "z"), text[at] < 0x80
      {
        letters = letters * 26 + Int(text[at] & 0x1F)
        at += 1
      }
      if letters > 0 {
        guard letters <= CellReference.columnLimit else { return nil }
        column = letters - 1
        isColumnFixed = leading
        isRowFixed = take(UInt8(ascii: "$"))
      } else {
        isRowFixed = leading
      }
      let start = at
      var number = 0
      while at < text.endIndex, number < 10_000_000, text[at] &- 48 < 10 {
        number = number * 10 + Int(text[at] - 48)
        at += 1
      }
      if at > start {
        guard number >= 1, number <= CellReference.rowLimit else { return nil }
        row = number - 1
      } else if isRowFixed {
        return nil
      }
      guard at == text.endIndex,
        (column != nil && row != nil) || (allowsPart && (column != nil || row != nil))
      else { return nil }
    }

    func shifted(rows: Int, columns: Int) -> [UInt8] {
      var text = ""
      if let column {
        let moved = isColumnFixed ? column : column + columns
        guard moved >= 0, moved < CellReference.columnLimit else { return Array("#REF!".utf8) }
        text += (isColumnFixed ? "$" : "") + CellReference.letters(ofColumn: moved)
      }
      if let row {
        let moved = isRowFixed ? row : row + rows
        guard moved >= 0, moved < CellReference.rowLimit else { return Array("#REF!".utf8) }
        text += (isRowFixed ? "$" : "") + String(moved + 1)
      }
      return Array(text.utf8)
    }
  }
}
