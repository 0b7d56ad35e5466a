extension FileKind {
  /// Tells an encrypted package from an old workbook: both are OLE compound files ([MS-CFB]).
  static func inCompoundFile(_ input: any ByteSource) throws(FileError) -> FileKind {
    let file: CompoundFile
    do throws(FileError) { file = try CompoundFile(input) } catch {
      guard case .badCompoundFile = error.reason else { throw error }
      return .compoundFile
    }
    if file.stream(named: "EncryptedPackage") != nil { return .encryptedPackage }
    let isWorkbook = file.stream(named: "Workbook") != nil || file.stream(named: "Book") != nil
    return isWorkbook ? .oldWorkbook : .compoundFile
  }
}
