internal import RowcastMachine
import RowcastTabular
import RowcastXMLEvents

// The hot loop of reading workbooks: from the XML of whole rows to cells, without a copy, a test
// or an allocation that is not needed.
//
//     <row r="2" spans="1:3"><c r="A2"><v>-36.471</v></c><c r="B2" t="s"><v>245</v></c></row>
//     ^ row tag              ^ cell                      ^ shared string: the dictionary's code
//
// The invariant: `p` stands between two elements of `sheetData`, and at least 64 zero bytes follow
// the content. No loop passes a zero byte, so none needs to ask where the end is.
//
// Cells of the usual spelling (attributes r, s and t in double quotes, one `v`, plain characters)
// are read here. Whatever is different in the least makes the shortcut give up before it has
// written anything; the cell then goes the long way of `RawCell` and `SheetValue`, which knows all
// spellings. A test holds both against each other on all fixtures.
//
// Measured on 200,000 rows of 20 mixed columns (148 MB of XML, `Benchmarks/run.py xlsx`): 0.36 s of
// processor time for the whole sheet, 0.11 of them for inflating, about 1.4 GB/s for the scan alone.
struct SheetScanner: RowScanner {
  let context: ScanContext
  /// The prefix of the main namespace with its colon.
  let prefix: [UInt8]
  let prefixCount: Int
  let styleCount: Int
  /// The scanner of the long way, as it stands at the first row.
  private let scanner: XMLScanner
  private let part: String
  private let pool: ChunkPool

  init(_ context: ScanContext, _ head: SheetHead, part: String, pool: ChunkPool) {
    self.context = context
    self.part = part
    self.pool = pool
    prefix = head.prefix
    prefixCount = head.prefix.count
    scanner = head.scanner
    styleCount = context.styles.shortcuts.count
  }

  /// Reads the rows of a chunk, which is used again then.
  func scan(_ chunk: SheetChunk, into out: inout RowCollector) throws(SpreadsheetError) {
    defer { pool.give(chunk) }
    // Few sheets have more than one cell in 24 bytes; texts are no longer than what they stand in.
    out.reserve(cells: chunk.count / 24 + 64, text: chunk.count + 256)
    try chunk.withCursor { (start) throws(SpreadsheetError) in
      try scanRows(chunk, from: start, into: &out)
    }
    guard !chunk.isLast || out.isEnded else {
      throw SpreadsheetError(
        .xml(.unexpectedEnd), at: RowcastLocation(part: part, byte: chunk.offset + chunk.count))
    }
  }

  private func scanRows(
    _ chunk: SheetChunk, from start: ScanCursor, into out: inout RowCollector
  ) throws(SpreadsheetError) {
    var p = start
    while !p.isAtEnd {
      if p[0] != UInt8(ascii: "<") {
        // White space between elements, or characters that mean nothing there.
        guard let next = p.next(UInt8(ascii: "<")) else { return }
        p = next
      }
      // `<c ` is what most elements are.
      if prefixCount == 0, p.word & 0xFF_FFFF == 0x20_633C {
        if context.usesShortcuts, cell(&p, after: p + 2, &out) { continue }
        p = try slowCell(p, chunk: chunk, &out)
        continue
      }
      if let name = mainName(p + 1) {
        if name[0] == UInt8(ascii: "c"), Self.endsName(name[1]) {
          if context.usesShortcuts, cell(&p, after: name + 1, &out) { continue }
          p = try slowCell(p, chunk: chunk, &out)
          continue
        }
        if name[0] == UInt8(ascii: "r"), name[1] == UInt8(ascii: "o"),
          name[2] == UInt8(ascii: "w"), Self.endsName(name[3])
        {
          p = try row(p, after: name + 3, chunk: chunk, &out)
          continue
        }
      }
      if p[1] == UInt8(ascii: "/") {
        if let next = alternativeEnd(p) {
          p = next
          continue
        }
        out.endRow()
        guard let name = mainName(p + 2), name[0] == UInt8(ascii: "r") else {
          // `</sheetData>`: what follows is not rows.
          out.isEnded = true
          return
        }
        guard let close = p.next(UInt8(ascii: ">")) else { return }
        p = close + 1
        continue
      }
      p = try skip(p, chunk: chunk)
    }
  }

