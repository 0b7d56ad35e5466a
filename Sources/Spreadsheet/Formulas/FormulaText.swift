import RowcastTabular

/// Puts the tokens of a formula into words, as they were typed ([MS-XLS] 2.5.198, [MS-XLSB] 2.5.97).
///
/// Tokens stand in the order in which a stack computes them: `1 2 +` is `1+2`. What has no words here
/// (arrays in braces, references into other workbooks, structured references) makes no text at all.
struct FormulaText: Sendable {
  let form: FormulaForm
  var references = SheetReferences()
  /// The names of sheets and of defined names, which formulas count.
  var sheets: [String] = []
  var names: [String] = []
  /// For texts before BIFF8.
  var codePage = CodePage.standard

  /// What stands for the formula of a name that has no words.
  static let other = "(formula)"

  /// Excel itself takes no longer ones, and what is not yet used of one is not longer either.
  private static let limit = 1 << 14

  /// The texts that no operator has used yet.
  private struct Operands {
    private(set) var texts: [String] = []
    /// The bytes of all of them, and one for each.
    private(set) var size = 0

    mutating func append(_ text: String) {
      texts.append(text)
      size += text.utf8.count + 1
    }

    /// The last one.
    mutating func popLast() -> String? {
      guard let last = texts.popLast() else { return nil }
      size -= last.utf8.count + 1
      return last
    }

    /// The last few, in their order; nil when there are not so many.
    mutating func popLast(_ count: Int) -> [String]? {
      guard count <= texts.count else { return nil }
      let last = Array(texts.suffix(count))
      texts.removeLast(count)
      size -= last.reduce(0) { $0 + $1.utf8.count + 1 }
      return last
    }
  }

  /// A formula that is stated elsewhere, for several cells: the first of them.
  static func shared(_ bytes: [UInt8], _ range: Range<Int>, _ form: FormulaForm) -> CellReference? {
    var tokens = FormulaTokens(bytes, range)
    guard tokens.byte() == 0x01 else { return nil }
    let row = tokens.number(form.rowBytes)
    // Binary workbooks have the column behind the tokens.
    if form == .binary {
      let behind = min(range.upperBound + 4, bytes.count)
      tokens = FormulaTokens(bytes, behind..<bytes.count)
    }
    let column = form == .binary ? tokens.word() : tokens.half()
    return tokens.isShort || row >= form.rowCount || column >= form.columnCount
      ? nil : CellReference(row: row, column: column)
  }

  /// The text of the formula in some bytes; nil when it cannot be told.
  /// - Parameter place: the cell that relative places of a shared formula count from.
  func text(_ bytes: [UInt8], _ range: Range<Int>, at place: CellReference? = nil) -> String? {
    var tokens = FormulaTokens(bytes, range)
    var stack = Operands()
    while !tokens.isAtEnd {
      let number = tokens.byte()
      // Three classes of one token differ in what they are used for.
      let token = number >= 0x20 ? number & 0x1F | 0x20 : number
      guard apply(token, &tokens, &stack, place), !tokens.isShort, stack.size <= Self.limit
      else { return nil }
    }
    return stack.texts.count == 1 ? stack.texts[0] : nil
  }

