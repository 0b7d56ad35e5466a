import RowcastPipeline
import RowcastReporting

extension InspectCommand {
  /// Tells what has changed between two files.
  func compare(_ old: String, _ new: String, _ options: RunOptions, _ session: Session) throws {
    let summary = try ComparisonRun(
      old: old, new: new, reading: options.reading, options: options.comparing,
      output: options.output, report: options.report, sensitive: options.sensitive
    ).run(session)
    try Console.finish(session, options.console)
    let text =
      try options.console.isJSON
      ? summary.json(session, withTimings: options.console.showsTimings)
      : summary.text()
    Console.print(text, to: options.output == "-" ? .standardError : .standardOutput)
    if options.console.isStrict { try summary.checkSame() }
  }

  /// Refuses what is for two files where there is one.
  func checkOneFile(_ options: RunOptions) throws {
    let asked = [
      (options.output != nil, "output"), (!options.comparing.key.isEmpty, "key"),
      (options.comparing.newSheet != nil, "sheet-new"),
    ].first(where: \.0)
    guard let asked else { return }
    throw PipelineError(
      "--\(asked.1) is for two files, and one is given: rowcast inspect OLD NEW", kind: .usage)
  }
}
