import RowcastFileIO

extension FileFormat {
  /// The format to read an input as: what its content can only be, else what its name says, else
  /// what its content looks like.
  init(of kind: FileKind, named path: String) {
    let named = FileFormat(path: path).flatMap { Self.readable.contains($0) ? $0 : .csv }
    if kind.isWorkbook {
      self = .xlsx
    } else if kind == .json, named != .csv, named != .tsv {
      self = named == .ndjson ? .ndjson : .json
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

  /// Whether nobody exports text under a file's name, as many do under `.xls` and `.xlsx`.
  private static func isForWorkbooksAlone(_ path: String) -> Bool {
    [".ods", ".ots", ".fods", ".xlsb"].contains { path.lowercased().hasSuffix($0) }
  }
}
