public import RowcastFileIO
import RowcastMachine
public import RowcastTabular

/// A delimited file: its dialect, its columns with types learned from every row, and its records.
///
/// Opening it reads the file once, in parallel, for the types; ``mapBatches(_:inOrder:)`` reads it
/// again for the values. Memory is a few chunks however long the file is.
public struct DelimitedSource: RecordSource {
  public let options: DelimitedOptions
  /// How the file is written.
  public let dialect: Dialect
  /// The header's fields as they stand in the file; empty when there is none.
  public let header: [String]
  public let schema: Schema
  /// What all rows told about each column of the file.
  public let inspection: [ColumnInspection]
  /// The number of records.
  public let rowCount: Int
  /// What was found about the file as a whole: passed lines, ragged records, odd quotes.
  public let diagnostics: DiagnosticLog

  let input: any ByteSource
  let plan: BatchPlan
  let chunks: [ChunkPlace]

  /// Detects the dialect and learns the types of all columns from all rows.
  /// - Parameter bytes: the text in any encoding, not compressed.
  /// - Throws: ``DelimitedTextError`` with the line where that is known.
  public init(
    _ bytes: any ByteSource, options: DelimitedOptions = DelimitedOptions()
  ) throws(DelimitedTextError) {
    let (layout, learned) = try Self.learn(bytes, options)
    let columns = try ColumnPlanner(layout: layout, learned: learned, options: options)
    self.options = options
    self.input = layout.input
    dialect = layout.dialect
    header = layout.header
    schema = columns.schema
    inspection = columns.inspection
    plan = columns.plan
    chunks = learned.chunks
    rowCount = learned.evidence.rowCount
    diagnostics = Self.diagnostics(layout, learned.evidence)
  }

  /// What was odd about the file as a whole.
  static func diagnostics(
    _ layout: FileLayout, _ evidence: FileEvidence
  ) -> DiagnosticLog {
    var log = DiagnosticLog()
    if let line = layout.foreignLine {
      let reason = layout.dialect.reasons["encoding"].map { " (\($0))" } ?? ""
      log.add(
        Diagnostic(
          kind: "guessed-encoding",
          message: "not UTF-8, so read as \(layout.dialect.encoding)\(reason); "
            + "--encoding says another",
          location: RowcastLocation(file: layout.input.name, row: line)))
    }
    if layout.skippedLines > 0 {
      let count = layout.skippedLines
      log.add(
        Diagnostic(
          kind: "skipped-lines",
          message: "\(count) line\(count == 1 ? "" : "s") before the table passed over",
          location: RowcastLocation(file: layout.input.name, row: 1)))
    }
    for (issue, line) in evidence.issues {
      let message =
        issue.kind == .textAfterQuote
        ? "text behind a closing quote" : "a quote inside an unquoted field"
      log.add(
        Diagnostic(
          kind: "odd-quote", message: message,
          location: RowcastLocation(file: layout.input.name, row: line)))
    }
    return log
  }

  /// The first pass; a second time with another encoding when the text turns out not to be UTF-8.
  private static func learn(
    _ input: any ByteSource, _ options: DelimitedOptions
  ) throws(DelimitedTextError) -> (FileLayout, TypeLearner.Learned) {
    var failure: DelimitedTextError?
    while true {
      let text = try PreparedText(input: input, options: options, failure: failure)
      do throws(DelimitedTextError) {
        let layout = try FileLayout(text: text, options: options)
        return (layout, try TypeLearner(layout: layout, options: options).learn())
      } catch {
        guard case .malformedText = error.reason, text.isAssumed, failure == nil else {
          throw error
        }
        failure = error
      }
    }
  }
}

/// Where a chunk of whole records lies, and what comes before it.
struct ChunkPlace: BitwiseCopyable, Sendable {
  var offset: Int
  var count: Int
  /// The line of its first byte, from 1.
  var line: Int
  /// The number of records before it, and in it.
  var firstRow: Int
  var rowCount: Int
  /// The number of fields, and at most how many bytes decoding adds.
  var fieldCount: Int
  var spare: Int
}
