import ArgumentParser
import RowcastPipeline

/// What an engine of many machines runs: rows as lines in, results as lines out. For drivers, not for
/// people; hidden from the overview.
struct PartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "part",
    abstract: "One part of a training or prediction that runs in many places, such as on Spark.",
    discussion: """
      Lines in, lines out, nothing kept between runs. Empty input: empty output, exit 0.

        rowcast part lead --head first.csv --lines 5000000 --work passes --target churned
        rowcast part run pass-0123456789abcdef.json < rows.csv > result.ndjson
        rowcast part run --kept pass-fedcba9876543210.json < rows-that-were-kept > result.ndjson
        rowcast part merge < results.ndjson > result.ndjson
        rowcast part prepare --head first.csv --model churned.rowcast.json --work passes
      """,
    shouldDisplay: false,
    subcommands: [
      PartLeadCommand.self, PartRunCommand.self, PartMergeCommand.self,
      PartPrepareCommand.self, PartConvertCommand.self, PartInspectCommand.self,
    ])
}
