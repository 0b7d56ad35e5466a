import RowcastMachine
import RowcastTabular

/// Reads chunks for what they tell about the columns.
struct EvidenceReader: Sendable {
  let rules: ColumnRules
  let grammar: Grammar
  let width: Int
  let rowLimit: Int
  let columnLimit: Int
  /// What is known of the columns.
  var known: KnownColumns?

  init(
    _ layout: FileLayout, _ rules: ColumnRules, _ options: DelimitedOptions,
    known: KnownColumns? = nil
  ) {
    self.rules = rules
    grammar = layout.grammar
    width = layout.width
    rowLimit = options.limit ?? .max
    columnLimit = max(layout.width, options.limits.columns)
    self.known = known
  }

  /// A sink for the records of a chunk.
  func sink() -> EvidenceSink {
    EvidenceSink(
      rules: rules, fieldText: FieldText(grammar), expectedWidth: width, rowLimit: rowLimit,
      columnLimit: columnLimit, known: known)
  }

  /// What a chunk tells whose index is regular and has a map of ``EvidenceSink/byteClass``.
  func evidence(
    _ bytes: PaddedBytes, _ index: borrowing StructureIndex
  ) -> ChunkEvidence {
    var sink = sink()
    let lines = IndexWalker(grammar: grammar).walk(bytes, index: index, sink: &sink)
    return sink.finish(lines: lines)
  }

  /// What a chunk of any structure tells.
  func evidence(_ bytes: PaddedBytes) -> ChunkEvidence {
    let index = StructureIndex(
      bytes, grammar: grammar, class: EvidenceSink.byteClass,
      validates: true)
    let malformed =
      grammar.isSimple ? index.malformed : UTF8Validation.firstError(bytes.text)
    if let malformed { return Self.malformed(bytes.text, at: malformed) }
    if index.isRegular { return evidence(bytes, index) }
    var sink = sink()
    var issues: [StructureIssue] = []
    var issueCounts: [StructureIssue.Kind: Int] = [:]
    let (failure, lines) = RecordWalker(grammar: grammar).walk(
      bytes.padded, from: 0, count: bytes.count, sink: &sink
    ) {
      let count = issueCounts[$0.kind, default: 0]
      issueCounts[$0.kind] = count + 1
      if count < FileEvidence.keptIssues { issues.append($0) }
    }
    for issue in Self.nuls(bytes.text) {
      let count = issueCounts[.nul, default: 0]
      issueCounts[.nul] = count + 1
      if count < FileEvidence.keptIssues { issues.append(issue) }
    }
    var evidence = sink.finish(lines: lines)
    evidence.failure = failure
    evidence.issues = issues
    evidence.issueCounts = issueCounts
    return evidence
  }

  /// Runs of U+0000, each with the lines before it.
  private static func nuls(_ text: Span<UInt8>) -> [StructureIssue] {
    var found: [StructureIssue] = []
    var lines = LineCounter()
    var from = 0
    while let at = text.firstIndex(of: 0, from: from) {
      lines.count(text.extracting(from..<at))
      found.append(StructureIssue(kind: .nul, offset: at, line: lines.line - 1))
      from = at + 1
      while from < text.count, text[from] == 0 { from += 1 }
    }
    return found
  }

  private static func malformed(_ text: Span<UInt8>, at place: Int) -> ChunkEvidence {
    var before = LineCounter()
    before.count(text.extracting(first: place))
    var evidence = ChunkEvidence()
    evidence.malformed = ChunkEvidence.Malformed(
      bytes: Array(text.extracting(place..<min(place + 3, text.count))), line: before.line - 1,
      column: before.column)
    return evidence
  }
}
