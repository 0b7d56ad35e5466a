import RowcastMachine
public import RowcastTabular

/// Writes records as CSV or TSV (RFC 4180): fields are quoted only when they must be.
///
/// A text that would read back as something else (a number, a date, `true`, a word for missing, an
/// empty text, a text with what parts fields elsewhere) is quoted; values of these types are not, nor
/// are error values such as `#N/A`.
public struct DelimitedEncoder: RecordEncoder {
  private let delimiter: UInt8
  private let lineEnd: [UInt8]
  private let hasHeader: Bool
  private let names: [String]
  /// The place of each source column in the output; -1 for none.
  private let places: [Int]
  private let width: Int
  private let quoting: QuotingNeed
  /// The shared texts that stand in quotes.
  private let quotedTexts: DictionaryMarksCache

  /// - Parameters:
  ///   - delimiter: an ASCII character.
  ///   - lineEnd: what ends each record; RFC 4180 says CRLF, most programs write LF.
  public init(
    schema: Schema, delimiter: Character = ",", header: Bool = true, lineEnd: String = "\n"
  ) {
    self.delimiter = delimiter.asciiValue ?? UInt8(ascii: ",")
    self.lineEnd = Array(lineEnd.utf8)
    hasHeader = header
    names = schema.names
    width = schema.columns.count
    places = schema.places
    let quoting = QuotingNeed(delimiter: self.delimiter, width: width, hasHeader: header)
    self.quoting = quoting
    quotedTexts = DictionaryMarksCache { Self.needsQuotes($0, $0.indices, quoting) }
  }

  /// The delimiters and the line end.
  public var recordBytes: Int { width + lineEnd.count }

  /// The delimiters and the line end, which every record has.
  public var leastRecordBytes: Int { max(0, width - 1) + lineEnd.count }

  /// Appends the header, unless there is none.
  public func encodeBeginning(into buffer: inout OutputBytes) {
    guard hasHeader, width > 0 else { return }
    let fields = names.map { name in
      var field = OutputBytes()
      let text = Array(name.utf8)
      append(
        text.span, text.indices, isQuoted: quoting.isFound(inName: text.span), to: &field)
      return field.array()
    }
    let line = Array(fields.joined(separator: [delimiter]))
    let first = Array((names.first ?? "").utf8)
    if QuotingNeed.isFound(inFirstLine: line), fields.first == first {
      buffer.append(quoting: first.span)
      buffer.append(Array(line[first.count...]).span)
    } else {
      buffer.append(line.span)
    }
    buffer.append(contentsOf: lineEnd)
  }

  /// Appends the batch's records, each with its line end.
  public func encode(_ batch: RecordBatch, into buffer: inout OutputBytes) {
    let dictionary = batch.dictionary
    let shared = SharedTexts(dictionary: dictionary, quoted: quotedTexts.marks(of: dictionary))
    let cells = batch.cells.span
    let text = batch.text.span
    for row in 0..<batch.rowCount {
      let beginning = buffer.count
      let range = batch.cellRange(ofRow: row)
      if !encodeInOrder(cells, range, text, shared, &buffer) {
        buffer.removeLast(buffer.count - beginning)
        encodeInAnyOrder(cells, range, text, shared, &buffer)
      }
      buffer.append(contentsOf: lineEnd)
    }
  }

  /// Appends nothing: records end by themselves.
  public func encodeEnd(rowCount: Int, into buffer: inout OutputBytes) {}

  /// The shared texts of a batch, and which of them stand in quotes.
  private struct SharedTexts {
    let dictionary: StringDictionary
    let quoted: DictionaryMarks?
  }

  /// Appends a row, as far as its cells stand in the order of the output.
  /// - Returns: whether they all do.
  private func encodeInOrder(
    _ cells: Span<Cell>, _ range: Range<Int>, _ text: Span<UInt8>,
    _ shared: SharedTexts, _ buffer: inout OutputBytes
  ) -> Bool {
    let beginning = buffer.count
    var last = -1
    var delimiters = 0
    for index in range {
      let cell = cells[index]
      let source = Int(cell.column)
      guard source < places.count else { continue }
      let place = places[source]
      guard place >= 0 else { continue }
      guard place > last else { return false }
      last = place
      while delimiters < place {
        appendDelimiter(&buffer)
        delimiters &+= 1
      }
      append(cell, text, shared, &buffer)
    }
    // A lone missing value would be a blank line, which is no record.
    if width == 1, buffer.count == beginning { buffer.append(literal: "\"\"") }
    while delimiters < width - 1 {
      appendDelimiter(&buffer)
      delimiters &+= 1
    }
    return true
  }

