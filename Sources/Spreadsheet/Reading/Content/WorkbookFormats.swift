import RowcastFileIO
import RowcastTabular
import RowcastZipArchive

/// The formats of workbooks, told by the content of the file.
enum WorkbookFormats {
  /// Opens a workbook of whatever format.
  /// - Throws: ``SpreadsheetError/Reason/notAWorkbook(_:)`` for what is none.
  static func content(
    of bytes: any ByteSource, limits: WorkbookLimits
  ) throws(SpreadsheetError) -> any WorkbookContent {
    try PackageContent(try archive(bytes, limits: limits), limits: limits)
  }

  private static func archive(
    _ bytes: any ByteSource, limits: WorkbookLimits
  ) throws(SpreadsheetError) -> ZipArchive {
    do throws(ZipError) {
      return try ZipArchive(bytes, limits: limits.archive)
    } catch {
      if case .notAnArchive(let kind) = error.reason { throw SpreadsheetError(.notAWorkbook(kind)) }
      throw SpreadsheetError(.archive(error))
    }
  }
}
