import RowcastFileIO
import RowcastTabular

/// Finds the value that keeps a column from being what was asked of it, by reading once more: the first
/// pass keeps one example of each kind of value, and the first text of a column may fit where a later one
/// does not.
struct CulpritSearch {
  let layout: FileLayout
  let options: DelimitedOptions

  /// The error with the first value from which on no reading of the column is left; as it is where there
  /// is none.
  func placed(_ error: DelimitedTextError) -> DelimitedTextError {
    guard case .badValue(let name, _, _, _) = error.reason,
      let column = Schema.repairedNames(layout.header).firstIndex(of: name),
      let rules = try? ColumnRules(options, names: Schema.repairedNames(layout.header)),
      let found = try? search(column: column, name: name, rules)
    else { return error }
    return found
  }

  private func search(
    column: Int, name: String, _ rules: ColumnRules
  ) throws(DelimitedTextError) -> DelimitedTextError? {
    var cutter = ChunkCutter(layout, options)
    let walker = RecordWalker(grammar: layout.grammar)
    var sink = CulpritSink(
      column: column, name: name, rules: rules, fieldText: FieldText(layout.grammar),
      delimiter: layout.dialect.delimiter, options: options, file: layout.input.name,
      line: layout.dataLine)
    while sink.error == nil, let chunk = try cutter.next() {
      let lines = walker.walk(
        chunk.bytes.padded, from: 0, count: chunk.bytes.count, sink: &sink
      ).lines
      sink.line += lines
    }
    return sink.error
  }
}

/// Gathers what one column tells, value by value, until it cannot be what was asked.
private struct CulpritSink: RecordSink {
  static let byteClass = ByteClass.notDigit

  let column: Int
  let name: String
  let rules: ColumnRules
  let fieldText: FieldText
  let delimiter: String?
  let options: DelimitedOptions
  let file: String
  /// The line of the first byte of the chunk.
  var line: Int
  private(set) var error: DelimitedTextError?
  private var place = 0
  private var rows = 0
  private var evidence = ColumnEvidence()
  private var new: (kinds: ValueKinds, text: String)?

  init(
    column: Int, name: String, rules: ColumnRules, fieldText: FieldText, delimiter: String?,
    options: DelimitedOptions, file: String, line: Int
  ) {
    self.column = column
    self.name = name
    self.rules = rules
    self.fieldText = fieldText
    self.delimiter = delimiter
    self.options = options
    self.file = file
    self.line = line
  }

  mutating func field(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: FieldTraits, _ classes: UInt64
  ) {
    defer { place += 1 }
    guard place == column else { return }
    let kinds = rules.kinds(ofField: bytes, start, end, traits, fieldText, column: column)
    let left =
      !kinds.contains(.text)
      ? evidence.readings
      : traits.contains(.encoded)
        ? [] : rules.readings(of: bytes.extracting(start..<end), among: evidence.readings)
    guard !evidence.kinds.isSuperset(of: kinds) || left != evidence.readings else { return }
    evidence.readings = left
    let text = fieldText.bytes(bytes, start, min(end, start + 160), traits)
    new = (kinds, String(decoding: text, as: UTF8.self))
  }

  mutating func endRecord(line: Int, next: Int, isTerminated: Bool) -> Bool {
    place = 0
    rows += 1
    if let new { judge(new.kinds, new.text, at: self.line + line) }
    new = nil
    return error == nil && rows < options.limit ?? .max
  }

  /// Asks whether the column can still be what was asked.
  private mutating func judge(_ kinds: ValueKinds, _ text: String, at line: Int) {
    let fresh = kinds.subtracting(evidence.kinds)
    if !fresh.isEmpty { evidence.examples.append(.init(kinds: fresh, line: line, text: text)) }
    evidence.kinds.formUnion(kinds)
    let request = ColumnRequest(
      name: name, evidence: evidence, options: options, delimiter: delimiter,
      format: rules.format(column: column), marks: nil, file: file)
    do throws(DelimitedTextError) { _ = try request.decision() } catch {
      guard case .badValue(let name, _, let type, let why) = error.reason, !isOpen else { return }
      self.error = DelimitedTextError(
        .badValue(column: name, value: text, type: type, why: why),
        at: RowcastLocation(file: file, row: line))
    }
  }

  /// Whether values to come may still decide between several readings.
  private var isOpen: Bool {
    switch Interpretation(evidence) {
    case .ambiguousAmount, .ambiguousDate: true
    case .none:
      evidence.readings.admitted(by: evidence.kinds).intersection(.dates).rawValue.nonzeroBitCount
        > 1
    case .amount, .date: false
    }
  }
}
