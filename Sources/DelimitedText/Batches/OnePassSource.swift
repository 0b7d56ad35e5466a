package import RowcastFileIO
import RowcastMachine
package import RowcastTabular

/// A delimited file read once: types are guessed from its first records, records are handed out by
/// the guess, and every row is looked at for what its columns are.
///
/// The types are those of all rows, as with ``DelimitedSource``: where a later row shows the guess
/// to be wrong, reading ends with ``WrongGuess``, and what was made of the records is to be thrown
/// away. Guessing right saves a third of the work; most files are as they begin.
///
/// Rows are not numbered, as chunks are read side by side and how many come before one is known only
/// in the end: ``Tabular/RecordBatch/firstRow`` is 0 in the first batch and above 0 in others, and
/// that is all. Files that are not plainly built are refused in the same way.
package struct OnePassSource: TemplateSource {
  /// The guess did not hold, or the file needs two passes for another reason.
  package struct WrongGuess: Error {
    package init() {}
  }

  package let schema: Schema
  /// What was found about the file as a whole before its records.
  package let diagnostics: DiagnosticLog
  /// The size of the text in bytes.
  package var byteCount: Int { layout.input.count }
  let options: DelimitedOptions
  let layout: FileLayout
  let rules: ColumnRules
  let guess: ColumnPlanner
  private let settled: SettledColumns
  private let recordBytes: Int
  /// A quarter more than the number of rows that the first chunk lets expect.
  let mostRows: Int

  /// Files that are smaller are read twice: that takes no time, and every guess is right.
  package static let smallest = 1 << 20

  /// - Parameter smallest: the least number of bytes that are worth a guess.
  /// - Throws: ``WrongGuess`` when the file is better read twice; what is wrong with it is found then.
  package init(
    _ input: any ByteSource, options: DelimitedOptions, smallest: Int = OnePassSource.smallest
  ) throws {
    guard input.count >= smallest, options.limit == nil, options.ragged == .pad,
      let text = try? PreparedText(input: input, options: options),
      let layout = try? FileLayout(text: text, options: options), layout.grammar.isSimple
    else { throw WrongGuess() }
    self.options = options
    self.layout = layout
    rules = try ColumnRules(options, names: Schema.repairedNames(layout.header))
    var cutter = Self.cutter(layout, options)
    guard let first = try cutter.next() else { throw WrongGuess() }
    let reader = ChunkReader(layout: layout, rules: rules, options: options)
    let (evidence, _) = try first.bytes.withUnsafeBufferPointer { try reader.evidence($0) }
    var learned = FileEvidence(expectedWidth: layout.width)
    learned.append(evidence, line: layout.dataLine)
    guess = try ColumnPlanner(
      layout: layout, learned: TypeLearner.Learned(evidence: learned, chunks: []),
      options: options)
    schema = guess.schema
    settled = SettledColumns(learned, guess.plan)
    recordBytes = max(1, first.bytes.count / max(1, evidence.rowCount))
    mostRows = layout.input.count / recordBytes / 4 * 5 + 1000
    diagnostics = DelimitedSource.diagnostics(layout, learned)
  }

  static func cutter(_ layout: FileLayout, _ options: DelimitedOptions) -> ChunkCutter {
    ChunkCutter(
      input: layout.input, grammar: layout.grammar, from: layout.dataStart,
      recordLimit: options.limits.recordBytes, windowSize: max(1, options.limits.chunkBytes),
      isTrusting: true)
  }

  package func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    let plan = guess.plan
    try read(
      { reader, bytes, number in
        let (evidence, batch) = try reader.batch(bytes, number: number, plan: plan)
        return (evidence, try transform(batch))
      }, inOrder: consume)
  }

  package func renderBatches(
    by template: RecordTemplate, inOrder consume: (RenderedBatch) throws -> Bool
  ) throws -> Bool {
    guard let plan = RenderPlan(guess.plan, template) else { return false }
    try read(
      { reader, bytes, number in try reader.rendered(bytes, number: number, plan: plan) },
      inOrder: consume)
    return true
  }

  /// Reads chunk after chunk, and checks what each tells before its result is consumed.
  private func read<Result: Sendable>(
    _ transform: @Sendable (ChunkReader, [UInt8], Int) throws -> (ChunkEvidence, Result),
    inOrder consume: (Result) throws -> Bool
  ) throws {
    var cutter = Self.cutter(layout, options)
    let reader = ChunkReader(
      layout: layout, rules: rules, options: options, settled: settled, recordBytes: recordBytes)
    var check = GuessCheck(guess: guess, layout: layout, options: options)
    var count = 0
    try orderedMap(
      produce: { () -> (Int, RawChunk)? in
        guard let chunk = try cutter.next() else { return nil }
        defer { count += 1 }
        return (count, chunk)
      },
      transform: { (number: Int, chunk: RawChunk) throws -> (ChunkEvidence, Result) in
        try transform(reader, chunk.bytes, number)
      },
      consume: { evidence, result in
        try check.append(evidence)
        return try consume(result)
      })
  }
}
