import RowcastTabular

/// All decisions about a sample: the dialect, the preamble, the header.
struct SampleReading {
  let grammar: Grammar
  let table: SampleTable
  /// The number of fields of most records.
  let width: Int
  /// Where reading begins in the sample, and the lines before it.
  let start: Int
  let lineOffset: Int
  /// The record that is the header, or the first one where there is none.
  let firstRow: Int
  let headerRows: Int
  /// Records that may name the columns together: groups over names, or units below them.
  private var proposedRows = 0..<0
  /// The header and the records below it that describe its columns.
  private var describedRows = 0..<0
  /// The line after the last one, where the rows that were asked for as the header end behind it.
  private(set) var missingHeaderRow: Int?
  /// What a header with one name less than the records have fields leaves without a name.
  private(set) var shortHeader: ShortHeader?
  /// What stands before the first name and names the table, where it does.
  private(set) var label: String?
  /// The line of dashes below the header, from 0, where there is one.
  private(set) var rulerLine: Int?
  /// The line of the first quote, from 0, where quotes were found to be text.
  private(set) var quoteLine: Int?
  /// The line from which on is read, from 1, where it may lie within quotes.
  private var cutLine: Int?
  /// Whether numbers in order name columns that have no other names, over numbers.
  private var isNumbered = false
  /// Whether blanks part the names of the columns, which something else parts the values of.
  private var hasSplitNames = false
  /// Whether the first line only says what parts fields.
  private(set) var hasSeparatorLine = false
  private var reasons: [String: String] = [:]

