import RowcastTabular

/// Tells colons within values from colons between fields: `10:00:07 start`, `00:1A:2B:3C:4D:5E`,
/// `fe80::1:2`, `3:2`.
enum ColonUse {
  /// Whether most lines with colons have a time or an address that stands by itself.
  static func isWithinValues(_ table: SampleTable) -> Bool {
    var lines = 0
    var values = 0
    var scores = 0
    var hasLetters = false
    for row in table.rows.prefix(200) {
      guard let first = row.fields.first, let last = row.fields.last else { continue }
      let line = table.bytes[table.fields[first].start..<table.fields[last].end]
      guard line.contains(UInt8(ascii: ":")) else { continue }
      lines += 1
      var isValue = false
      for token in line.split(whereSeparator: isBoundary) {
        guard token.contains(UInt8(ascii: ":")) else { continue }
        let pieces = token.split(
          separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        if HeadKind.isGroups(token.span) {
          isValue = true
          hasLetters =
            hasLetters || token.contains { $0 > UInt8(ascii: ":") }
            || pieces.contains { $0.isEmpty }
        } else if token.count < line.count, isTime(pieces) {
          isValue = true
          hasLetters = true
        }
      }
      if isValue { values += 1 }
      if row.fields.count == 2, row.fields.allSatisfy({ isScore(table, $0) }) { scores += 1 }
    }
    return (lines > 1 && scores == lines) || (hasLetters && values * 2 > lines)
  }

  /// So many lines show that a word before a colon is a key and no text.
  private static let leastPairs = 20

  /// Whether each line is a word, a colon and a word, and hardly two have the same before it: `ann:x`. Paths,
  /// names with a namespace and the like repeat what they begin with.
  static func partsWords(_ table: SampleTable) -> Bool {
    guard table.rows.count >= leastPairs else { return false }
    var keys: Set<[UInt8]> = []
    for row in table.rows {
      guard row.width == 2, row.fields.allSatisfy({ isWord(table, $0) }) else { return false }
      keys.insert(table.raw(row.fields.lowerBound))
    }
    return keys.count * 20 >= table.rows.count * 19
  }

  private static func isWord(_ table: SampleTable, _ index: Int) -> Bool {
    let field = table.fields[index]
    return field.start < field.end
      && table.bytes[field.start..<field.end].allSatisfy {
        $0 >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
      }
  }

  private static func isBoundary(_ byte: UInt8) -> Bool {
    byte <= UInt8(ascii: " ") || "\"'()[]<>,;=|".utf8.contains(byte)
  }

  private static func isScore(_ table: SampleTable, _ index: Int) -> Bool {
    let field = table.fields[index]
    return (1...3).contains(field.end - field.start)
      && table.bytes[field.start..<field.end].allSatisfy(isDigit)
  }

  /// `8:30`, `10:00:07`, `10:00:07.25`, `2024-05-01T10:00`.
  private static func isTime(_ pieces: [ArraySlice<UInt8>]) -> Bool {
    guard (2...3).contains(pieces.count), let first = pieces.first else { return false }
    let hours = first.suffix(while: isDigit)
    let mark = first.dropLast(hours.count).last
    guard (1...2).contains(hours.count), mark == nil || mark == UInt8(ascii: "T") else {
      return false
    }
    return pieces.dropFirst().allSatisfy { piece in
      let digits = piece.prefix(while: isDigit)
      let rest = piece.dropFirst(digits.count)
      return digits.count == 2 && (digits.first ?? 0) < UInt8(ascii: "6")
        && (rest.isEmpty || rest.first == UInt8(ascii: ".") || rest.elementsEqual("Z".utf8))
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func suffix(while predicate: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = lastIndex { !predicate($0) }.map { $0 + 1 } ?? startIndex
    return self[start...]
  }
}
