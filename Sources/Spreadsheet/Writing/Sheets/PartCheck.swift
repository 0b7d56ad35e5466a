/// Looks at a part that the workbook library wrote.
///
/// The library does not look at the results of its writes to temporary files: on a disk that fills
/// up it closes a package with holes in its parts, and reports success. So a part must end with the
/// end tag of its root element.
enum PartCheck {
  static func isComplete(_ part: [UInt8]) -> Bool {
    guard let root = rootName(part) else { return false }
    let end = Array("</\(root)>".utf8)
    let last = part.last == UInt8(ascii: "\n") ? part.dropLast() : part[...]
    return last.suffix(end.count).elementsEqual(end)
  }

  /// The name of the first element behind the declaration.
  private static func rootName(_ part: [UInt8]) -> String? {
    var i = 0
    while i + 1 < part.count {
      if part[i] == UInt8(ascii: "<"), part[i + 1] != UInt8(ascii: "?") {
        let name = part[(i + 1)...].prefix {
          $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
        }
        return String(decoding: name, as: UTF8.self)
      }
      i += 1
    }
    return nil
  }
}
