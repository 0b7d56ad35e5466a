import RowcastFileIO
import RowcastTabular

/// All records of a file, read once: by what all rows told in a pass before, or by a guess from the
/// first rows against which every chunk is held.
///
/// Guessing right saves a third of the work, and most files are as they begin. Where a later row
/// shows the guess to be wrong, or the file is not plainly built, the reading ends with
/// ``WrongGuess`` and what was made of it is to be thrown away. Row numbers, lines and types are the
/// same either way.
struct Reading: RecordSource {
  /// The guess did not hold, or the file needs two passes for another reason.
  struct WrongGuess: Error {}

  /// How the chunks are come by.
  enum Strategy: Sendable {
    /// A pass before has found where they lie and what is in them.
    case measured([ChunkPlace], rowCount: Int)
    case guessed(Guess)
  }

  let schema: Schema
  let diagnostics: DiagnosticLog
  let layout: FileLayout
  let options: DelimitedOptions
  let plan: ReadingPlan
  let strategy: Strategy
  /// Whether the kinds of the schema are a part of the guess.
  var foretellsKinds = false

  var location: RowcastLocation { RowcastLocation(file: layout.input.name) }

  /// The error of a file that is not what the first pass saw.
  func changed() -> DelimitedTextError {
    DelimitedTextError(
      .file(
        FileError(
          .system("read the file", "it changed while it was read"), path: layout.input.name)))
  }
}

/// What the first records of a file suggest about all of them.
struct Guess: Sendable {
  let columns: ColumnPlanner
  let rules: ColumnRules
  let evidence: FileEvidence
  let known: KnownColumns
  /// A quarter more than the number of rows that the first chunk lets expect.
  let mostRows: Int
  /// About how many bytes a record takes.
  let recordBytes: Int

  /// Files that are smaller are read twice: that takes no time, and every guess is right.
  static let smallest = 1 << 20

  /// Nil for a file that is better read twice.
  init?(_ layout: FileLayout, _ options: DelimitedOptions, smallest: Int) {
    guard layout.input.count >= smallest, options.limit == nil, options.ragged == .pad,
      layout.grammar.isSimple,
      let rules = try? ColumnRules(options, names: Schema.repairedNames(layout.header))
    else { return nil }
    var cutter = ChunkCutter(layout, options, isTrusting: true)
    let reader = EvidenceReader(layout, rules, options)
    guard let first = try? cutter.next() else { return nil }
    let index = StructureIndex(
      first.bytes, grammar: layout.grammar, class: .notDigit,
      validates: true)
    guard index.isRegular, index.malformed == nil else { return nil }
    let evidence = reader.evidence(first.bytes, index)
    guard evidence.isPlain else { return nil }
    var learned = FileEvidence(expectedWidth: layout.width)
    learned.append(evidence, line: layout.dataLine)
    guard let columns = try? ColumnPlanner(layout: layout, evidence: learned, options: options)
    else { return nil }
    self.columns = columns
    self.evidence = learned
    self.rules = rules
    known = KnownColumns(learned, columns.plan.fields.modes, rules, layout.grammar)
    recordBytes = max(1, first.bytes.count / max(1, evidence.rowCount))
    mostRows = layout.input.count / recordBytes / 4 * 5 + 1000
  }
}