  /// The name behind the sheet's prefix, or nil when the prefix is another one.
  @inline(__always)
  func mainName(_ p: ScanCursor) -> ScanCursor? {
    if prefixCount == 0 { return p }
    for i in 0..<prefixCount where p[i] != prefix[i] { return nil }
    return p + prefixCount
  }

  @inline(__always)
  static func endsName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
      || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  // MARK: - Rows

  /// Reads a row's start tag: its number, and whether it is hidden.
  @inline(__always)
  private func row(
    _ start: ScanCursor, after name: ScanCursor,
    chunk: SheetChunk, _ out: inout RowCollector
  ) throws(SpreadsheetError) -> ScanCursor {
    var p = name
    var number = 0
    var isHidden = false
    while true {
      while p[0] == UInt8(ascii: " ") { p += 1 }
      if p[0] == UInt8(ascii: ">") {
        p += 1
        break
      }
      if p[0] == UInt8(ascii: "/"), p[1] == UInt8(ascii: ">") {
        out.passRow(number: number)
        return p + 2
      }
      let key = p
      while p[0] &- UInt8(ascii: "A") < 58 || p[0] == UInt8(ascii: ":")
        || p[0] &- UInt8(ascii: "0") < 10
      {
        p += 1
      }
      guard p - key > 0, p[0] == UInt8(ascii: "="), p[1] == UInt8(ascii: "\"") else {
        return try slowRow(start, chunk: chunk, &out)
      }
      let length = p - key
      p += 2
      let value = p
      while p[0] != UInt8(ascii: "\""), p[0] != 0 { p += 1 }
      if p[0] == 0 { return try slowRow(start, chunk: chunk, &out) }
      if length == 1, key[0] == UInt8(ascii: "r") {
        // There twice, it is for the long way.
        if number != 0 { return try slowRow(start, chunk: chunk, &out) }
        number = Self.rowNumber(value, p - value)
        if number == 0 { return try slowRow(start, chunk: chunk, &out) }
      } else if length == 6, key[0] == UInt8(ascii: "h"), key[1] == UInt8(ascii: "i") {
        isHidden = isHidden || value[0] == UInt8(ascii: "1") || value[0] == UInt8(ascii: "t")
      } else if length == 9, key[3] == UInt8(ascii: ":") {
        // `xml:space` is for the long way.
        return try slowRow(start, chunk: chunk, &out)
      } else if length == 2, key[0] == UInt8(ascii: "h"), key[1] == UInt8(ascii: "t") {
        isHidden = isHidden || Self.isZero(value, p - value)
      }
      p += 1
    }
    beginRow(number, isHidden: isHidden, &out)
    return p
  }

  @inline(__always)
  private func beginRow(_ number: Int, isHidden: Bool, _ out: inout RowCollector) {
    let isOutside = number != 0 && !context.rows.contains(number)
    out.beginRow(
      number: number, isSkipped: isOutside || (isHidden && context.skipsHiddenRows))
    out.rowMark = RowMark(number)
  }

  /// Whether a height is 0, which hides a row: `0`, `0.0`.
  @inline(__always)
  private static func isZero(_ digits: ScanCursor, _ count: Int) -> Bool {
    guard count > 0 else { return false }
    for i in 0..<count where digits[i] != UInt8(ascii: "0") && digits[i] != UInt8(ascii: ".") {
      return false
    }
    return true
  }

  /// The number, or 0 when it is none that a sheet can have.
  @inline(__always)
  private static func rowNumber(_ digits: ScanCursor, _ count: Int) -> Int {
    guard count > 0, count <= 7 else { return 0 }
    var number = 0
    for i in 0..<count {
      let digit = digits[i] &- UInt8(ascii: "0")
      if digit > 9 { return 0 }
      number = number * 10 + Int(digit)
    }
    return number <= CellReference.rowLimit ? number : 0
  }

