public import RowcastEncryption
public import RowcastFileIO
public import RowcastTabular

/// Why a workbook could not be written.
public struct WorkbookWritingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What stands in the way.
  public enum Reason: Sendable, Hashable {
    /// The output file cannot be made or filled.
    case file(FileError)
    /// More rows than a worksheet has.
    case tooManyRows(sheet: String, limit: Int)
    /// More columns than a worksheet has.
    case tooManyColumns(sheet: String, count: Int, limit: Int)
    /// The workbook could not be protected; why.
    case protection(EncryptionError)
    /// Rows of a sheet that is not the one begun last.
    case otherSheet(sheet: String)
    /// Rows that stand above those that the sheet has already: `firstRow` of a batch is how many records
    /// of the source stand before it.
    case rowsAgain(sheet: String, row: Int)
    /// A number of rows below 0.
    case badRowCount(sheet: String, count: Int)
    /// The workbook is complete already, or was dropped.
    case hasEnded
    /// What the workbook library says.
    case library(String)
  }

  /// What is wrong.
  public var reason: Reason
  /// The output, as the user named it.
  public var path: String

  /// The path is that of the output, as the user named it.
  public init(_ reason: Reason, path: String) {
    self.reason = reason
    self.path = path
  }

  /// What can be set so that the workbook is written.
  public var remedy: Remedy? {
    if case .tooManyRows = reason { Remedy(.rowCount) } else { nil }
  }

  /// Whether a limit of worksheets is met.
  public var isLimit: Bool {
    switch reason {
    case .tooManyRows, .tooManyColumns: true
    default: false
    }
  }

  /// The sheet that it is about; nil when it is about the whole workbook.
  public var sheet: String? {
    switch reason {
    case .tooManyRows(let sheet, _), .tooManyColumns(let sheet, _, _), .otherSheet(let sheet),
      .rowsAgain(let sheet, _), .badRowCount(let sheet, _):
      sheet
    case .file, .protection, .hasEnded, .library: nil
    }
  }

  public var description: String {
    // A file says itself which one it is.
    if case .file(let error) = reason { return error.description }
    return "\(path): " + (sheet.map { "\($0): " } ?? "") + message
  }

  /// The message without the place.
  public var message: String {
    switch reason {
    case .file(let error): error.message
    case .tooManyRows(_, let limit): "a worksheet has room for \(limit) rows"
    case .tooManyColumns(_, let count, let limit):
      "a worksheet has room for \(limit) columns, not \(count)"
    case .protection(let error): "\(error)"
    case .otherSheet: "rows of this sheet, which is not the one that was begun last"
    case .rowsAgain(_, let row): "row \(row) is there already, and batches must follow each other"
    case .badRowCount(_, let count): "\(count) rows cannot be left empty"
    case .hasEnded: "the workbook is complete already, and takes no more"
    case .library(let message): "the workbook could not be written: \(message)"
    }
  }
}
