internal import RowcastFileIO

/// Which sheets a formula means ([MS-XLS] 2.4.105, 2.4.271): EXTERNSHEET lists pairs of a workbook and
/// sheets of it, and formulas count those.
struct SheetReferences: Sendable {
  /// The places, among the SUPBOOK records, of those that stand for the workbook itself.
  private var ownBooks: Set<Int> = []
  private var bookCount = 0
  private var entries: [(book: Int, first: Int, last: Int)] = []
  /// The names of functions of add-ins, by the places of these among the SUPBOOK records.
  private var functions: [Int: [String]] = [:]

  /// Adds a workbook: this one, or another, or what stands for the functions of add-ins.
  mutating func addBook(isOwn: Bool, isAddIn: Bool = false) {
    if isOwn { ownBooks.insert(bookCount) }
    if isAddIn { functions[bookCount] = [] }
    bookCount += 1
  }

  /// Adds a name to the workbook that was added last; only those of functions are kept.
  mutating func addName(_ name: String) { functions[bookCount - 1]?.append(name) }

  /// The name of an add-in's function, which formulas count from 1; nil for other names.
  func function(_ number: Int, of entry: Int) -> String? {
    guard entry < entries.count, let names = functions[entries[entry].book], number >= 1,
      number <= names.count
    else { return nil }
    return names[number - 1]
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

  /// The first and the last sheet of an entry; nil for those of other workbooks.
  func sheets(of entry: Int) -> (first: Int, last: Int)? {
    guard entry < entries.count, ownBooks.contains(entries[entry].book) else { return nil }
    return (entries[entry].first, entries[entry].last)
  }
}

/// Names of sheets in formulas.
enum SheetName {
  /// The name in quotes, where it must have them.
  /// - Parameter isRange: whether it is those of two sheets, with a colon between them.
  static func quoted(_ name: String, isRange: Bool = false) -> String {
    let isPlain = name.unicodeScalars.enumerated().allSatisfy { index, scalar in
      scalar.properties.isAlphabetic || scalar == "_"
        || (index > 0 && ("0"..."9" ~= scalar || scalar == "." || (isRange && scalar == ":")))
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
