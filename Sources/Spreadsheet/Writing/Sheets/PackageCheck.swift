internal import RowcastFileIO
internal import RowcastTabular
internal import RowcastZipArchive

/// Looks at a finished workbook before it gets its name.
///
/// The workbook library does not look at the results of its writes to temporary files: on a disk
/// that fills up it closes a workbook with holes in its parts, and reports success. So a sheet's
/// part must be longer than the rows written to it, and every part is inflated once, which checks
/// its sum, and must end with the end tag of its root element.
enum PackageCheck {
  /// - Parameter rowBytes: the bytes of the rows of each sheet, in the order of the sheets.
  /// - Returns: the part that is wrong, or nil.
  static func fault(inFileAt path: String, rowBytes: [Int]) -> String? {
    do {
      let limits = ZipLimits(entryBytes: .max, ratio: .max)
      let archive = try ZipArchive(try InputFile(path: path), limits: limits)
      for (i, bytes) in rowBytes.enumerated() {
        let name = "xl/worksheets/sheet\(i + 1).xml"
        guard let entry = archive.entry(named: name), entry.size > bytes else { return name }
      }
      for entry in archive.entries
      where entry.name.hasSuffix(".xml") || entry.name.hasSuffix(".rels") {
        guard try isComplete(entry, in: archive) else { return entry.name }
      }
      return nil
    } catch {
      return "\(error)"
    }
  }

  private static func isComplete(_ entry: ZipEntry, in archive: ZipArchive) throws -> Bool {
    let stream = try archive.open(entry)
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { block.deallocate() }
    var head: [UInt8] = []
    var tail: [UInt8] = []
    while true {
      let count = try stream.read(into: block)
      if count == 0 { break }
      if head.count < 512 { head += block[..<min(count, 512)] }
      tail += block[max(0, count - 128)..<count]
      if tail.count > 128 { tail.removeFirst(tail.count - 128) }
    }
    guard let root = rootName(head) else { return false }
    let end = String(decoding: tail, as: UTF8.self)
    return end.hasSuffix("</\(root)>") || end.hasSuffix("</\(root)>\n")
  }

  /// The name of the first element behind the declaration.
  private static func rootName(_ head: [UInt8]) -> String? {
    var i = 0
    while i + 1 < head.count {
      if head[i] == UInt8(ascii: "<"), head[i + 1] != UInt8(ascii: "?") {
        let name = head[(i + 1)...].prefix {
          $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
        }
        return String(decoding: name, as: UTF8.self)
      }
      i += 1
    }
    return nil
  }
}
