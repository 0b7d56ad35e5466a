import RowcastFileIO

extension FileFormat {
  /// The format to read an input as: what its content can only be, else what its name says, else
  /// what its content looks like.
  init(of kind: FileKind, named path: String) {
    let named = FileFormat(path: path)
    if kind.isWorkbook {
      self = .xlsx
    } else if kind == .json, named != .csv, named != .tsv {
      self = named == .ndjson ? .ndjson : .json
    } else if named == .xlsx || named == .parquet, kind.isText {
      // Text under a workbook's name is read as the text that it is.
      self = .csv
    } else {
      self = named ?? .csv
    }
  }
}