  private func encodeInAnyOrder(
    _ cells: Span<Cell>, _ range: Range<Int>, _ text: Span<UInt8>,
    _ shared: SharedTexts, _ buffer: inout OutputBytes
  ) {
    var ordered = [Int](repeating: -1, count: width)
    for index in range {
      let source = Int(cells[index].column)
      if source < places.count, places[source] >= 0 { ordered[places[source]] = index }
    }
    for (i, index) in ordered.enumerated() {
      if i > 0 { appendDelimiter(&buffer) }
      if index >= 0 { append(cells[index], text, shared, &buffer) }
    }
  }

  @inline(__always)
  private func appendDelimiter(_ buffer: inout OutputBytes) {
    buffer.write(atMost: 1) { room in
      room[0] = delimiter
      return 1
    }
  }

  @inline(__always)
  private func append(
    _ cell: Cell, _ text: Span<UInt8>, _ shared: SharedTexts, _ buffer: inout OutputBytes
  ) {
    switch cell.kind {
    case .text:
      guard let range = cell.textRange(of: text.count) else { return }
      append(text, range, isQuoted: Self.needsQuotes(text, range, quoting), to: &buffer)
    case .sharedText: appendShared(cell.code, shared, &buffer)
    case .decimal:
      guard let range = cell.textRange(of: text.count) else { return }
      if ByteFinder(UInt8(ascii: "e"), folded: 0x20).isFound(in: text, range) {
        appendWithExponent(text, range, &buffer)
      } else {
        append(text, range, isQuoted: false, to: &buffer)
      }
    case .error:
      guard let range = cell.textRange(of: text.count) else { return }
      append(text, range, isQuoted: quoting.isFound(in: text, range), to: &buffer)
    case .uncalculated: return
    default: CellText.append(value: cell, to: &buffer)
    }
  }

  @inline(never)
  private func appendShared(
    _ code: Int, _ shared: SharedTexts, _ buffer: inout OutputBytes
  ) {
    guard let range = shared.dictionary.range(of: code) else { return }
    let bytes = shared.dictionary.bytes
    append(bytes.span, range, isQuoted: shared.quoted?.contains(code) ?? false, to: &buffer)
  }

  /// `1E5` as `1E+5`: with neither a point nor a sign it would be a code when it is read.
  @inline(never)
  private func appendWithExponent(
    _ text: Span<UInt8>, _ range: Range<Int>, _ buffer: inout OutputBytes
  ) {
    guard let exponent = range.first(where: { text[$0] | 0x20 == UInt8(ascii: "e") }),
      exponent + 1 < range.upperBound, isDigit(text[exponent + 1]),
      !ByteFinder(UInt8(ascii: ".")).isFound(in: text, range)
    else {
      buffer.append(text.extracting(range))
      return
    }
    buffer.append(text.extracting(range.lowerBound..<(exponent + 1)))
    buffer.append(UInt8(ascii: "+"))
    buffer.append(text.extracting((exponent + 1)..<range.upperBound))
  }

  private static func needsQuotes(
    _ text: Span<UInt8>, _ range: Range<Int>, _ quoting: QuotingNeed
  ) -> Bool {
    quoting.isFound(in: text, range) || looksTyped(text.extracting(range))
  }

  private static func looksTyped(_ text: Span<UInt8>) -> Bool {
    let kinds = ValueClassifier.plainKinds(of: text)
    return kinds.isDisjoint(with: [.text, .date, .time, .dateTime, .leadingZero])
  }

  @inline(__always)
  private func append(
    _ text: Span<UInt8>, _ range: Range<Int>, isQuoted: Bool, to buffer: inout OutputBytes
  ) {
    guard isQuoted else {
      // Most texts are short: a call of the C library costs more than a few bytes copied too many.
      buffer.write(atMost: range.count + ShortCopy.slack) { room in
        room.copy(text, from: range.lowerBound, count: range.count, to: 0)
        return range.count
      }
      return
    }
    buffer.append(quoting: text.extracting(range))
  }
}

extension OutputBytes {
  /// Appends a field in quotes; each quote within it is doubled.
  mutating func append(quoting text: Span<UInt8>) {
    let quote = UInt8(ascii: "\"")
    append(quote)
    for i in text.indices {
      if text[i] == quote { append(quote) }
      append(text[i])
    }
    append(quote)
  }
}
