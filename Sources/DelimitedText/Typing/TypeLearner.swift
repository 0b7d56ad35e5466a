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
    var cutter = ChunkCutter(layout, options)
    let rules = try ColumnRules(options, names: Schema.repairedNames(layout.header))
    let reader = EvidenceReader(layout, rules, options)
    let width = layout.width
    let limit = options.limit ?? .max
    var learned = Learned(evidence: FileEvidence(expectedWidth: width), chunks: [])
    if limit <= 0 { return learned }
    var line = layout.dataLine
    do {
      try orderedMap(
        produce: { try cutter.next() },
        transform: { (chunk: RawChunk) throws -> (ChunkEvidence, Int, Int) in
          (reader.evidence(chunk.bytes), chunk.offset, chunk.bytes.count)
        },
        consume: { evidence, offset, count in
          if let malformed = evidence.malformed {
            throw DelimitedTextError(
              .malformedText(
                encoding: "utf-8", bytes: malformed.bytes),
              at: RowcastLocation(
                file: layout.input.name, row: line + malformed.line, column: malformed.column))
          }
          if evidence.isTooWide {
            throw DelimitedTextError(
              .limit(
                what: "the number of fields of a record", limit: options.limits.columns,
                remedy: Remedy(.limit, "columns")),
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
    } catch {
      throw DelimitedTextError(wrapping: error)
    }
    learned.evidence.rowCount = min(learned.evidence.rowCount, limit)
    return learned
  }

  private static func error(
    _ issue: StructureIssue, chunkLine: Int, offset: Int, name: String
  ) -> DelimitedTextError {
    let reason: DelimitedTextError.Reason =
      switch issue.kind {
      case .unclosedQuote: .unclosedQuote
      case .bareQuote: .bareQuote
      case .textAfterQuote, .comment, .mark, .nul: .textAfterQuote
      }
    return DelimitedTextError(
      reason, at: RowcastLocation(file: name, row: chunkLine + issue.line))
  }
}
