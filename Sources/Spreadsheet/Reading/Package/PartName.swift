/// Names of parts and how relationship targets lead to them (ECMA-376 Part 2; RFC 3986, 5.2).
enum PartName {
  /// The part that `target` means when it stands in the relationships of `source`.
  static func resolved(_ target: String, from source: String) -> String {
    let path = decoded(target.split(separator: "#", omittingEmptySubsequences: false)[0])
      .map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
    let isAbsolute = path.first == UInt8(ascii: "/")
    var segments: [ArraySlice<UInt8>] = isAbsolute ? [] : folder(of: Array(source.utf8))
    for segment in path.split(separator: UInt8(ascii: "/")) {
      if segment.elementsEqual(".".utf8) { continue }
      if segment.elementsEqual("..".utf8) {
        if !segments.isEmpty { segments.removeLast() }
      } else {
        segments.append(segment)
      }
    }
    return joined(segments)
  }

  /// The part that holds the relationships of a part: `xl/_rels/workbook.xml.rels`.
  static func relationships(of part: String) -> String {
    let bytes = Array(part.utf8)
    let folder = folder(of: bytes)
    let name = bytes.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.last ?? []
    let segments =
      folder + [ArraySlice("_rels".utf8), ArraySlice(Array(name) + Array(".rels".utf8))]
    return joined(segments)
  }

  private static func joined(_ segments: [ArraySlice<UInt8>]) -> String {
    String(decoding: Array(segments.joined(separator: [UInt8(ascii: "/")])), as: UTF8.self)
  }

  private static func folder(of part: [UInt8]) -> [ArraySlice<UInt8>] {
    part.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.dropLast()
  }

  /// Percent escapes of a target; a percent sign that begins none stays.
  private static func decoded(_ text: Substring) -> [UInt8] {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count,
        let high = hexadecimal(bytes[at + 1]), let low = hexadecimal(bytes[at + 2])
      {
        result.append(high << 4 | low)
        at += 3
      } else {
        result.append(bytes[at])
        at += 1
      }
    }
    return result
  }
}

/// The value of a hexadecimal digit.
func hexadecimal(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