  init(sample: [UInt8], start: Int, isWhole: Bool, options: DelimitedOptions) {
    var begin = start
    var lines = 0
    var options = options
    if let given = options.skipRows {
      while lines < given, begin < sample.count {
        begin = Self.lineEnd(sample, from: begin)
        lines += 1
      }
      reasons["skipRows"] = "as asked"
      if sample[start..<begin].count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 1 {
        cutLine = lines + 1
      }
    } else if let (delimiter, next) = Self.separatorLine(sample, from: start) {
      begin = next
      lines = 1
      hasSeparatorLine = true
      if options.delimiter == nil {
        options.delimiter = delimiter
        reasons["delimiter"] = "the file's first line says sep=\(delimiter)"
      }
      reasons["skipRows"] = "the line sep=\(delimiter) of a spreadsheet"
    }
    let detector = DialectDetector(sample: sample, isWhole: isWhole, options: options)
    var choice = detector.choose(from: begin)
    if case .auto = options.comment, options.skipRows == nil, lines == 0,
      let comments = LeadingComments(sample, from: begin),
      let table = comments.table(insteadOf: choice, detector)
    {
      (choice, begin, lines) = (table.choice, table.start, table.line)
      reasons["skipRows"] = "comments stand before the table"
      if comments.isNamed(table.start) {
        reasons["skipRows"] = "comments stand before the table, and the last names its columns"
        hasSplitNames = table.hasSplitNames
      }
    }
    if case .auto = options.comment,
      let other = CommentDetector.table(insteadOf: choice, detector, from: begin)
    {
      choice = other
    }
    if case .auto = options.comment {
      switch CommentDetector.found(choice.table, choice.score.width) {
      case .none: break
      case .leading(let rows) where options.skipRows == nil && lines == 0:
        // Records below that begin with # stay records.
        let count = rows < choice.table.rows.count ? choice.table.rows[rows].line : 0
        for _ in 0..<count { begin = Self.lineEnd(sample, from: begin) }
        lines = count
        choice.table = SampleTable(sample, from: begin, grammar: choice.grammar, isWhole: isWhole)
        reasons["skipRows"] = "lines that begin with # stand before the table"
      case .leading, .throughout:
        choice.grammar.comment = [UInt8(ascii: "#")]
        choice.table = SampleTable(sample, from: begin, grammar: choice.grammar, isWhole: isWhole)
        reasons["comment"] = "lines that begin with # do not have the fields of the others"
      }
    }
    if !choice.grammar.skipInitialSpace, Self.hasSpacesThroughout(choice.table),
      !options.strictRFC4180
    {
      choice.grammar.skipInitialSpace = true
      choice.table = SampleTable(sample, from: begin, grammar: choice.grammar, isWhole: isWhole)
    }
    if choice.grammar.skipInitialSpace {
      reasons["skipInitialSpace"] = "a space stands behind every delimiter, or before quotes"
    }
    choice.grammar.isStrict = options.strictRFC4180
    let ruler = options.header == .auto ? choice.table.rulerRow : nil
    if let ruler {
      rulerLine = lines + choice.table.rows[ruler].line
      choice.table.passOver(row: ruler)
    }
    if choice.grammar.quote == nil, options.quote == .auto,
      let quote = sample.firstIndex(of: UInt8(ascii: "\""))
    {
      quoteLine = FileLayout.lineEnds(in: sample[start..<quote])
    }
    grammar = choice.grammar
    table = choice.table
    width = choice.score.width
    self.start = begin
    lineOffset = lines
    if reasons["delimiter"] == nil {
      reasons["delimiter"] = options.delimiter == nil ? choice.reason : "as asked"
    }
    // Where a preamble is longer than the table, it is no part of what tells names from values.
    // Who says how many lines to pass over says where the table begins.
    let lead =
      options.skipRows != nil
      ? 0
      : Self.startsTable(choice.score.start, table, width)
        ? choice.score.start
        : options.header == .auto ? max(table.lastSection, table.widerLines(than: width)) : 0
    let rule = HeaderRule(
      rows: Array(table.headRows(lead + HeaderRule.rowLimit(width: width)).dropFirst(lead)))
    // Nothing that has the form of a table is passed over on the way to another one.
    let starts =
      options.skipRows == nil
      ? min(HeaderRule.startLimit, (table.firstTable(from: lead) ?? .max - 1) - lead + 1) : 1
    switch options.header {
    case .auto where ruler != nil:
      (firstRow, headerRows) = ((ruler ?? 1) - 1, 1)
      reasons["header"] = "a line of dashes stands below it"
    case .auto where hasSplitNames:
      (firstRow, headerRows) = (0, 1)
      reasons["header"] = "a comment says that these are the fields"
    case .auto:
      let guess = rule.find(starts: starts)
      let isDoubtful = guess.isJoined || guess.passedCount > 0
      var found = isDoubtful ? rule.find(starts: starts, keepsRows: true) : guess
      if !isDoubtful, found.headerCount > 0, let names = table.namesTwice(from: lead),
        found.start < names.count
      {
        proposedRows = names
        found = rule.find(starts: 1, counts: 1...1, keepsRows: true)
      }
      if found.headerCount == 1, table.isBeyondRecords(lead + found.start) {
        (found.start, found.headerCount) = (found.start + 1, 0)
      }
      (firstRow, headerRows) = (lead + found.start, found.headerCount)
      let rows = guess.headerCount + guess.passedCount
      let proposed = (lead + guess.start)..<(lead + guess.start + rows)
      // What stands elsewhere, above a gap, or in dashes is no name of the table's columns.
      if isDoubtful, headerRows > 0, proposed.contains(firstRow),
        !proposed.contains(where: table.isRule),
        !proposed.dropLast().contains(where: table.isBlank(behind:))
      {
        proposedRows = proposed
      } else if proposedRows.isEmpty, found.describedCount > 0 {
        describedRows = firstRow..<(firstRow + headerRows + found.describedCount)
      }
      reasons["header"] = found.reason
      isNumbered =
        found.isNumbered && table.rows[firstRow].fields.allSatisfy { table.kind($0) == .number }
    case .none:
      let found = lead + rule.find(starts: starts, counts: 0...0).start
      firstRow = min(found, Self.firstWholeRecord(table, width: width))
      headerRows = 0
      reasons["header"] = "as asked"
    case .rows(let count):
      firstRow = lead + rule.find(starts: starts, counts: 1...1).start
      headerRows = min(max(0, count), table.rows.count - firstRow)
      missingHeaderRow =
        headerRows < count ? lines + (table.rows.last.map { $0.line + 1 } ?? 0) + 1 : nil
      reasons["header"] = "as asked"
    }
    if options.header == .auto, headerRows == 1, !hasSplitNames {
      shortHeader = ShortHeader(table, header: firstRow, first: firstRow + 1)
      label = table.label(before: firstRow)
    }
    if let shortHeader { reasons["header"]? += "; \(shortHeader.reason)" }
    if firstRow > 0 { reasons["skipRows"] = "records before the table are unlike those of it" }
  }

