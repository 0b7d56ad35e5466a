import RowcastTabular

/// The records of a sample as one candidate dialect reads them.
struct SampleTable {
  struct Field {
    var start: Int
    var end: Int
    var traits: FieldTraits
  }

  struct Row {
    var fields: Range<Int>
    /// Lines before it in the sample.
    var line: Int
    var next: Int
    var width: Int { fields.count }
  }

  /// More issues of a header tell nothing more.
  private static let issueLimit = 100

  let bytes: [UInt8]
  let fieldText: FieldText
  private(set) var fields: [Field] = []
  private(set) var rows: [Row] = []
  /// Quotes in unquoted fields, text behind closing quotes, a quote that never closes.
  private(set) var brokenQuotes = 0
  /// The first of them, of which one may be in the header.
  private(set) var quoteIssues: [StructureIssue] = []
  private(set) var quotedFields = 0
  private(set) var failure: StructureIssue?

  /// - Parameter isWhole: whether the sample ends where the file ends.
  init(_ bytes: [UInt8], from start: Int = 0, grammar: Grammar, isWhole: Bool, limit: Int = .max) {
    self.bytes = bytes
    fieldText = FieldText(grammar)
    var sink = SampleSink(limit: limit)
    var broken = 0
    var issues: [StructureIssue] = []
    let failure =
      RecordWalker(grammar: grammar).walk(
        bytes.span, from: start, count: bytes.count, sink: &sink,
        onIssue: {
          if $0.kind == .comment { return }
          broken += 1
          if issues.count < Self.issueLimit { issues.append($0) }
        }
      ).failure
    if !isWhole, sink.rows.count > 1, sink.isLastOpen { sink.rows.removeLast() }
    fields = sink.fields
    rows = sink.rows
    brokenQuotes = broken
    quoteIssues = issues
    self.failure = failure
    quotedFields = fields.reduce(0) { $0 + ($1.traits.contains(.quoted) ? 1 : 0) }
  }

  /// Some of the records.
  func rows(_ range: Range<Int>) -> SampleTable {
    var copy = self
    copy.rows = Array(rows[range])
    return copy
  }

  /// The record that is a line of dashes below names; nil when there is none near the beginning.
  ///
  /// Each of its fields is dashes alone, and they are as long as the names above, or as the longest value
  /// of their column: other dashes may be a record. Only the names stand above it, and lines of a preamble.
  var rulerRow: Int? {
    for row in 1..<max(1, min(rows.count, 40)) {
      if isUnbrokenRuler(row) { return row }
      guard rows[row].width == rows[row - 1].width, rows[row].width > 1 else { continue }
      guard !rows[..<(row - 1)].contains(where: { $0.width == rows[row].width }),
        !rows[row - 1].fields.contains(where: { kind($0).isTyped })
      else { return nil }
      let lengths = Array(rows[row].fields.lazy.map(dashes).prefix { $0 > 0 })
      guard lengths.count == rows[row].width else { continue }
      let names = rows[row - 1].fields.map { raw($0)[...].trimmed.count }
      let fields = rows[row - 1].fields.map { raw($0).count }
      if lengths == names || lengths == fields || lengths == longest(names, below: row) {
        return row
      }
    }
    return nil
  }

  /// Whether a record is one run of dashes below the first names of as many columns as the next record has.
  private func isUnbrokenRuler(_ row: Int) -> Bool {
    let names = rows[row - 1]
    return rows[row].width == 1 && dashes(rows[row].fields.lowerBound) >= 3 && names.width > 1
      && row + 1 < rows.count && rows[row + 1].width == names.width
      && !names.fields.contains { kind($0).isTyped }
      && !rows[..<(row - 1)].contains { $0.width == names.width }
  }

  /// Whether a record has nothing but lines of dashes.
  func isRule(_ row: Int) -> Bool {
    rows[row].fields.allSatisfy { dashes($0) > 0 || kind($0) == .empty }
  }

  /// The lengths of columns' longest values below a row, or of their names where these are longer.
  private func longest(_ names: [Int], below row: Int) -> [Int] {
    var lengths = names
    for record in rows[(row + 1)...] where record.width == names.count {
      for (column, field) in record.fields.enumerated() {
        lengths[column] = max(lengths[column], raw(field)[...].trimmed.count)
      }
    }
    return lengths
  }

  /// How long a field is that is dashes alone, perhaps with the colons of Markdown; 0 for any other.
  private func dashes(_ index: Int) -> Int {
    let field = fields[index]
    guard field.traits.isEmpty else { return 0 }
    let text = bytes[field.start..<field.end].trimmed.drop { $0 == UInt8(ascii: ":") }
    guard let rule = text.first, rule == UInt8(ascii: "-") || rule == UInt8(ascii: "=") else {
      return 0
    }
    return text.drop { $0 == rule }.allSatisfy { $0 == UInt8(ascii: ":") } ? text.count : 0
  }

  /// Takes a line that is no record out, as if it belonged to the record before it.
  mutating func passOver(row: Int) {
    rows[row - 1].next = rows[row].next
    rows.remove(at: row)
  }

  /// A field's text.
  func text(_ index: Int) -> String { String(decoding: raw(index), as: UTF8.self) }

  func raw(_ index: Int) -> [UInt8] {
    let field = fields[index]
    return fieldText.bytes(bytes.span, field.start, field.end, field.traits)
  }

  /// Whether quotes are a habit of the file: nearly all its texts are quoted, or nearly all quotes
  /// stand around what needs them.
  func quotesThroughout(delimiter: [UInt8]) -> Bool {
    var texts = 0
    var needed = 0
    let names = rows.first?.fields.upperBound ?? 0
    for (index, field) in fields.enumerated() {
      if field.traits.contains(.quoted) {
        let inside = bytes[field.start..<field.end]
        let hasLineEnd = inside.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        let needs = delimiter.first.map { inside.contains($0) } ?? false
        // Few quotes around line ends may as well be apostrophes that swallow records.
        if hasLineEnd ? quotedFields >= 5 : needs { needed += 1 }
      } else if index >= names, kind(index) == .text {
        texts += 1
      }
    }
    guard quotedFields > 0, failure == nil else { return false }
    return (quotedFields > 1 && texts * 4 <= quotedFields) || needed * 2 >= quotedFields
  }

  func texts(ofRow row: Int) -> [String] { rows[row].fields.map(text) }

  /// What a field's value is.
  func kinds(_ index: Int) -> ValueKinds {
    let field = fields[index]
    if field.traits.contains(.encoded) { return .text }
    return ValueClassifier.plainKinds(of: bytes.span.extracting(field.start..<field.end))
  }
}

private struct SampleSink: RecordSink {
  static let byteClass = ByteClass.none
  let limit: Int
  var fields: [SampleTable.Field] = []
  var rows: [SampleTable.Row] = []
  var first = 0
  var isLastOpen = false

  mutating func field(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64
  ) {
    fields.append(SampleTable.Field(start: start, end: end, traits: traits))
  }

  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    rows.append(SampleTable.Row(fields: first..<fields.count, line: line, next: next))
    first = fields.count
    isLastOpen = !isTerminated
    return rows.count < limit
  }

  init(limit: Int) { self.limit = limit }
}
