import RowcastFileIO
import RowcastTabular

/// A file whose dialect is known: where its records begin, and what names the columns.
struct FileLayout {
  static let sampleSize = 1 << 17
  /// So many records show what a record looks like.
  private static let shapingRows = 100

  /// The text, as UTF-8.
  private(set) var input: any ByteSource
  let dialect: Dialect
  let grammar: Grammar
  let header: [String]
  /// The number of fields a record should have.
  let width: Int
  /// Where the first data record begins, and its line, from 1.
  let dataStart: Int
  let dataLine: Int
  /// Lines before the table that were passed over without being asked to.
  let skippedLines: Int
  /// The first and the last of them that are not blank, for the note of them.
  let skippedTexts: [String]
  /// The line of the first byte that is not UTF-8, when the encoding is only the most plausible one.
  let foreignLine: Int?
  /// What the text was before it was rewritten: bytes that are not UTF-8 in a text that mostly is,
  /// lines that belong to a printed table but to none of its records.
  private(set) var repairs: DiagnosticLog
  /// Whether ``input`` is not what stands in the file, but what was made of a layout for the eye.
  private(set) var isRewritten = false
  /// Whether comment lines are dropped that nobody asked to drop.
  let findsComments: Bool
  /// What is guessed of the rows around the header.
  let remarks: [Diagnostic]
  /// What the first records look like, by which others are told; nil where that cannot be said.
  let recordShape: RowsBelow?

  /// - Parameter rewrites: whether a text that is laid out for the eye may be rewritten; false where
  ///   offsets must be those of the text as it is.
  init(
    text: PreparedText, options: DelimitedOptions, rewrites: Bool = true
  ) throws(DelimitedTextError) {
    input = text.input
    foreignLine = text.foreignLine
    repairs = text.repairs
    var options = options
    var start = text.start
    var spoken: Rewriting.Spoken?
    if rewrites, let rewritten = try Rewriting(of: input, from: start, options) {
      (input, options, spoken) = (rewritten.bytes, rewritten.options, rewritten.spoken)
      repairs.merge(rewritten.diagnostics)
      start = rewritten.start
      isRewritten = true
    }
    let here = RowcastLocation(file: input.name)
    var size = Self.sampleSize
    while true {
      let sample: [UInt8]
      do throws(FileError) { sample = try input.bytes(at: 0, count: size) } catch {
        throw DelimitedTextError(.file(error))
      }
      let isWhole = sample.count >= input.count
      guard sample.count > start else { throw DelimitedTextError(.empty, at: here) }
      let reading = SampleReading(
        sample: sample, start: start, isWhole: isWhole, options: options)
      // The sample must hold the header and a few records behind it.
      let first = reading.firstRecord
      if !isWhole, reading.table.rows.count < first + 8, size < 1 << 24 {
        size *= 4
        continue
      }
      if let failure = reading.table.failure, isWhole, reading.table.rows.isEmpty {
        throw DelimitedTextError(
          .unclosedQuote,
          at: RowcastLocation(
            file: input.name, row: reading.lineOffset + failure.line + 1))
      }
      guard isWhole || !reading.table.rows.isEmpty else {
        throw DelimitedTextError(
          .limit(what: "the first record", limit: size, remedy: Remedy(.delimiter)), at: here)
      }
      if let row = reading.missingHeaderRow {
        throw DelimitedTextError(
          .noHeaderRow, at: RowcastLocation(file: input.name, row: row))
      }
      guard reading.table.rows.count > 0 else { throw DelimitedTextError(.empty, at: here) }
      dialect = reading.dialect(encoding: text.encoding, reason: text.reason, as: spoken)
      grammar = reading.grammar
      header = reading.header
      width = reading.headerRows > 0 ? reading.header.count : reading.width
      guard width <= options.limits.columns else {
        throw DelimitedTextError(
          .limit(
            what: "the number of columns", limit: options.limits.columns,
            remedy: Remedy(.limit, "columns")), at: here)
      }
      if let line = reading.rulerLine {
        repairs.add(
          Diagnostic(
            kind: .skippedLines, message: "a ruler line passed over",
            location: RowcastLocation(file: input.name, row: line + 1)))
      }
      if let line = reading.quoteLine {
        repairs.add(
          Diagnostic(
            kind: .oddQuote,
            message: "quotes do not stand in pairs, so they are text like other signs",
            location: RowcastLocation(file: input.name, row: line + 1)))
      }
      findsComments = options.comment == .auto && !grammar.comment.isEmpty
      let texts =
        dialect.skipRows > 0
        ? Self.texts(of: Array(sample[start...]), lines: dialect.skipRows) : []
      // Blank lines, the line that names the delimiter and rulers are told elsewhere, or need not be.
      let isTold =
        reading.firstRow > 0 || (!texts.isEmpty && !isRewritten && !reading.hasSeparatorLine)
      skippedLines = options.skipRows == nil && isTold ? dialect.skipRows : 0
      skippedTexts = texts
      remarks = reading.remarks.map {
        Diagnostic(
          kind: $0.kind, message: $0.message,
          location: RowcastLocation(file: text.input.name, row: $0.line))
      }
      recordShape = Self.shape(of: reading.table.headRows(first + Self.shapingRows), from: first)
      let rows = reading.table.rows
      dataStart = first == 0 ? reading.start : rows[min(first, rows.count) - 1].next
      // A header may be all there is, without an end of its line.
      let isOpen = first > 0 && sample[..<dataStart].last.map { !"\n\r".utf8.contains($0) } ?? false
      dataLine = 1 + Self.lineEnds(in: sample[start..<dataStart]) + (isOpen ? 1 : 0)
      for (issue, line) in reading.headerIssues {
        guard let words = issue.oddQuote else { continue }
        repairs.add(
          Diagnostic(
            kind: .oddQuote, message: words,
            location: RowcastLocation(file: input.name, row: line)))
      }
      return
    }
  }

