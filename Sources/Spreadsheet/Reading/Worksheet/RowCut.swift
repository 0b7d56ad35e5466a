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
  func find(in bytes: UnsafeBufferPointer<UInt8>) -> Place {
    if hasDeclaration(bytes) { return findCarefully(in: bytes) }
    var at = bytes.count - endTag.count - 1
    while at >= 0 {
      if bytes[at] == UInt8(ascii: "<"), let end = tagEnd(endTag, in: bytes, at: at) {
        return endOfData(in: bytes, from: end) ?? .rows(end)
      }
      at -= 1
    }
    return searchDataEnd(in: bytes)
  }

  /// Whether white space and the end of the data follow.
  private func endOfData(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Place? {
    var at = start
    while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
    return starts(dataEnd, in: bytes, at: at) ? .end(at) : nil
  }

  /// Without a complete row, the data may still be over: after `<row/>` elements, say.
  private func searchDataEnd(in bytes: UnsafeBufferPointer<UInt8>) -> Place {
    var at = 0
    while let open = find(UInt8(ascii: "<"), in: bytes, from: at) {
      if starts(dataEnd, in: bytes, at: open) { return .end(open) }
      at = open + 1
    }
    return lastEmptyRow(in: bytes)
  }

  /// Sheets of nothing but `<row .../>` have no end tags; any place before a start tag of a row
  /// will do.
  private func lastEmptyRow(in bytes: UnsafeBufferPointer<UInt8>) -> Place {
    let startTag = [UInt8(ascii: "<")] + endTag.dropFirst(2)
    var at = bytes.count - startTag.count - 1
    while at > 0 {
      if bytes[at] == UInt8(ascii: "<"), starts(startTag, in: bytes, at: at) {
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
    in bytes: UnsafeBufferPointer<UInt8>, upTo end: Int, startTag: [UInt8]
  ) -> Bool {
    var at = end - 2
    while at >= 0, bytes[at] != UInt8(ascii: "<") { at -= 1 }
    return at >= 0 && starts(startTag, in: bytes, at: at)
  }

  /// Comments and CDATA may hold what looks like a tag; so here they are stepped over.
  private func findCarefully(in bytes: UnsafeBufferPointer<UInt8>) -> Place {
    var at = 0
    var cut: Int?
    while let open = find(UInt8(ascii: "<"), in: bytes, from: at) {
      at = open + 1
      if starts(Array("<!--".utf8), in: bytes, at: open) {
        guard let end = find("-->", in: bytes, from: open + 4) else { break }
        at = end
      } else if starts(Array("<![CDATA[".utf8), in: bytes, at: open) {
        guard let end = find("]]>", in: bytes, from: open + 9) else { break }
        at = end
      } else if starts(Array("<?".utf8), in: bytes, at: open) {
        guard let end = find("?>", in: bytes, from: open + 2) else { break }
        at = end
      } else if starts(dataEnd, in: bytes, at: open) {
        return .end(open)
      } else if let end = tagEnd(endTag, in: bytes, at: open) {
        cut = end
      }
    }
    return cut.map { .rows($0) } ?? .none
  }

  /// Whether `<!` or `<?` occurs: 64 bytes a step, for the vectors are compared faster than asked.
  private func hasDeclaration(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    let open = SIMD16<UInt8>(repeating: UInt8(ascii: "<"))
    let mark = SIMD16<UInt8>(repeating: UInt8(ascii: "!"))
    let query = SIMD16<UInt8>(repeating: UInt8(ascii: "?"))
    // Two words, since `any` of a mask is a call.
    func places(_ at: Int) -> SIMD2<UInt64> {
      let a = raw.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      let b = raw.loadUnaligned(fromByteOffset: at + 1, as: SIMD16<UInt8>.self)
      return unsafeBitCast(
        (a .== open) .& ((b .== mark) .| (b .== query)), to: SIMD2<UInt64>.self)
    }
    var at = 0
    while at + 65 <= raw.count {
      let found = places(at) | places(at + 16) | places(at + 32) | places(at + 48)
      if found[0] | found[1] != 0 { return true }
      at += 64
    }
    while at + 1 < raw.count {
      if raw[at] == UInt8(ascii: "<"),
        raw[at + 1] == UInt8(ascii: "!") || raw[at + 1] == UInt8(ascii: "?")
      {
        return true
      }
      at += 1
    }
    return false
  }

  /// The place behind `tag` and its `>`, with white space between.
  private func tagEnd(
    _ tag: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> Int? {
    guard starts(tag, in: bytes, at: start) else { return nil }
    var at = start + tag.count
    while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
    return at < bytes.count && bytes[at] == UInt8(ascii: ">") ? at + 1 : nil
  }

  private func starts(
    _ tag: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> Bool {
    guard start >= 0, start + tag.count <= bytes.count else { return false }
    for i in 0..<tag.count where bytes[start + i] != tag[i] { return false }
    return true
  }

  private func find(
    _ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The place behind a text that ends with `>`.
  private func find(
    _ text: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    let length = text.utf8CodeUnitCount
    var at = start
    while let last = find(UInt8(ascii: ">"), in: bytes, from: at) {
      if last + 1 >= start + length {
        var i = 0
        while i < length, bytes[last + 1 - length + i] == text.utf8Start[i] { i += 1 }
        if i == length { return last + 1 }
      }
      at = last + 1
    }
    return nil
  }
}
