/// What a file is, told by its content; the raw value says it in words.
public enum FileKind: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  // What may be a table.
  /// `PK` and an entry, or the directory of an empty archive.
  case zip = "a ZIP archive or an Office document"
  /// No byte that texts do not have.
  case text = "plain text"
  /// Text that begins with `{` or `[`.
  case json = "JSON"

  // Tables as texts of another kind, which are not read; spreadsheets and converters save them as others.
  /// Cells by their places, `C;Y1;X1;K5`.
  case symbolicLink = "a SYLK workbook (.slk; a spreadsheet saves it as .xlsx or .csv)"
  /// Cells as pairs of lines below `TABLE`.
  case dataInterchange =
    "a workbook in the Data Interchange Format (.dif; a spreadsheet saves it as .xlsx or .csv)"
  /// `@relation`, `@attribute` and then records.
  case attributeRelation =
    "an ARFF file of Weka (its lines below @data are CSV, its @attribute lines name the columns)"
  /// Lines of a label and features with their numbers, `+1 1:0.7 3:1`.
  case sparseFeatures =
    "sparse features as of svmlight (label number:value ...; not a table of columns)"

  /// A spreadsheet of OpenDocument as one XML document.
  case flatSpreadsheet = "a flat OpenDocument spreadsheet (.fods)"
  /// SpreadsheetML of 2003.
  case xmlSpreadsheet = "an XML spreadsheet of Excel 2003"
  /// OLE, with an encrypted package inside.
  case encryptedPackage = "an encrypted Office document (it needs its password)"
  /// OLE, with the workbook of Excel 97 to 2003 inside.
  case oldWorkbook = "an old binary workbook (.xls)"

  // What is taken for a table.
  /// OLE, with something else inside.
  case compoundFile = "an OLE compound file of another program"
  /// BIFF 2 to 5 without a container.
  case oldBinaryStream = "an old binary workbook (.xls, before Excel 97)"
  /// Text that begins as HTML does.
  case html = "a web page (HTML; a spreadsheet saves it as .xlsx or .csv)"
  /// MIME with HTML inside.
  case webArchive = "a saved web page (MHTML; a spreadsheet saves it as .xlsx or .csv)"
  /// XML of another kind.
  case xml = "an XML document"
  /// Text that begins with `{\\rtf`.
  case rtf = "a rich-text document (RTF)"
  /// Bytes that begin with `%PDF`.
  case pdf = "a PDF document"

  // Compressed as a whole.
  /// RFC 1952; it is decompressed.
  case gzip = "a gzip file"
  /// RFC 8878; it is decompressed.
  case zstandard = "a Zstandard file"
  /// Recognized, not decompressed.
  case bzip2 = "a bzip2 file"
  /// Recognized, not decompressed.
  case xz = "an xz file"
  /// Recognized, not decompressed.
  case lz4 = "an LZ4 file"
  /// Recognized, not decompressed.
  case compress = "a file of compress (.Z)"
  /// Recognized, not decompressed.
  case snappy = "a Snappy file"
  /// Recognized, not decompressed.
  case lzip = "an lzip file"
  /// Recognized, not unpacked.
  case sevenZip = "a 7-Zip archive"
  /// Recognized, not unpacked.
  case rar = "a RAR archive"

  // Tables of other programs, pictures, programs.
  /// A whole database, of any tables.
  case sqlite = "a SQLite database"
  /// Columnar; not read.
  case parquet = "a Parquet file"
  /// Columnar; not read.
  case arrow = "an Arrow file"
  /// Rows with a schema; not read.
  case avro = "an Avro file"
  /// Columnar; not read.
  case orc = "an ORC file"
  /// Arrays in a tree; not read.
  case hdf5 = "an HDF5 file"
  /// An image, no table.
  case png = "a PNG image"
  /// An image, no table.
  case jpeg = "a JPEG image"
  /// An image, no table.
  case gif = "a GIF image"
  /// An ELF executable.
  case program = "a program"

  /// There is no first byte to tell by.
  case empty = "an empty file"
  /// Bytes that texts do not have, and no signature that is known.
  case binary = "binary data of an unknown kind"

  public var description: String { rawValue }

  /// Whether the file can be read as delimited text or as JSON.
  public var isText: Bool { self == .text || self == .json }

  /// Whether the file is text that is known to be no delimited one.
  package var isForeignText: Bool {
    switch self {
    case .symbolicLink, .dataInterchange, .attributeRelation, .sparseFeatures: true
    default: false
    }
  }

  /// Whether the file is a workbook, or was one before it was encrypted or before 2007.
  public var isWorkbook: Bool {
    switch self {
    case .zip, .flatSpreadsheet, .xmlSpreadsheet, .encryptedPackage, .oldWorkbook, .compoundFile,
      .oldBinaryStream:
      true
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
