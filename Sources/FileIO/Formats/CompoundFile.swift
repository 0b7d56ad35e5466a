/// Tells an encrypted package from an old workbook: both are OLE compound files ([MS-CFB]).
///
/// Directory entries are 128 bytes long, aligned, and begin with their name in UTF-16, so the
/// names can be found without following the sector chains of a file that may be damaged.
enum CompoundFile {
  static func kind(of input: any ByteSource) throws(FileError) -> FileKind {
    let encrypted = utf16("EncryptedPackage")
    let workbooks = [utf16("Workbook"), utf16("Book")]
    var offset = 512
    var found = FileKind.compoundFile
    while offset < input.count {
      let block = try input.bytes(at: offset, count: 1 << 16)
      if block.isEmpty { break }
      var entry = 0
      while entry + 128 <= block.count {
        // The length of the name with its end, at 64, and the object's type, at 66.
        let length = Int(block[entry + 64]) | Int(block[entry + 65]) << 8
        if length > 2, length <= 64, [1, 2].contains(block[entry + 66]) {
          let name = block[entry..<(entry + length - 2)]
          if name.elementsEqual(encrypted) { return .encryptedPackage }
          if workbooks.contains(where: { name.elementsEqual($0) }) { found = .oldWorkbook }
        }
        entry += 128
      }
      offset += block.count
    }
    return found
  }

  private static func utf16(_ text: String) -> [UInt8] {
    text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }
}
