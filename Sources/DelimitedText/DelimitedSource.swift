public import FileIO
import Parallelism
public import Tabular

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
  /// The number of records.
  public let rowCount: Int
  /// What was found about the file as a whole: passed lines, ragged records, odd quotes.
  public let diagnostics: DiagnosticLog

  let input: InputFile
  let plan: BatchPlan
  let chunks: [ChunkPlace]

  /// Detects the dialect and learns the types of all columns from all rows.
  public init(
    input: InputFile, options: DelimitedOptions = DelimitedOptions()
  ) throws(DelimitedTextError) {
    let layout = try FileLayout(input: input, options: options)
    let learned = try TypeLearner(layout: layout, options: options).learn()
    let columns = try ColumnPlanner(layout: layout, learned: learned, options: options)
    self.options = options
    self.input = layout.input
    dialect = layout.dialect
    header = layout.header
    schema = columns.schema
    plan = columns.plan
    chunks = learned.chunks
    rowCount = learned.evidence.rowCount
    diagnostics = DiagnosticLog()
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
}
