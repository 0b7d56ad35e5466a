import RowcastEncryption
import RowcastFileIO

/// Workbooks inside of a protected document.
enum ProtectedWorkbook {
  /// The package inside of a protected document, decrypted where it is read.
  /// - Throws: ``SpreadsheetError/Reason/protected(_:)`` when no password opens it, or it was
  ///   changed.
  static func package(
    in bytes: any ByteSource, passwords: [Password]
  ) throws(SpreadsheetError) -> any ByteSource {
    let (info, package): (any ByteSource, any ByteSource)
    do throws(FileError) {
      let file = try CompoundFile(bytes)
      guard let known = file.stream(named: "EncryptionInfo"),
        let content = file.stream(named: "EncryptedPackage")
      else { throw FileError(.badCompoundFile("it has no EncryptionInfo"), path: bytes.name) }
      (info, package) = (try file.bytes(of: known), try file.bytes(of: content))
    } catch { throw SpreadsheetError(.protected(EncryptionError(.damaged(error.message)))) }
    do throws(EncryptionError) {
      return try ProtectedPackage.open(
        info: info, package: package, passwords: passwords, name: bytes.name)
    } catch { throw SpreadsheetError(.protected(error)) }
  }
}