  @inline(never)
  private func slowRow(
    _ start: ScanCursor, chunk: SheetChunk,
    _ out: inout RowCollector
  ) throws(SpreadsheetError) -> ScanCursor {
    let bytes = start.rest
    var scanner = scanner
    scanner.rebase()
    do throws(XMLError) {
      _ = try scanner.next(in: bytes, isFinal: true)
      let text = try scanner.attribute("r", in: bytes)
      let number = text.flatMap { Int(SheetValue.trimmed($0)) } ?? 0
      let hidden = try scanner.attribute("hidden", in: bytes)
      let height = try scanner.attribute("ht", in: bytes).flatMap { Double(SheetValue.trimmed($0)) }
      let isKnown = number >= 1 && number <= CellReference.rowLimit
      if scanner.isEmptyElement {
        out.passRow(number: isKnown ? number : 0)
        return start + scanner.offset
      }
      if let text, !isKnown {
        out.diagnostics.add(
          Diagnostic(
            kind: .badRowNumber,
            message: "\"\(text.prefix(40))\" is no row of a sheet; taken as the next row"))
      }
      beginRow(
        isKnown ? number : 0, isHidden: hidden == "1" || hidden == "true" || height == 0, &out)
      if scanner.preservesSpace != self.scanner.preservesSpace {
        out.preservesSpace = scanner.preservesSpace
      }
      return start + scanner.offset
    } catch { throw located(error, start, chunk) }
  }

  // MARK: - What is neither row nor usual cell

  @inline(never)
  private func skip(
    _ p: ScanCursor, chunk: SheetChunk
  ) throws(SpreadsheetError) -> ScanCursor {
    let bytes = p.rest
    if p[1] == UInt8(ascii: "!") || p[1] == UInt8(ascii: "?") {
      let terminator: StaticString =
        p[1] == UInt8(ascii: "?") ? "?>" : p[2] == UInt8(ascii: "[") ? "]]>" : "-->"
      guard let at = bytes.firstIndex(of: terminator, from: 2) else {
        throw located(XMLError(.unexpectedEnd, byte: 0), p, chunk)
      }
      return p + at + terminator.utf8CodeUnitCount
    }
    do throws(XMLError) {
      var tag = scanner
      tag.rebase()
      // Of alternate content the fallback is read where it stands; a choice is passed over.
      if try tag.next(in: bytes, isFinal: true) == .start,
        tag.isNamed("AlternateContent", in: bytes) || tag.isNamed("Fallback", in: bytes)
      {
        return p + tag.offset
      }
      return p
        + (try RawCell(bytes, scanner: scanner, cellBytes: context.limits.cellBytes).end)
    } catch { throw located(error, p, chunk) }
  }

  /// The place behind the end tag of alternate content or of its fallback, which end no row.
  @inline(__always)
  private func alternativeEnd(_ p: ScanCursor) -> ScanCursor? {
    if let name = mainName(p + 2), name[0] == UInt8(ascii: "r") || name[0] == UInt8(ascii: "s") {
      return nil
    }
    return foreignEnd(p)
  }

  @inline(never)
  private func foreignEnd(_ p: ScanCursor) -> ScanCursor? {
    guard let close = p.next(UInt8(ascii: ">")) else { return nil }
    let tag = String(decoding: p.bytes(close - p).extracting(2...))
    let name = SheetValue.trimmed(tag).split(separator: ":").last
    return name == "AlternateContent" || name == "Fallback" ? close + 1 : nil
  }

  @inline(never)
  private func slowCell(
    _ p: ScanCursor, chunk: SheetChunk,
    _ out: inout RowCollector
  ) throws(SpreadsheetError) -> ScanCursor {
    let bytes = p.rest
    let raw: RawCell
    do throws(XMLError) {
      var scanner = scanner
      if let isPreserved = out.preservesSpace { scanner.setPreservesSpace(isPreserved) }
      raw = try RawCell(bytes, scanner: scanner, cellBytes: context.limits.cellBytes)
    } catch {
      throw located(error, p, chunk).within(
        RowcastLocation(row: out.rowNumber == 0 ? nil : out.rowNumber, column: out.lastColumn + 1))
    }
    out.take(raw, context: context)
    return p + raw.end
  }

  private func located(
    _ error: XMLError, _ p: ScanCursor, _ chunk: SheetChunk
  ) -> SpreadsheetError {
    SpreadsheetError(
      .xml(error.reason),
      at: RowcastLocation(
        part: part, byte: chunk.offset + p.offset + error.byte))
  }
}
