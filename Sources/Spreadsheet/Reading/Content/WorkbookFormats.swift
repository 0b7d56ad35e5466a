import RowcastEncryption
import RowcastFileIO
import RowcastTabular
import RowcastZipArchive

/// The formats of workbooks, told by the content of the file.
enum WorkbookFormats {
  /// Opens a workbook of whatever format.
  /// - Throws: ``SpreadsheetError/Reason/notAWorkbook(_:)`` for what is none.
  static func content(
    of bytes: any ByteSource, _ opening: WorkbookOpening
  ) throws(SpreadsheetError) -> any WorkbookContent {
    let limits = opening.limits
    switch try kind(of: bytes) {
    case .oldWorkbook: return try BIFFContent(in: try compoundFile(bytes), opening)
    case .oldBinaryStream: return try BIFFContent(bytes, opening)
    case .encryptedPackage:
      var inner = opening
      inner.passwords = []
      let package = try ProtectedWorkbook.package(in: bytes, passwords: opening.passwords)
      return try content(of: package, inner)
    case .compoundFile:
      // What is wrong with it, where it is damaged.
      _ = try compoundFile(bytes)
      throw SpreadsheetError(.notAWorkbook(.compoundFile))
    case .xmlSpreadsheet: return try XMLSpreadsheetContent(bytes, opening)
    case .flatSpreadsheet: return try OpenDocumentContent(bytes, opening)
    case .zip, .binary:
      let archive = try archive(bytes, limits: limits)
      if let content = try OpenDocumentContent(archive, limits: limits) { return content }
      return try PackageContent(try WorkbookPackage(archive, limits: limits))
    case let kind: throw SpreadsheetError(.notAWorkbook(kind))
    }
  }

  private static func kind(of bytes: any ByteSource) throws(SpreadsheetError) -> FileKind {
    do throws(FileError) { return try FileKind.detected(in: bytes) } catch {
      throw SpreadsheetError(.file(error))
    }
  }

  private static func compoundFile(
    _ bytes: any ByteSource
  ) throws(SpreadsheetError) -> CompoundFile {
    do throws(FileError) { return try CompoundFile(bytes) } catch {
      throw SpreadsheetError(.file(error))
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
