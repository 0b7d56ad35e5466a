internal import RowcastFileIO
import RowcastTabular

/// Which sheets a formula means, and cells of them ([MS-XLS] 2.4.105, 2.4.271): EXTERNSHEET lists pairs of a workbook and
/// sheets of it, and formulas count those.
struct SheetReferences {
  /// How references are written.
  enum Form { case biff5, biff8, binary }

  /// The places, among the SUPBOOK records, of those that stand for the workbook itself.
  private var ownBooks: Set<Int> = []
  private var bookCount = 0
  private var entries: [(book: Int, first: Int, last: Int)] = []

  /// Adds a workbook: this one, or another.
  mutating func addBook(isOwn: Bool) {
    if isOwn { ownBooks.insert(bookCount) }
    bookCount += 1
  }

  /// Adds sheets of a workbook.
  mutating func add(book: Int, first: Int, last: Int) { entries.append((book, first, last)) }

  /// Adds the sheets that an EXTERNSHEET record of BIFF8 lists.
  mutating func addSheets(_ bytes: [UInt8]) {
    guard let count = bytes.span.littleEndian16(at: 0) else { return }
    for i in 0..<Int(count) {
      guard let book = bytes.span.littleEndian16(at: 2 + 6 * i),
        let first = bytes.span.littleEndian16(at: 4 + 6 * i),
        let last = bytes.span.littleEndian16(at: 6 + 6 * i)
      else { return }
      add(book: Int(book), first: Int(first), last: Int(last))
    }
  }

  /// The text of a formula that is one cell or area of one sheet, `Sheet1!$A$1:$C$9`; nil for all
  /// others.
  func text(of formula: [UInt8], _ form: Form, sheets: [String]) -> String? {
    guard let token = formula.first else { return nil }
    let isArea = token & 0x1F == 0x1B
    guard isArea || token & 0x1F == 0x1A, token >= 0x3A else { return nil }
    let sheet: Int
    let numbers: [Int]
    if form != .biff5 {
      let rowBytes = form == .binary ? 4 : 2
      guard formula.count == 3 + (isArea ? 2 : 1) * (rowBytes + 2),
        let entry = formula.span.littleEndian16(at: 1), Int(entry) < entries.count
      else { return nil }
      let (book, first, last) = entries[Int(entry)]
      guard ownBooks.contains(book), first == last else { return nil }
      sheet = first
      let halves = halves(of: formula, from: 3)
      // Of rows in four bytes the upper half is put to the lower one.
      let rows = form == .binary ? (isArea ? 2 : 1) : 0
      numbers =
        (0..<rows).map { halves[2 * $0] | halves[2 * $0 + 1] << 16 } + halves.dropFirst(2 * rows)
    } else {
      // A reference into the workbook itself has a negative number, and then its sheets.
      guard formula.count == (isArea ? 21 : 18), let book = formula.span.littleEndian16(at: 1),
        book >= 0x8000, let first = formula.span.littleEndian16(at: 11),
        let last = formula.span.littleEndian16(at: 13), first == last
      else { return nil }
      sheet = Int(first)
      let rows = isArea ? 2 : 1
      numbers =
        Array(halves(of: formula, from: 15).prefix(rows))
        + formula[(15 + 2 * rows)...].map { Int($0) }
    }
    guard sheet < sheets.count, let range = Self.range(numbers, isArea: isArea) else { return nil }
    return SheetName.quoted(sheets[sheet]) + "!" + range
  }

  private func halves(of formula: [UInt8], from start: Int) -> [Int] {
    var found: [Int] = []
    var at = start
    while let half = formula.span.littleEndian16(at: at) {
      found.append(Int(half))
      at += 2
    }
    return found
  }

  /// Rows, then columns, whose upper two bits say whether they are relative.
  private static func range(_ numbers: [Int], isArea: Bool) -> String? {
    func cell(_ row: Int, _ column: Int) -> String {
      "$" + CellReference.letters(ofColumn: column & 0x3FFF) + "$\(row + 1)"
    }
    if isArea, numbers.count >= 4 {
      return cell(numbers[0], numbers[2]) + ":" + cell(numbers[1], numbers[3])
    }
    return !isArea && numbers.count >= 2 ? cell(numbers[0], numbers[1]) : nil
  }
}

/// Names of sheets in formulas.
enum SheetName {
  /// The name in quotes, where it must have them.
  static func quoted(_ name: String) -> String {
    let isPlain = name.unicodeScalars.enumerated().allSatisfy { index, scalar in
      scalar.properties.isAlphabetic || scalar == "_"
        || (index > 0 && ("0"..."9" ~= scalar || scalar == "."))
    }
    return isPlain && !name.isEmpty
      ? name
      : "'"
        + name.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''") + "'"
  }
}

/// Names that Excel gave itself, by their numbers ([MS-XLS] 2.5.66).
enum BuiltInName {
  private static let names = [
    "Consolidate_Area", "Auto_Open", "Auto_Close", "Extract", "Database", "Criteria", "Print_Area",
    "Print_Titles", "Recorder", "Data_Form", "Auto_Activate", "Auto_Deactivate", "Sheet_Title",
    "_FilterDatabase",
  ]

  /// The name as newer workbooks write it.
  static func text(_ number: UInt8) -> String {
    "_xlnm." + (Int(number) < names.count ? names[Int(number)] : "Unknown_\(number)")
  }
}