  /// What the records look like that begin with the row `first`.
  private static func shape(of rows: [HeadRow], from first: Int) -> RowsBelow? {
    let header = rows.prefix(first).filter { !$0.cells.isEmpty }
    let records = rows.dropFirst(first).filter { !$0.cells.isEmpty }
    return RowsBelow(header + records, first: header.count)
  }

  /// The first and the last of so many lines that are not blank.
  private static func texts(of bytes: [UInt8], lines: Int) -> [String] {
    var shown: [ArraySlice<UInt8>] = []
    var at = 0
    for _ in 0..<lines where at < bytes.count {
      let next = SampleReading.lineEnd(bytes, from: at)
      let line = bytes[at..<next].trimmedLine
      at = next
      if !line.isEmpty, !line.starts(with: PrintedText.mark.utf8) { shown.append(line) }
    }
    let ends = shown.count > 1 ? [shown[0], shown[shown.count - 1]] : shown
    return ends.map { line in
      String(decoding: line.filter { $0 >= 0x20 || $0 == 0x09 }, as: UTF8.self)
    }
  }

  /// The same file as if its text ended there.
  func cut(at end: Int) -> FileLayout {
    var copy = self
    copy.input = SlicedBytes(input, 0..<end)
    return copy
  }

  /// The number of LF, CRLF and CR in a text.
  static func lineEnds(in bytes: ArraySlice<UInt8>) -> Int {
    var lines = 0
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == UInt8(ascii: "\r") { lines += 1 }
      if byte == UInt8(ascii: "\n"), previous != UInt8(ascii: "\r") { lines += 1 }
      previous = byte
    }
    return lines
  }
}

extension ArraySlice<UInt8> {
  /// A line without its end, and without blanks around it.
  fileprivate var trimmedLine: ArraySlice<UInt8> {
    self[
      ..<(firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) ?? endIndex)
    ]
    .trimmed
  }
}
