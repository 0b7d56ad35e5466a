/// Some thousands of rows on their way from a reader to a writer, a table or a model.
///
/// Rows hold only their non-empty cells, in column order. Texts lie in one byte buffer (for
/// delimited text the very bytes of the file), or, when the source has a dictionary, are codes in
/// ``dictionary``. Readers and writers cross module borders once a batch.
///
///     cells   [A1 B1 C1][A2 C2][B3]
///     rows        ^ end: 3  ^ 5  ^ 6
public struct RecordBatch: Sendable {
  /// One row: where its cells end (they begin where the row before ends), and its place.
  public struct Row: BitwiseCopyable, Sendable, Hashable {
    /// The end of its cells in ``RecordBatch/cells``.
    public var end: UInt32
    /// The row of the sheet, or the line of the file on which the record starts, from 1.
    public var number: UInt32

    /// The cells of the row must be in the batch already.
    @inlinable
    public init(end: UInt32, number: UInt32) {
      self.end = end
      self.number = number
    }
  }

  /// The number of data rows before this batch in its source.
  public var firstRow: Int
  /// The rows in the order of the source.
  public var rows: [Row]
  /// The non-empty cells of all rows, row by row, ascending by column in each.
  public var cells: [Cell]
  /// The bytes (UTF-8) that text, decimal and error cells point into.
  public var text: [UInt8]
  /// The texts of ``Cell/Kind/sharedText`` cells.
  public var dictionary: StringDictionary
  /// Source columns of cells whose place in a row is not known.
  package static let noColumns = [-1]
  /// What could not be kept or had to be guessed in these rows.
  public var diagnostics: DiagnosticLog
  /// The file and sheet of these rows, where a source has rows of several.
  public var location = RowcastLocation()
  /// The columns there by those of the cells here, -1 for none; empty where they are the same.
  public var sourceColumns: [Int] = []

  /// A batch without rows, whose shared texts will be in the dictionary.
  /// - Parameter firstRow: how many data rows stand before it in its source, by which writers tell the first
  ///   batch and know the places of rows.
  public init(firstRow: Int, dictionary: StringDictionary = .empty) {
    self.firstRow = firstRow
    rows = []
    cells = []
    text = []
    self.dictionary = dictionary
    diagnostics = DiagnosticLog()
  }

  /// The first batch of a source, or one whose place is set later.
  package init(dictionary: StringDictionary = .empty) {
    self.init(firstRow: 0, dictionary: dictionary)
  }

  /// The number of rows.
  @inlinable public var rowCount: Int { rows.count }

  /// The places of a row's cells in ``cells``.
  @inlinable
  public func cellRange(ofRow row: Int) -> Range<Int> {
    let end = min(Int(rows[row].end), cells.count)
    return (row == 0 ? 0 : min(Int(rows[row - 1].end), end))..<end
  }

  /// The place in ``text`` of a text, decimal or error cell; nil when it is not all there.
  @inlinable
  public func textRange(of cell: Cell) -> Range<Int>? {
    cell.textRange(of: text.count)
  }

  /// The text of a text, shared text, decimal or error cell; nil for other kinds, and for places
  /// outside of the batch.
  public func string(of cell: Cell) -> String? {
    switch cell.kind {
    case .text, .decimal, .error:
      textRange(of: cell).map { String(decoding: text[$0], as: UTF8.self) }
    case .sharedText: dictionary[cell.code]
    default: nil
    }
  }

  /// Where a row, or a cell of it, stands in its file.
  /// - Parameters:
  ///   - row: the row of the batch.
  ///   - column: the column of the cell.
  ///   - sheet: the sheet of all rows, where ``location`` does not say it.
  package func place(row: Int, column: Int? = nil, sheet: String? = nil) -> RowcastLocation {
    var place = location.within(RowcastLocation(sheet: sheet, row: Int(rows[row].number)))
    guard let column else { return place }
    if sourceColumns.isEmpty {
      place.column = column
    } else if sourceColumns.indices.contains(column), sourceColumns[column] >= 0 {
      place.column = sourceColumns[column]
    }
    return place
  }

  /// Appends a text to the buffer and a cell that points to it to the cells.
  @inlinable
  public mutating func append(
    _ string: some Collection<UInt8>, kind: Cell.Kind = .text, flags: Cell.Flags = [],
    column: UInt32
  ) {
    let offset = text.count
    text.append(contentsOf: string)
    cells.append(
      Cell(column: column, kind: kind, flags: flags, offset: offset, length: text.count - offset))
  }

  /// Ends the row whose cells were appended last.
  @inlinable
  public mutating func endRow(number: Int) {
    rows.append(
      Row(end: UInt32(clamping: cells.count), number: UInt32(clamping: number)))
  }
}
