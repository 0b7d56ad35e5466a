import RowcastEncryption
import RowcastFileIO
import RowcastTabular
import RowcastZipArchive

/// The formats of workbooks, told by the content of the file.
enum WorkbookFormats {
  /// Opens a workbook of whatever format.
  /// - Throws: ``SpreadsheetError/Reason/notAWorkbook(_:)`` for what is none.
  static func content(
    of bytes: any ByteSource, limits: WorkbookLimits, passwords: [Password]
  ) throws(SpreadsheetError) -> any WorkbookContent {
    if try kind(of: bytes) == .encryptedPackage {
      let package = try ProtectedWorkbook.package(in: bytes, passwords: passwords)
      return try content(of: package, limits: limits, passwords: [])
    }
    return try PackageContent(try archive(bytes, limits: limits), limits: limits)
  }

  private static func kind(of bytes: any ByteSource) throws(SpreadsheetError) -> FileKind {
    do throws(FileError) { return try FileKind.detected(in: bytes) } catch {
      throw SpreadsheetError(.archive(ZipError(.file(error))))
    }
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