  /// Whether a record is the first one of the table's width, and others follow.
  private static func startsTable(_ row: Int, _ table: SampleTable, _ width: Int) -> Bool {
    row > 0 && row + 1 < table.rows.count && table.rows[row].width == width
      && table.rows[row - 1].width != width
      // Lines of text mostly have no delimiter; a table that only grows wider does.
      && table.rows[..<row].count { $0.width > 1 } * 2 < row
  }

  /// The first record with as many fields as most have, and more than one of them filled: where no
  /// record is a header, this one is no title but data, however unlike the others it is.
  private static func firstWholeRecord(_ table: SampleTable, width: Int) -> Int {
    table.rows.firstIndex { row in
      row.width >= width
        && row.fields.lazy.filter { table.kind($0) != .empty }.prefix(2).count >= min(2, width)
    } ?? table.rows.count
  }

  /// Whether every field but the first ones begins with a space: then it is style, not text.
  private static func hasSpacesThroughout(_ table: SampleTable) -> Bool {
    guard table.rows.count >= 3 else { return false }
    var count = 0
    for row in table.rows {
      for index in row.fields.dropFirst() {
        let field = table.fields[index]
        if field.start == field.end { continue }
        guard field.traits.isEmpty, table.bytes[field.start] == UInt8(ascii: " "),
          field.end > field.start + 1
        else { return false }
        count += 1
      }
    }
    return count >= 3
  }

  /// The physical lines before the header or first record.
  var skippedLines: Int {
    lineOffset + (firstRow < table.rows.count ? table.rows[firstRow].line : 0)
  }

  /// The header's fields; those of several rows joined by a space.
  var header: [String] {
    var names: [String] = []
    for row in firstRow..<(firstRow + headerRows) {
      let texts = table.texts(ofRow: row)
      let split =
        hasSplitNames ? texts.flatMap { $0.split(separator: " ").map(String.init) } : texts
      for (field, text) in split.enumerated() {
        if field == names.count { names.append("") }
        if text.isEmpty { continue }
        names[field] += names[field].isEmpty ? text : " " + text
      }
    }
    if label != nil { names.removeFirst() }
    switch shortHeader {
    case .rowNames: names.insert("", at: 0)
    case .lastUnnamed: names.append("")
    case nil: break
    }
    return names
  }

  /// The quotes in the header that are not as they should be, each with its line from 1.
  var headerIssues: [(kind: StructureIssue.Kind, line: Int)] {
    guard headerRows > 0, table.rows.indices.contains(firstRecord - 1) else { return [] }
    let begin = firstRow == 0 ? start : table.rows[firstRow - 1].next
    return table.quoteIssues
      .filter { (begin..<table.rows[firstRecord - 1].next).contains($0.offset) }
      .map { ($0.kind, lineOffset + $0.line + 1) }
  }

  /// Where the records begin.
  var firstRecord: Int { firstRow + headerRows }

  /// So many rows are looked through for headers among the records.
  private static let remarkedRows = 1000

