public import RowcastXMLEvents
public import RowcastZipArchive

/// What a workbook may make us do; the defaults are such that real workbooks never meet them.
public struct WorkbookLimits: Sendable, Hashable {
  /// Limits of the package.
  public var archive: ZipLimits
  /// Limits of each part's XML.
  public var xml: XMLLimits
  /// The most bytes of XML in one row of a sheet.
  public var rowBytes: Int
  /// The most bytes of text in one cell (Excel itself stops at 32,767 characters).
  public var cellBytes: Int
  /// The most cells that repeats of cells and rows of OpenDocument make in one piece of a sheet.
  public var repeatedCells: Int
  /// The most bytes of the names of all columns of a sheet.
  public var headerBytes: Int
  /// The most bytes of one tag or run of characters in a part.
  public var tokenBytes: Int
  /// The most shared strings.
  public var sharedStrings: Int
  /// The most bytes of all shared strings together.
  public var sharedStringBytes: Int
  /// The most sheets, defined names, cell formats, merged ranges or tables.
  public var items: Int

  /// By default limits that real workbooks never meet.
  public init(
    archive: ZipLimits = ZipLimits(), xml: XMLLimits = XMLLimits(), rowBytes: Int = 1 << 25,
    cellBytes: Int = 1 << 23, headerBytes: Int = 1 << 24, repeatedCells: Int = 3_000_000,
    tokenBytes: Int = 1 << 23,
    sharedStrings: Int = 1 << 26,
    sharedStringBytes: Int = 1 << 31, items: Int = 1 << 20
  ) {
    self.archive = archive
    self.xml = xml
    self.rowBytes = rowBytes
    self.cellBytes = cellBytes
    self.repeatedCells = repeatedCells
    self.headerBytes = headerBytes
    self.tokenBytes = tokenBytes
    self.sharedStrings = sharedStrings
    self.sharedStringBytes = sharedStringBytes
    self.items = items
  }
}

extension WorkbookLimits {
  /// The most bytes of what all defined names stand for: a formula may say one name many times, and
  /// be said by another.
  private static var nameBytes: Int { 1 << 24 }

  /// - Throws: ``SpreadsheetError`` when what defined names stand for is too long.
  func checkNames(bytes: Int) throws(SpreadsheetError) {
    guard bytes <= Self.nameBytes else {
      throw SpreadsheetError(.limit(name: "bytes of defined names", value: Self.nameBytes))
    }
  }

  /// - Throws: ``SpreadsheetError`` when there are too many shared strings, or their texts are too
  ///   long.
  func checkSharedStrings(_ count: Int, bytes: Int) throws(SpreadsheetError) {
    guard count <= sharedStrings else {
      throw SpreadsheetError(.limit(name: "shared strings", value: sharedStrings))
    }
    guard bytes <= sharedStringBytes else {
      throw SpreadsheetError(.limit(name: "bytes of shared strings", value: sharedStringBytes))
    }
  }
}
