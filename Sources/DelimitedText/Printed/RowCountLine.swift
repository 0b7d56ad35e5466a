import RowcastFileIO
import RowcastTabular

/// The line in which a database's program says how many rows it printed: `(3 rows)`,
/// `(2 rows affected)`, `3 rows in set (0.00 sec)`.
enum RowCountLine {
  /// A text without such a line at its end, and what is told of it; nil where there is none.
  static func removed(
    from input: any ByteSource, start: Int
  ) throws(DelimitedTextError) -> (any ByteSource, Diagnostic)? {
    do throws(FileError) {
      let from = max(start, input.count - 512)
      let tail = try input.bytes(at: from, count: 512)
      let lineEnd = UInt8(ascii: "\n")
      guard let last = tail.lastIndex(where: { $0 > UInt8(ascii: " ") }),
        let end = tail[..<last].lastIndex(of: lineEnd), isRowCount(tail[(end + 1)...last])
      else { return nil }
      var line = 1
      let text = from + end + 1
      try input.forEachPiece(of: start..<text, size: 1 << 20) { (piece) throws(FileError) in
        line += FileLayout.lineEnds(in: piece[...])
      }
      let told = Diagnostic(
        kind: .skippedLines,
        message: "the line with the number of rows passed over "
          + "(\"\(String(decoding: tail[(end + 1)...last], as: UTF8.self))\")",
        location: RowcastLocation(file: input.name, row: line))
      return (SlicedBytes(input, 0..<text), told)
    } catch { throw DelimitedTextError(.file(error)) }
  }

  /// Whether a line is one that tells the number of rows.
  static func isRowCount(_ line: ArraySlice<UInt8>) -> Bool {
    var words = String(decoding: line.trimmed, as: UTF8.self).lowercased()[...]
    let isInParentheses = words.first == "(" && words.last == ")"
    if isInParentheses { words = words.dropFirst().dropLast() }
    let parts = words.split(separator: " ")
    guard parts.count >= 2, parts[0].allSatisfy({ $0.isNumber }) else { return false }
    let names = [
      "row", "rows", "row(s)", "record", "records", "zeilen", "zeile", "lignes", "filas",
    ]
    guard names.contains(String(parts[1])) else { return false }
    return isInParentheses ? parts.count <= 3 : parts.dropFirst(2).starts(with: ["in", "set"])
  }
}