  private func apply(
    _ token: Int, _ tokens: inout FormulaTokens, _ stack: inout Operands,
    _ place: CellReference?
  ) -> Bool {
    switch token {
    case 0x03...0x11:
      guard let right = stack.popLast(), let left = stack.popLast() else { return false }
      stack.append(left + Self.operators[token - 0x03] + right)
    case 0x12, 0x13, 0x14, 0x15:
      guard let operand = stack.popLast() else { return false }
      stack.append(
        token == 0x14
          ? operand + "%"
          : token == 0x15
            ? "(\(operand))"
            : (token == 0x12 ? "+" : "-") + operand)
    case 0x16: stack.append("")
    case 0x17: stack.append(string(&tokens))
    case 0x19: return attribute(&tokens, &stack)
    case 0x1C:
      guard let error = ErrorCode.text(UInt8(truncatingIfNeeded: tokens.byte())) else {
        return false
      }
      stack.append("\(error)")
    case 0x1D: stack.append(tokens.byte() != 0 ? "TRUE" : "FALSE")
    case 0x1E: stack.append(String(tokens.half()))
    case 0x1F: stack.append(Self.text(of: tokens.double()))
    case 0x21: return function(tokens.half(), argumentCount: nil, &stack)
    case 0x22:
      let count = tokens.byte() & 0x7F
      return function(tokens.half() & 0x7FFF, argumentCount: count, &stack)
    case 0x23:
      let index = tokens.number(form == .binary ? 4 : 2)
      tokens.skip(form == .biff5 ? 12 : form == .biff8 ? 2 : 0)
      guard index >= 1, index <= names.count else { return false }
      stack.append(names[index - 1])
    case 0x39:
      // A name of another workbook, or the function of an add-in; BIFF5 lists these otherwise.
      guard form != .biff5 else { return false }
      let entry = tokens.half()
      guard let name = references.function(tokens.word(), of: entry) else { return false }
      stack.append(name)
    // What memory the reference takes; the tokens of the reference follow.
    case 0x26, 0x27, 0x28: tokens.skip(6)
    case 0x29: tokens.skip(2)
    default: return reference(token, &tokens, &stack, place)
    }
    return true
  }

  private static let operators = [
    "+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>", " ", ",", ":",
  ]

  private func reference(
    _ token: Int, _ tokens: inout FormulaTokens, _ stack: inout Operands, _ place: CellReference?
  ) -> Bool {
    switch token {
    case 0x24, 0x2C: stack.append(cell(&tokens, from: token == 0x2C ? place : nil))
    case 0x25, 0x2D: stack.append(area(&tokens, from: token == 0x2D ? place : nil))
    case 0x2A, 0x2B:
      tokens.skip(form.cellBytes * (token == 0x2A ? 1 : 2))
      stack.append("#REF!")
    case 0x3A, 0x3B:
      guard let sheet = sheet(&tokens) else { return false }
      stack.append(
        sheet + "!" + (token == 0x3A ? cell(&tokens, from: nil) : area(&tokens, from: nil)))
    case 0x3C, 0x3D:
      guard let sheet = sheet(&tokens) else { return false }
      tokens.skip(form.cellBytes * (token == 0x3C ? 1 : 2))
      stack.append(sheet + "!#REF!")
    default: return false
    }
    return true
  }

  /// The sheet of a reference, or the first and the last of several.
  private func sheet(_ tokens: inout FormulaTokens) -> String? {
    let (first, last): (Int, Int)
    if form == .biff5 {
      // A reference into the workbook itself has a negative number, and then its sheets.
      guard tokens.half() >= 0x8000 else { return nil }
      tokens.skip(8)
      (first, last) = (tokens.half(), tokens.half())
    } else {
      guard let entry = references.sheets(of: tokens.half()) else { return nil }
      (first, last) = entry
    }
    guard first < sheets.count, last < sheets.count else { return nil }
    return first == last
      ? SheetName.quoted(sheets[first])
      : SheetName.quoted(sheets[first] + ":" + sheets[last], isRange: true)
  }

  // MARK: - Cells

  /// A row and a column, and whether each moves with the formula.
  private struct Corner {
    var row: Int
    var column: Int
    var isRowRelative: Bool
    var isColumnRelative: Bool
  }

