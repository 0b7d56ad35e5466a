public import RowcastEncryption
public import RowcastFileIO
public import RowcastTabular
public import RowcastXMLEvents
public import RowcastZipArchive

/// Why a workbook or one of its sheets could not be read, and where.
public struct SpreadsheetError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, with the offending value.
  public enum Reason: Sendable, Hashable {
    /// The package cannot be read as a ZIP archive.
    case archive(ZipError)
    /// The workbook is protected, and cannot be opened; why.
    case protected(EncryptionError)
    /// The bytes cannot be read, or the compound file around the workbook is damaged.
    case file(FileError)
    /// The records of a binary workbook are not what its format says; what is wrong.
    case damaged(String)
    /// An encoding that nobody knows, or that no workbook has, was asked for.
    case unknownEncoding(String)
    /// Bytes that are no text in the encoding that was asked for; which.
    case notInEncoding(String)
    /// A part is not XML that a workbook may contain.
    case xml(XMLError.Reason)
    /// The file is something else than a workbook of this kind.
    case notAWorkbook(FileKind)
    /// A ZIP archive, but not one that holds a workbook; what it holds.
    case otherPackage(String)
    /// A part that must be there is not.
    case missingPart(String)
    /// The workbook lists these sheets, and has no parts for them.
    case missingSheets([String])
    /// The workbook has no sheet of this name; the names it has.
    case noSuchSheet(String, available: [String])
    /// The workbook has no table of this name; the names it has.
    case noSuchTable(String, available: [String])
    /// The workbook has no defined name like this; the names it has.
    case noSuchName(String, available: [String])
    /// A defined name that is not a range of cells: its text.
    case notARange(name: String, text: String)
    /// A text that is no range of cells.
    case badRange(String)
    /// A number below 0 of what is counted.
    case badCount(String, Int)
    /// A column that was asked for twice.
    case repeatedColumn(String)
    /// The sheet is a chart, a dialog or a macro sheet, or has no part.
    case noCells(kind: String)
    /// The header was asked for in a row, from 1, that is not there.
    case badHeaderRow(Int)
    /// The sheet has no column of this name; the names it has.
    case noSuchColumn(String, available: [String])
    /// A value stands, or is repeated, beyond the last row or column of any sheet: how often.
    case beyondSheet(repeats: String)
    /// An error value met where errors are not allowed.
    case errorValue(String)
    /// The name of a limit that was met, and its value.
    case limit(name: String, value: Int)
  }

  /// What is wrong.
  public var reason: Reason
  /// The file, part, sheet and cell, as far as they are known.
  public var location: RowcastLocation

  /// Layers further out complete the place by ``within(_:)``.
  public init(_ reason: Reason, at location: RowcastLocation = RowcastLocation()) {
    self.reason = reason
    self.location = location
  }

  /// Whether the workbook asks for more than it may.
  public var isLimit: Bool {
    switch reason {
    case .limit, .xml(.limit): true
    case .archive(let error): error.isLimit
    default: false
    }
  }

  /// Whether the file is text under a workbook's name, to be read as delimited text.
  public var isText: Bool {
    if case .notAWorkbook(let kind) = reason { kind.isText } else { false }
  }

  /// The same error with what `outer` knows of the place.
  public func within(_ outer: RowcastLocation) -> SpreadsheetError {
    SpreadsheetError(reason, at: location.within(outer))
  }

  /// What can be set so that the workbook is read.
  public var remedy: Remedy? {
    switch reason {
    case .missingSheets: Remedy(.sheet)
    case .notInEncoding: Remedy(.encoding)
    case .limit(let name, _), .xml(.limit(let name, _)):
      Self.limits[name].map { Remedy(.limit, $0) }
    case .archive(let error):
      if case .limit(let name, _) = error.reason {
        Self.limits[name].map { Remedy(.limit, $0) }
      } else {
        nil
      }
    default: nil
    }
  }

  /// The names that options give to limits.
  private static let limits = [
    "repeated cells in a piece of a sheet": "repeated-cells", "bytes in one row": "row-bytes",
    "bytes in one record": "row-bytes", "bytes in one cell": "cell-bytes",
    "shared strings": "shared-strings", "bytes of shared strings": "shared-string-bytes",
    "nested elements": "depth", "styles": "items", "merged ranges": "items", "links": "items",
    "comments": "items", "relationships of one part": "items", "sheets or names": "items",
    "sheets, names or tables": "items", "bytes in one entry": "entry-bytes",
    "times its compressed size in one entry": "ratio", "entries in the archive": "entries",
  ]

  public var description: String {
    let place = location.description
    return place.isEmpty ? message : "\(place): \(message)"
  }

  /// The message without the place.
  public var message: String {
    switch reason {
    case .archive(let error): error.description
    case .protected(let error): error.description
    case .file(let error): error.message
    case .damaged(let what): "damaged workbook: \(what)"
    case .unknownEncoding(let name):
      "the encoding \"\(name)\" is not known, or none of workbooks"
    case .notInEncoding(let name): "some bytes are no text in \(name)"
    case .xml(let reason): XMLError(reason, byte: 0).message
    case .notAWorkbook(let kind): "not a workbook but \(kind)"
    case .otherPackage(let what): "not a workbook but \(what)"
    case .missingPart(let name): "the package has no \(name)"
    case .missingSheets(let names):
      "the workbook lists " + names.map { "\"\($0)\"" }.joined(separator: ", ")
        + ", and has no part for \(names.count == 1 ? "it" : "them")"
    case .noSuchSheet(let name, let available): Self.missing("sheet", name, available)
    case .noSuchTable(let name, let available): Self.missing("table", name, available)
    case .noSuchName(let name, let available): Self.missing("defined name", name, available)
    case .noSuchColumn(let name, let available): Self.missing("column", name, available)
    case .notARange(let name, let text): "the name \(name) is not a range of cells: \(text)"
    case .badRange(let text): "not a range of cells: \(text) (expected the form B2:F100)"
    case .badCount(let what, let count): "there are no \(count) \(what)"
    case .repeatedColumn(let name): "the column \"\(name)\" is asked for twice"
    case .noCells("missing"): "the workbook lists this sheet, and has no part for it"
    case .noCells(let kind): "the sheet has no cells, it is a \(kind)"
    case .badHeaderRow(let row): "there is no row \(row) for the header"
    case .beyondSheet("1"): "a value beyond the last row or column that a sheet can have"
    case .beyondSheet(let text):
      "a value that is repeated \(text) times, which no sheet has room for"
    case .errorValue(let code): "error value \(code)"
    case .limit(let name, let value): "limit met: more than \(value) \(name)"
    }
  }

  private static func missing(_ what: String, _ name: String, _ available: [String]) -> String {
    let known =
      available.isEmpty
      ? "there are none" : "there are: " + available.prefix(20).joined(separator: ", ")
    return "no \(what) \"\(name)\" (\(known))"
  }
}
