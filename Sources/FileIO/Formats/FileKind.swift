/// What a file is, told by its content; the raw value says it in words.
public enum FileKind: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  // What may be a table.
  case zip = "a ZIP archive or an Office document"
  case text = "plain text"
  /// Text that begins with `{` or `[`.
  case json = "JSON"

  // Spreadsheets that are not read, and what is taken for one.
  case encryptedPackage = "an encrypted Office document (it needs its password)"
  case oldWorkbook = "an old binary workbook (.xls)"
  case compoundFile = "an OLE compound file of another program"
  case oldBinaryStream = "an old binary workbook (.xls, before Excel 97)"
  case xmlSpreadsheet = "an XML spreadsheet of Excel 2003"
  case html = "a web page (HTML)"
  case webArchive = "a saved web page (MHTML)"
  case xml = "an XML document"
  case rtf = "a rich-text document (RTF)"
  case pdf = "a PDF document"

  // Compressed as a whole.
  case gzip = "a gzip file"
  case zstandard = "a Zstandard file"
  case bzip2 = "a bzip2 file"
  case xz = "an xz file"
  case lz4 = "an LZ4 file"
  case compress = "a file of compress (.Z)"
  case snappy = "a Snappy file"
  case lzip = "an lzip file"
  case sevenZip = "a 7-Zip archive"
  case rar = "a RAR archive"

  // Tables of other programs, pictures, programs.
  case sqlite = "a SQLite database"
  case parquet = "a Parquet file"
  case arrow = "an Arrow file"
  case avro = "an Avro file"
  case orc = "an ORC file"
  case hdf5 = "an HDF5 file"
  case png = "a PNG image"
  case jpeg = "a JPEG image"
  case gif = "a GIF image"
  case program = "a program"

  case empty = "an empty file"
  case binary = "binary data of an unknown kind"

  public var description: String { rawValue }

  /// Whether the file can be read as delimited text or as JSON.
  public var isText: Bool { self == .text || self == .json }

  /// Whether the file is a workbook, or was one before it was encrypted or before 2007.
  public var isWorkbook: Bool {
    switch self {
    case .zip, .encryptedPackage, .oldWorkbook, .compoundFile, .oldBinaryStream: true
    default: false
    }
  }

  /// Whether the file must be decompressed or unpacked before anything can be said of its content.
  var isCompressed: Bool {
    switch self {
    case .gzip, .zstandard, .bzip2, .xz, .lz4, .compress, .snappy, .lzip, .sevenZip, .rar: true
    default: false
    }
  }
}