  private func corner(_ row: Int, _ column: Int, from place: CellReference?) -> Corner {
    // Two bits of the column, or in BIFF5 of the row, tell what is relative.
    let flags = form == .biff5 ? row : column
    var corner = Corner(
      row: form == .biff5 ? row & 0x3FFF : row, column: form == .biff5 ? column : column & 0x3FFF,
      isRowRelative: flags & 0x8000 != 0, isColumnRelative: flags & 0x4000 != 0)
    if let place {
      // Shared formulas state how far away, around the edges of the sheet.
      if corner.isRowRelative { corner.row = (place.row + corner.row) & (form.rowCount - 1) }
      if corner.isColumnRelative {
        corner.column = (place.column + corner.column) & (form.columnCount - 1)
      }
    }
    return corner
  }

  private func cell(_ tokens: inout FormulaTokens, from place: CellReference?) -> String {
    let row = tokens.number(form.rowBytes)
    return Self.text(of: corner(row, tokens.number(form.columnBytes), from: place))
  }

  private func area(_ tokens: inout FormulaTokens, from place: CellReference?) -> String {
    let rows = (tokens.number(form.rowBytes), tokens.number(form.rowBytes))
    let columns = (tokens.number(form.columnBytes), tokens.number(form.columnBytes))
    let first = corner(rows.0, columns.0, from: place)
    let last = corner(rows.1, columns.1, from: place)
    if first.row == 0, last.row == form.rowCount - 1 {
      return Self.column(first) + ":" + Self.column(last)
    }
    if first.column == 0, last.column == form.columnCount - 1 {
      return Self.row(first) + ":" + Self.row(last)
    }
    return Self.text(of: first) + ":" + Self.text(of: last)
  }

  private static func text(of corner: Corner) -> String { column(corner) + row(corner) }

  private static func column(_ corner: Corner) -> String {
    (corner.isColumnRelative ? "" : "$") + CellReference.letters(ofColumn: corner.column)
  }

  private static func row(_ corner: Corner) -> String {
    (corner.isRowRelative ? "" : "$") + String(corner.row + 1)
  }

  // MARK: - Values and functions

  /// The shortest text of a number, without the fraction of whole ones.
  private static func text(of number: Double) -> String {
    if case .integer(let whole) = SheetValue.ofDouble(number) { return String(whole) }
    return "\(number)".uppercased()
  }

  private func string(_ tokens: inout FormulaTokens) -> String {
    var text: [UInt8] = []
    if form == .biff5 {
      codePage.append(tokens.text(tokens.byte()), to: &text)
    } else {
      let count = form == .binary ? tokens.half() : tokens.byte()
      let isWide = form == .binary || tokens.byte() & 1 != 0
      let bytes = tokens.text(isWide ? 2 * count : count)
      var lead: UInt16?
      if isWide {
        BinaryText.appendWide(bytes, 0..<bytes.count, lead: &lead, to: &text)
        BinaryText.finish(&lead, &text)
      } else {
        BinaryText.appendNarrow(bytes, 0..<bytes.count, to: &text)
      }
    }
    let quoted = String(decoding: text, as: UTF8.self)
      .split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    return "\"\(quoted)\""
  }

  /// How a formula is computed and looks, of which only a sum without a function has words.
  private func attribute(_ tokens: inout FormulaTokens, _ stack: inout Operands) -> Bool {
    let kind = tokens.byte()
    let data = tokens.half()
    if kind & 0x04 != 0 { tokens.skip(2 * (data + 1)) }
    if kind & 0x10 != 0 {
      guard let operand = stack.popLast() else { return false }
      stack.append("SUM(\(operand))")
    }
    return true
  }

  private func function(
    _ number: Int, argumentCount: Int?, _ stack: inout Operands
  ) -> Bool {
    // Functions of others have their name as the first argument.
    let known = number == 255 ? nil : FunctionTable[number]
    guard number == 255 || known != nil, let count = argumentCount ?? known?.argumentCount,
      number != 255 || count > 0, var arguments = stack.popLast(count)
    else { return false }
    let name = known?.name ?? FunctionTable.shown(arguments.removeFirst())
    stack.append(name + "(" + arguments.joined(separator: ",") + ")")
    return true
  }
}
