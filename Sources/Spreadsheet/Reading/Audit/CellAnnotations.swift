public import RowcastTabular

/// What stands beside the values of a sheet's cells: their formulas, links or comments.
public struct CellAnnotations: Sendable {
  /// What can stand there.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The formula, without its equals sign.
    case formulas
    /// Where a link leads: an address, or a place of the workbook after `#`.
    case links
    /// The text of a comment, or of a thread of them.
    case comments
  }

  /// Each text once.
  private var texts: [String] = []
  private var known: [String: Int] = [:]
  private var codes: [CellReference: Int] = [:]
  /// What is for more cells than are listed one by one.
  private var wide: [(range: CellRange, code: Int)] = []
  private let byteLimit: Int
  private var byteCount = 0

  /// Ranges of more cells than this are not taken apart.
  private static let cellLimit = 1 << 12
  private static let wideLimit = 1 << 10

  /// - Parameter byteLimit: how many bytes all texts may have, each as often as it stands there.
  init(byteLimit: Int) { self.byteLimit = byteLimit }

  /// Adds a text to what stands at a cell; behind what is there, on a line of its own.
  mutating func add(_ text: String, at cell: CellReference) throws(SpreadsheetError) {
    let whole = codes[cell].map { texts[$0] + "\n" + text } ?? text
    codes[cell] = try code(of: whole)
  }

  /// Puts a text to each cell of a range.
  mutating func add(_ text: String, to range: CellRange) throws(SpreadsheetError) {
    let code = try code(of: text)
    let (count, isMuch) = range.rowCount.multipliedReportingOverflow(by: range.columnCount)
    if isMuch || count > Self.cellLimit {
      guard wide.count < Self.wideLimit else {
        throw SpreadsheetError(.limit(name: "links of many cells", value: Self.wideLimit))
      }
      wide.append((range, code))
      return
    }
    for row in range.first.row...range.last.row {
      for column in range.first.column...range.last.column {
        codes[CellReference(row: row, column: column)] = code
      }
    }
  }

  private mutating func code(of text: String) throws(SpreadsheetError) -> Int {
    byteCount += text.utf8.count + 32
    guard byteCount <= byteLimit else {
      throw SpreadsheetError(.limit(name: "bytes beside the values", value: byteLimit))
    }
    if let code = known[text] { return code }
    known[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }

  /// The text at a cell; nil where there is none.
  public subscript(cell: CellReference) -> String? {
    let code = codes[cell] ?? wide.last { $0.range.contains(cell) }?.code
    return code.map { texts[$0] }
  }

  /// The columns, from 0, that have a text in a row from one on.
  public func columns(from row: Int) -> Set<Int> {
    var columns = Set(codes.keys.lazy.filter { $0.row >= row }.map(\.column))
    for (range, _) in wide where range.last.row >= row {
      columns.formUnion(range.first.column...range.last.column)
    }
    return columns
  }
}
