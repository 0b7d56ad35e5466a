internal import RowcastTabular

/// Whether a text is JSON, told by its beginning: for files whose names say something else.
package enum JSONBeginning {
  /// How many bytes are looked at.
  package static let size = 1 << 16

  /// Whether the bytes are JSON values, one behind the other, with a line end between two.
  /// - Parameter isWhole: whether nothing follows these bytes; else the last value may be cut off.
  package static func isJSON(_ head: [UInt8], isWhole: Bool) -> Bool {
    let bytes = head.span
    var i = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    JSONScanner.skipBlanks(bytes, &i)
    guard i < bytes.count else { return false }
    while i < bytes.count {
      do throws(JSONError) {
        try JSONScanner.skipValue(bytes, &i, depth: 0, limit: JSONValue.depthLimit)
      } catch {
        // A number or a text that is cut off is malformed as well.
        return !isWhole && error.reason != .trailing
          && (error.location.byte ?? 0) + longestNumber >= bytes.count
      }
      let end = i
      JSONScanner.skipBlanks(bytes, &i)
      guard i >= bytes.count || (end..<i).contains(where: { bytes[$0] == UInt8(ascii: "\n") })
      else { return false }
    }
    return true
  }

  private static let longestNumber = 32

  /// Whether the bytes are no JSON, but lines of fields: no line begins with a bracket, and the first one
  /// has a delimiter.
  package static func isLinesOfFields(_ head: [UInt8], isWhole: Bool) -> Bool {
    let lines = head.split(separator: UInt8(ascii: "\n")).lazy
      .map { $0.drop { [0x20, 0x09, 0x0D].contains($0) } }.filter { !$0.isEmpty }
    guard let first = lines.first, first.contains(where: { Array(",;\t|".utf8).contains($0) }),
      !first.contains(where: { Array("{[".utf8).contains($0) }),
      !lines.contains(where: { $0.first.map { Array("{[]}".utf8).contains($0) } ?? false })
    else { return false }
    return !isJSON(head, isWhole: isWhole)
  }
}
