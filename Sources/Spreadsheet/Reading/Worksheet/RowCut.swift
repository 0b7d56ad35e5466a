internal import RowcastMachine

/// Finds where a piece of `sheetData` can be cut: behind the last complete row.
struct RowCut {
  /// `</row`, with the sheet's prefix.
  private let endTag: [UInt8]
  /// `</sheetData`, with the sheet's prefix.
  private let dataEnd: [UInt8]

  init(prefix: [UInt8]) {
    endTag = Array("</".utf8) + prefix + Array("row".utf8)
    dataEnd = Array("</".utf8) + prefix + Array("sheetData".utf8)
  }

  enum Place {
    /// Cut here; rows may follow.
    case rows(Int)
    /// Here the rows are over.
    case end(Int)
    case none
  }

  /// - Parameter bytes: begins between two rows.
  func find(in bytes: Span<UInt8>) -> Place {
    // What begins so is a comment, CDATA, or alternate content under the prefix that it always has.
    if holdsOtherMarkup(bytes) { return findCarefully(in: bytes) }
    var at = bytes.count - endTag.count - 1
    while at >= 0 {
      if bytes[at] == UInt8(ascii: "<"), let end = tagEnd(endTag, in: bytes, at: at) {
        // An extension may have rows of its own, behind those of the sheet.
        return isEndOfData(in: bytes, from: end) ? searchDataEnd(in: bytes) : .rows(end)
      }
      at -= 1
    }
    return searchDataEnd(in: bytes)
  }

  /// Whether `<!`, `<?` or `<m` is anywhere. Rows of numbers have none of the second bytes at all, and
  /// to look for one byte is several times as fast as to look for pairs.
  private func holdsOtherMarkup(_ bytes: Span<UInt8>) -> Bool {
    var misses = 0
    for byte in [UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "m")] {
      var at = 0
      while let found = bytes.firstIndex(of: byte, from: at) {
        if found > 0, bytes[found - 1] == UInt8(ascii: "<") { return true }
        misses += 1
        if misses > bytes.count / Self.bytesForMiss {
          return bytes.contains(
            UInt8(ascii: "<"), before: UInt8(ascii: "!"), or: UInt8(ascii: "?"),
            or: UInt8(ascii: "m"))
        }
        at = found + 1
      }
    }
    return false
  }

  /// Where such bytes stand closer, looking for pairs is faster.
  private static let bytesForMiss = 1024

  /// Whether white space and the end of the data follow.
  private func isEndOfData(in bytes: Span<UInt8>, from start: Int) -> Bool {
    var at = start
    while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
    return bytes.holds(dataEnd, at: at)
  }

  /// Without a complete row, the data may still be over: after `<row/>` elements, say.
  ///
  /// The tag is looked for by its letter that sheets have least of: they are full of `<`.
  private func searchDataEnd(in bytes: Span<UInt8>) -> Place {
    let place = dataEnd.firstIndex(of: UInt8(ascii: "D")) ?? 0
    var at = place
    while at < bytes.count, let found = bytes.firstIndex(of: dataEnd[place], from: at) {
      if bytes.holds(dataEnd, at: found - place) { return .end(found - place) }
      at = found + 1
    }
    return lastEmptyRow(in: bytes)
  }

  /// Sheets of nothing but `<row .../>` have no end tags; any place before a start tag of a row
  /// will do.
  private func lastEmptyRow(in bytes: Span<UInt8>) -> Place {
    let startTag = [UInt8(ascii: "<")] + endTag.dropFirst(2)
    var at = bytes.count - startTag.count - 1
    while at > 0 {
      if bytes[at] == UInt8(ascii: "<"), bytes.holds(startTag, at: at) {
        var before = at
        while before > 0, bytes[before - 1] <= 0x20 { before -= 1 }
        if before > 1, bytes[before - 1] == UInt8(ascii: ">"),
          bytes[before - 2] == UInt8(ascii: "/")
        {
          return rowIsEmpty(in: bytes, upTo: before, startTag: startTag) ? .rows(at) : .none
        }
      }
      at -= 1
    }
    return .none
  }

  /// Whether the tag that ends at `end` is that of an empty row (and not of a cell).
  private func rowIsEmpty(
    in bytes: Span<UInt8>, upTo end: Int, startTag: [UInt8]
  ) -> Bool {
    var at = end - 2
    while at >= 0, bytes[at] != UInt8(ascii: "<") { at -= 1 }
    return at >= 0 && bytes.holds(startTag, at: at)
  }

  /// Comments and CDATA may hold what looks like a tag; so here they are stepped over. Alternate content
  /// is not cut, for of its choices and its fallback one alone is read.
  private func findCarefully(in bytes: Span<UInt8>) -> Place {
    var at = 0
    var cut: Int?
    var alternatives = 0
    while let open = bytes.firstIndex(of: UInt8(ascii: "<"), from: at) {
      at = open + 1
      if bytes.holds("<!--", at: open) {
        guard let end = bytes.firstIndex(of: "-->", from: open + 4) else { break }
        at = end + 3
      } else if bytes.holds("<![CDATA[", at: open) {
        guard let end = bytes.firstIndex(of: "]]>", from: open + 9) else { break }
        at = end + 3
      } else if bytes.holds("<?", at: open) {
        guard let end = bytes.firstIndex(of: "?>", from: open + 2) else { break }
        at = end + 2
      } else if bytes.holds(dataEnd, at: open) {
        return .end(open)
      } else if bytes.holds("<mc:AlternateContent", at: open) {
        alternatives += 1
      } else if bytes.holds("</mc:AlternateContent", at: open) {
        alternatives -= 1
      } else if alternatives == 0, let end = tagEnd(endTag, in: bytes, at: open) {
        cut = end
      }
    }
    return cut.map { .rows($0) } ?? .none
  }

  /// The place behind `tag` and its `>`, with white space between.
  private func tagEnd(_ tag: [UInt8], in bytes: Span<UInt8>, at start: Int) -> Int? {
    guard bytes.holds(tag, at: start) else { return nil }
    var at = start + tag.count
    while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
    return at < bytes.count && bytes[at] == UInt8(ascii: ">") ? at + 1 : nil
  }
}
