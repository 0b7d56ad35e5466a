import RowcastFileIO
import RowcastMachine
import RowcastTabular

/// The first pass: types from all rows, and the places of the chunks for the second.
struct TypeLearner {
  let layout: FileLayout
  let options: DelimitedOptions

  struct Learned {
    var evidence: FileEvidence
    var chunks: [ChunkPlace]
  }

  func learn() throws(DelimitedTextError) -> Learned {
    var cutter = ChunkCutter(
      input: layout.input, grammar: layout.grammar, from: layout.dataStart,
      recordLimit: options.limits.recordBytes, windowSize: max(1, options.limits.chunkBytes))
    let rules = try ColumnRules(options, names: Schema.repairedNames(layout.header))
    let walker = RecordWalker(grammar: layout.grammar)
    let width = layout.width
    let limit = options.limit ?? .max
    let columnLimit = max(width, options.limits.columns)
    var learned = Learned(evidence: FileEvidence(expectedWidth: width), chunks: [])
    if limit <= 0 { return learned }
    var line = layout.dataLine
    do {
      try orderedMap(
        produce: { try cutter.next() },
        transform: { (chunk: RawChunk) throws -> (ChunkEvidence, Int, Int) in
          let evidence = Self.read(
            chunk.bytes, walker: walker, rules: rules, width: width, limit: limit,
            columnLimit: columnLimit)
          return (evidence, chunk.offset, chunk.bytes.count)
        },
        consume: { evidence, offset, count in
          if let malformed = evidence.malformed {
            throw DelimitedTextError(
              .malformedText(
                encoding: "utf-8", bytes: malformed.bytes, hint: "try another --encoding"),
              at: RowcastLocation(
                file: layout.input.name, row: line + malformed.line, column: malformed.column))
          }
          if evidence.isTooWide {
            throw DelimitedTextError(
              .limit(
                what: "the number of fields of a record", limit: options.limits.columns,
                option: "--max columns=N"),
              at: RowcastLocation(file: layout.input.name, row: line))
          }
          if let failure = evidence.failure {
            throw Self.error(failure, chunkLine: line, offset: offset, name: layout.input.name)
          }
          learned.chunks.append(
            ChunkPlace(
              offset: offset, count: count, line: line, firstRow: learned.evidence.rowCount,
              rowCount: evidence.rowCount, fieldCount: evidence.fieldCount,
              spare: evidence.encodedBytes))
          learned.evidence.append(evidence, line: line)
          if options.ragged == .error, let ragged = learned.evidence.firstRagged {
            throw DelimitedTextError(
              .fieldCount(expected: width, found: ragged.width),
              at: RowcastLocation(file: layout.input.name, row: ragged.line))
          }
          line += evidence.lines
          return learned.evidence.rowCount < limit
        })
    } catch let error as DelimitedTextError {
      throw error
    } catch {
      throw DelimitedTextError(.foreignFormat("\(error)"))
    }
    learned.evidence.rowCount = min(learned.evidence.rowCount, limit)
    return learned
  }

  private static func read(
    _ bytes: [UInt8], walker: RecordWalker, rules: ColumnRules, width: Int, limit: Int,
    columnLimit: Int
  ) -> ChunkEvidence {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return ChunkEvidence() }
      var sink = EvidenceSink(
        bytes: base, rules: rules, fieldText: FieldText(walker.grammar), expectedWidth: width,
        rowLimit: limit, columnLimit: columnLimit)
      var malformed: Int?
      if walker.grammar.isSimple {
        let index = StructureIndex(
          base, count: buffer.count, grammar: walker.grammar, class: .notDigit, validates: true)
        if index.isRegular, index.malformed == nil {
          let lines = IndexWalker(grammar: walker.grammar).walk(
            base, count: buffer.count, index: index, sink: &sink)
          var evidence = sink.finish()
          evidence.lines = lines
          return evidence
        }
        malformed = index.malformed
      } else {
        malformed = UTF8Validation.firstError(base, count: buffer.count)
      }
      if let malformed {
        _ = sink.finish()
        return malformedEvidence(buffer, malformed)
      }
      var issues: [StructureIssue] = []
      var issueCount = 0
      let (failure, lines) = walker.walk(base, from: 0, count: buffer.count, sink: &sink) {
        issueCount += 1
        if issues.count < 100 { issues.append($0) }
      }
      var evidence = sink.finish()
      evidence.failure = failure
      evidence.lines = lines
      evidence.issues = issues
      evidence.issueCount = issueCount
      return evidence
    }
  }

  private static func malformedEvidence(
    _ buffer: UnsafeBufferPointer<UInt8>, _ at: Int
  ) -> ChunkEvidence {
    var before = LineCounter()
    before.count(UnsafeBufferPointer(rebasing: buffer[..<at]))
    var evidence = ChunkEvidence()
    evidence.malformed = ChunkEvidence.Malformed(
      bytes: Array(buffer[at..<min(at + 3, buffer.count)]), line: before.line - 1,
      column: before.column)
    return evidence
  }

  private static func error(
    _ issue: StructureIssue, chunkLine: Int, offset: Int, name: String
  ) -> DelimitedTextError {
    let reason: DelimitedTextError.Reason =
      switch issue.kind {
      case .unclosedQuote: .unclosedQuote
      case .bareQuote: .bareQuote
      case .textAfterQuote: .textAfterQuote
      }
    return DelimitedTextError(
      reason, at: RowcastLocation(file: name, row: chunkLine + issue.line))
  }
}
