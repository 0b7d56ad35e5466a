/// A place in what the user gave us: `book.xlsx: Sheet1!C7`, `data.csv:12:5`, `book.xlsx: xl/styles.xml@312`.
public struct RowcastLocation: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The file, as the user named it.
  public var file: String?
  /// The part of a package.
  public var part: String?
  /// The name of the sheet.
  public var sheet: String?
  /// The row of the sheet, or the line of a text file, from 1.
  public var row: Int?
  /// The column, from 0.
  public var column: Int?
  /// The byte in the part or file, from 0.
  public var byte: Int?

  /// What is nil is not known; ``within(_:)`` completes it.
  public init(
    file: String? = nil, part: String? = nil, sheet: String? = nil, row: Int? = nil,
    column: Int? = nil, byte: Int? = nil
  ) {
    self.file = file
    self.part = part
    self.sheet = sheet
    self.row = row
    self.column = column
    self.byte = byte
  }

  /// This place, with what `outer` knows and this one does not.
  public func within(_ outer: RowcastLocation) -> RowcastLocation {
    RowcastLocation(
      file: file ?? outer.file, part: part ?? outer.part, sheet: sheet ?? outer.sheet,
      row: row ?? outer.row, column: column ?? outer.column, byte: byte ?? outer.byte)
  }

  public var description: String {
    if let sheet {
      let cell =
        switch (row, column) {
        case (let row?, let column?): "!" + CellReference(row: row - 1, column: column).description
        case (let row?, nil): "!\(row):\(row)"
        case (nil, let column?): "!" + CellReference.letters(ofColumn: column)
        case (nil, nil): ""
        }
      return (file.map { $0 + ": " } ?? "") + sheet + cell
    }
    if let part {
      return (file.map { $0 + ": " } ?? "") + part + (byte.map { "@\($0)" } ?? "")
    }
    var text = file ?? ""
    if let row { text += text.isEmpty ? "line \(row)" : ":\(row)" }
    if let column { text += ":\(column + 1)" }
    if row == nil, let byte { text += "@\(byte)" }
    return text
  }
}

/// A cell's place on a sheet, written `C7`; both numbers are zero-based.
public struct CellReference: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The row, from 0.
  public var row: Int
  /// The column, from 0.
  public var column: Int

  /// The rows of a sheet (ECMA-376 Part 1, 18.3.1.73).
  public static let rowLimit = 1_048_576
  /// The columns of a sheet, A to XFD.
  public static let columnLimit = 16_384

  /// Row and column count from 0: `C7` is row 6, column 2.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  public var description: String {
    Self.letters(ofColumn: column) + String(row.addingReportingOverflow(1).partialValue)
  }

  /// `A` for 0, `XFD` for 16383.
  public static func letters(ofColumn column: Int) -> String {
    var letters: [UInt8] = []
    var rest = UInt(max(column, 0)) + 1
    while rest > 0 {
      letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// By rows, and in a row by columns.
  public static func < (a: CellReference, b: CellReference) -> Bool {
    (a.row, a.column) < (b.row, b.column)
  }
}
