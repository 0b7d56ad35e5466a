import RowcastFileIO
import RowcastJSONText
import RowcastTabular

extension FileFormat {
  /// The format to read an input as: what its content can only be, else what its name says, else
  /// what its content looks like.
  /// - Throws: `FileError` when the bytes cannot be read.
  init(of bytes: any ByteSource, named path: String) throws(FileError) {
    let kind = try FileKind.detected(in: bytes)
    let named = Self.named(path)
    let isNamedJSON = named == .json || named == .ndjson
    let isNamedFields = named == .csv || named == .tsv
    // Fields, too, may begin with a bracket.
    let isJSON = try kind == .json && isNamedFields ? Self.isJSON(bytes) : kind == .json
    let isFields = try kind == .text && isNamedJSON ? Self.isFields(bytes) : false
    if kind.isWorkbook {
      self = .xlsx
    } else if isJSON {
      self = named == .ndjson ? .ndjson : .json
    } else if isFields {
      self = .csv
    } else if Self.isForWorkbooksAlone(path) {
      // What it is instead is told by who finds no workbook in it.
      self = .xlsx
    } else if named == .xlsx, kind.isText {
      // Text under a workbook's name is read as the text that it is.
      self = .csv
    } else {
      self = named ?? .csv
    }
  }

  private static func named(_ path: String) -> FileFormat? {
    FileFormat(path: path).flatMap { readable.contains($0) ? $0 : .csv }
  }

  private static func isJSON(_ bytes: any ByteSource) throws(FileError) -> Bool {
    let head = try bytes.bytes(at: 0, count: JSONBeginning.size)
    return JSONBeginning.isJSON(head, isWhole: head.count == bytes.count)
  }

  private static func isFields(_ bytes: any ByteSource) throws(FileError) -> Bool {
    let head = try bytes.bytes(at: 0, count: JSONBeginning.size)
    return !head.contains(0)
      && JSONBeginning.isLinesOfFields(head, isWhole: head.count == bytes.count)
  }

  /// Whether nobody exports text under a file's name, as many do under `.xls` and `.xlsx`.
  private static func isForWorkbooksAlone(_ path: String) -> Bool {
    [".ods", ".ots", ".fods", ".xlsb"].contains { path.lowercased().hasSuffix($0) }
  }

  /// What is told where the content of a text is of another format than its name.
  func note(of path: String) -> Diagnostic? {
    guard let named = Self.named(path), named.kind != kind, kind != .workbook, named != .xlsx
    else { return nil }
    return Diagnostic(
      kind: .otherFormat,
      message:
        "read as \(title), which its content is, and not as \(named.title), as its name says "
        + "(--from \(named.rawValue) reads it so)")
  }
}
