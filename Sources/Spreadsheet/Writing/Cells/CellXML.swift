internal import RowcastTabular

/// The cells of a worksheet's `sheetData` as XML, one function for each kind.
///
/// Cells are printed here and not by the workbook library, which writes numbers with 16 digits:
/// 0.1 + 0.2 would become 0.3. Here every double is its shortest exact text.
struct CellXML {
  /// `<c r="A`, `<c r="B`, ... : the beginnings of the cells of the first columns.
  private let beginnings: [[UInt8]]

  init(columns: Int) {
    beginnings = (0..<min(columns, CellReference.columnLimit)).map(Self.beginning)
  }

  private static func beginning(_ column: Int) -> [UInt8] {
    Array("<c r=\"\(CellReference.letters(ofColumn: column))".utf8)
  }

  /// - Parameter row: from 1.
  @inline(__always)
  private func open(_ column: Int, _ row: Int, _ style: Int32, to buffer: inout OutputBytes) {
    if column < beginnings.count {
      buffer.append(contentsOf: beginnings[column])
    } else {
      buffer.append(contentsOf: Self.beginning(column))
    }
    NumberText.append(Int64(row), to: &buffer)
    buffer.append(UInt8(ascii: "\""))
    if style != 0 {
      buffer.append(literal: " s=\"")
      NumberText.append(Int64(style), to: &buffer)
      buffer.append(UInt8(ascii: "\""))
    }
  }

  /// A finite number.
  func number(
    _ value: Double, column: Int, row: Int, style: Int32, to buffer: inout OutputBytes
  ) {
    open(column, row, style, to: &buffer)
    buffer.append(literal: "><v>")
    NumberText.append(value, to: &buffer)
    buffer.append(literal: "</v></c>")
  }

  func boolean(
    _ value: Bool, column: Int, row: Int, style: Int32, to buffer: inout OutputBytes
  ) {
    open(column, row, style, to: &buffer)
    buffer.append(literal: value ? " t=\"b\"><v>1</v></c>" : " t=\"b\"><v>0</v></c>")
  }

  /// An error value; its code must be one of ``errorCodes``.
  func error(
    _ code: Span<UInt8>, column: Int, row: Int, style: Int32,
    to buffer: inout OutputBytes
  ) {
    open(column, row, style, to: &buffer)
    buffer.append(literal: " t=\"e\"><v>")
    buffer.append(code)
    buffer.append(literal: "</v></c>")
  }

  /// A text that a cell can hold; nothing at all for an empty one without style.
  func text(
    _ text: Span<UInt8>, column: Int, row: Int, style: Int32,
    to buffer: inout OutputBytes
  ) {
    if text.isEmpty {
      if style != 0 { blank(column: column, row: row, style: style, to: &buffer) }
      return
    }
    open(column, row, style, to: &buffer)
    buffer.append(
      literal: SheetText.needsPreserving(text)
        ? " t=\"inlineStr\"><is><t xml:space=\"preserve\">" : " t=\"inlineStr\"><is><t>")
    SheetText.append(text, to: &buffer)
    buffer.append(literal: "</t></is></c>")
  }

  /// A formula with its ready result.
  func formula(
    _ formula: String, _ result: SheetCell.Result, column: Int, row: Int, style: Int32,
    to buffer: inout OutputBytes
  ) {
    open(column, row, style, to: &buffer)
    switch result {
    case .number: buffer.append(literal: "><f>")
    case .text: buffer.append(literal: " t=\"str\"><f>")
    }
    SheetText.append(formula, to: &buffer)
    buffer.append(literal: "</f><v>")
    switch result {
    case .number(let value): NumberText.append(value, to: &buffer)
    case .text(let text): SheetText.append(text, to: &buffer)
    }
    buffer.append(literal: "</v></c>")
  }

  func blank(column: Int, row: Int, style: Int32, to buffer: inout OutputBytes) {
    open(column, row, style, to: &buffer)
    buffer.append(literal: "/>")
  }

  /// The error values that spreadsheets share (ECMA-376 Part 1, 18.18.11, and the newer `#SPILL!`
  /// and `#CALC!` left out because older programs refuse them).
  static let errorCodes: Set<String> = [
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA",
  ]

  static func openRow(_ row: Int, to buffer: inout OutputBytes) {
    buffer.append(literal: "<row r=\"")
    NumberText.append(Int64(row), to: &buffer)
    buffer.append(literal: "\">")
  }

  static func closeRow(to buffer: inout OutputBytes) { buffer.append(literal: "</row>") }
}
