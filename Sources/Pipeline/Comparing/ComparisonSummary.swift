import RowcastComparison
public import RowcastReporting

/// What a comparison found and wrote.
public struct ComparisonSummary: Sendable {
  /// What was found, for people.
  public let comparison: ComparisonReport
  /// Where the page went.
  public internal(set) var report: String?
  /// What was written of the changes.
  public internal(set) var output: ConversionSummary.Output?
  let old: ComparedInputs.Input
  let new: ComparedInputs.Input

  init(comparison: ComparisonReport, old: ComparedInputs.Input, new: ComparedInputs.Input) {
    self.comparison = comparison
    self.old = old
    self.new = new
  }

  /// What was found, for a terminal.
  /// - Throws: ``PipelineError`` when the changes cannot be read back.
  public func text() throws -> String {
    do { return try ComparisonStory(comparison).text() } catch {
      throw PipelineError(wrapping: error, file: new.name)
    }
  }

  /// Fails when there is any difference.
  /// - Throws: ``PipelineError`` with how many rows and columns differ.
  public func checkSame() throws(PipelineError) {
    guard !comparison.tables.isEmpty else { return }
    let columns = comparison.tables.columns.count {
      $0.pair.fate != .kept || $0.pair.isOfAnotherKind
    }
    let counts = comparison.tables.counts
    throw PipelineError(
      "\(NumberWords.number(counts.added + counts.removed + counts.changed, "row")) and "
        + "\(NumberWords.number(columns, "column")) are not the same (--strict)",
      at: new.name)
  }
}