  /// What is guessed of the rows around the header: each line, with what is told of it.
  var remarks: [(line: Int, kind: Diagnostic.Kind, message: String)] {
    var found: [(line: Int, kind: Diagnostic.Kind, message: String)] = []
    func line(_ row: Int) -> Int { lineOffset + table.rows[row].line + 1 }
    if let first = describedRows.first {
      let words = HeaderRemark.described(
        describedRows.count, at: line(first)...(line(first) + describedRows.count - 1))
      found.append((line(first), .proposedHeader, words))
    }
    if let first = proposedRows.first {
      let words = HeaderRemark.proposed(
        proposedRows.count, at: line(first)...(line(first) + proposedRows.count - 1))
      found.append((line(first), .proposedHeader, words))
    }
    for passed in table.tables(before: firstRow) {
      let words = HeaderRemark.passedTable(passed.records, after: line(passed.row) - 1)
      found.append((line(passed.row), .passedTable, words))
    }
    if isNumbered { found.append((line(firstRow), .numberedHeader, HeaderRemark.numbered)) }
    if let cutLine {
      let words = "the lines before this one, passed over as asked, have a quote that is open"
      found.append((cutLine, .oddQuote, words))
    }
    if let shortHeader { found.append((line(firstRow), .shortHeader, shortHeader.message)) }
    if let label {
      let words = "\"\(label)\" before the names passed over: the records have one field less"
      found.append((line(firstRow), .shortHeader, words))
    }
    if headerRows > 0 {
      let later = LaterHeaders.find(
        in: table.headRows(Self.remarkedRows), header: firstRow + headerRows - 1,
        first: firstRecord)
      for other in later { found.append((line(other.row), other.kind, other.message)) }
    }
    return found
  }

  /// - Parameter spoken: how the delimiter is told of a text that was rewritten.
  func dialect(encoding: String, reason: String, as spoken: Rewriting.Spoken?) -> Dialect {
    var reasons = reasons
    reasons["encoding"] = reason
    if let spoken { reasons["delimiter"] = spoken.reason }
    let comment = grammar.comment.isEmpty ? nil : String(decoding: grammar.comment, as: UTF8.self)
    return Dialect(
      delimiter: spoken?.delimiter
        ?? (grammar.delimiter.isEmpty ? nil : String(decoding: grammar.delimiter, as: UTF8.self)),
      quote: spoken == nil ? grammar.quote.map { String(UnicodeScalar($0)) } : nil,
      escape: grammar.escape.map { String(UnicodeScalar($0)) },
      comment: spoken == nil ? comment : nil,
      encoding: encoding, header: headerRows > 0, headerRows: headerRows,
      skipRows: skippedLines, skipInitialSpace: grammar.skipInitialSpace, reasons: reasons)
  }

  /// Behind the end of the line at `start`.
  static func lineEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var at = start
    while at < bytes.count, bytes[at] != UInt8(ascii: "\n"), bytes[at] != UInt8(ascii: "\r") {
      at += 1
    }
    if at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\r"), bytes[at + 1] == UInt8(ascii: "\n") {
      at += 1
    }
    return min(at + 1, bytes.count)
  }

  /// The delimiter that a first line `sep=X` names, and where the next line begins.
  private static func separatorLine(_ bytes: [UInt8], from start: Int) -> (String, Int)? {
    let next = lineEnd(bytes, from: start)
    var line = bytes[start..<next]
    while line.last == UInt8(ascii: "\n") || line.last == UInt8(ascii: "\r") { line.removeLast() }
    if line.count >= 2, line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "\"") {
      line = line.dropFirst().dropLast()
    }
    guard line.count >= 5, line.count <= 8,
      line.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8.map { $0 | 0x20 })
    else { return nil }
    let delimiter = String(decoding: line.dropFirst(4), as: UTF8.self)
    return delimiter.unicodeScalars.count == 1 ? (delimiter, next) : nil
  }
}
