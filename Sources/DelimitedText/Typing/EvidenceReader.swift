import RowcastTabular

/// Reads chunks for what they tell about the columns.
struct EvidenceReader: Sendable {
  let rules: ColumnRules
  let grammar: Grammar
  let width: Int
  let rowLimit: Int
  let columnLimit: Int
  /// Columns of which nothing more needs to be known.
  var settled: SettledColumns?

  init(
    _ layout: FileLayout, _ rules: ColumnRules, _ options: DelimitedOptions,
    settled: SettledColumns? = nil
  ) {
    self.rules = rules
    grammar = layout.grammar
    width = layout.width
    rowLimit = options.limit ?? .max
    columnLimit = max(layout.width, options.limits.columns)
    self.settled = settled
  }

  /// A sink for the records of a chunk.
  func sink(_ base: UnsafePointer<UInt8>) -> EvidenceSink {
    EvidenceSink(
      bytes: base, rules: rules, fieldText: FieldText(grammar), expectedWidth: width,
      rowLimit: rowLimit, columnLimit: columnLimit, settled: settled)
  }

  /// What a chunk tells whose index is regular and has a map of ``EvidenceSink/byteClass``.
  func evidence(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ index: borrowing StructureIndex
  ) -> ChunkEvidence {
    var sink = sink(base)
    let lines = IndexWalker(grammar: grammar).walk(base, count: count, index: index, sink: &sink)
    return sink.finish(lines: lines)
  }

  /// What a chunk of any structure tells.
  func evidence(_ bytes: PaddedBytes) -> ChunkEvidence {
    bytes.withBytes { base, count in
      let index = StructureIndex(
        base, count: count, grammar: grammar, class: EvidenceSink.byteClass, validates: true)
      let malformed =
        grammar.isSimple ? index.malformed : UTF8Validation.firstError(base, count: count)
      if let malformed { return Self.malformed(base, count, at: malformed) }
      if index.isRegular { return evidence(base, count, index) }
      var sink = sink(base)
      var issues: [StructureIssue] = []
      var issueCount = 0
      let (failure, lines) = RecordWalker(grammar: grammar).walk(
        base, from: 0, count: count, sink: &sink
      ) {
        issueCount += 1
        if issues.count < 100 { issues.append($0) }
      }
      var evidence = sink.finish(lines: lines)
      evidence.failure = failure
      evidence.issues = issues
      evidence.issueCount = issueCount
      return evidence
    }
  }

  private static func malformed(
    _ base: UnsafePointer<UInt8>, _ count: Int, at place: Int
  ) -> ChunkEvidence {
    let bytes = UnsafeBufferPointer(start: base, count: count)
    var before = LineCounter()
    before.count(UnsafeBufferPointer(rebasing: bytes[..<place]))
    var evidence = ChunkEvidence()
    evidence.malformed = ChunkEvidence.Malformed(
      bytes: Array(bytes[place..<min(place + 3, count)]), line: before.line - 1,
      column: before.column)
    return evidence
  }
}
