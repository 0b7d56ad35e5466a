import RowcastTabular

/// Whether all that was read agrees with the guess.
struct GuessCheck {
  let guess: ColumnPlanner
  let layout: FileLayout
  let options: DelimitedOptions
  private var known: FileEvidence
  /// What follows from all that was read so far.
  private(set) var now: ColumnPlanner

  init(_ guess: Guess, _ layout: FileLayout, _ options: DelimitedOptions) {
    self.guess = guess.columns
    self.layout = layout
    self.options = options
    now = guess.columns
    known = guess.evidence
  }

  /// Adds a chunk; what it tells must lead to the same plan.
  mutating func append(_ chunk: ChunkEvidence) throws(Reading.WrongGuess) {
    let before = known.columns.map { ($0.kinds, $0.readings) }
    known.append(chunk, line: 1)
    let isNew = zip(before, known.columns).contains { old, new in
      old.0 != new.kinds || old.1 != new.readings
    }
    guard isNew else { return }
    guard let now = try? ColumnPlanner(layout: layout, evidence: known, options: options) else {
      throw Reading.WrongGuess()
    }
    self.now = now
    let decisions = now.plan.fields.decisions
    let guessed = guess.plan.fields.decisions
    let agrees = zip(decisions, guessed).allSatisfy { a, b in
      a.mode == b.mode && (a.kind == .empty) == (b.kind == .empty) && a.decimal == b.decimal
        && a.reading == b.reading && a.format == b.format && a.doubt == b.doubt
    }
    guard agrees, decisions.count == guessed.count else { throw Reading.WrongGuess() }
  }
}
