import ArgumentParser
import RowcastFileIO
import RowcastMachine
import RowcastPipeline

/// Writes the driver of Spark out and hands over to `spark-submit`.
struct SparkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spark",
    abstract: "Train, predict, convert and inspect on Apache Spark, by spark-submit.",
    discussion: """
      What stands behind the options of spark-submit is for the driver: train, predict, convert or \
      inspect with their own options, which `rowcast spark train --help` shows.

        rowcast spark train --input table/ --target churned --model-out churned.rowcast.json
        rowcast spark --submit --master=yarn --submit --num-executors=20 predict \\
          --model churned.rowcast.json --input table/ --output scored/
        rowcast spark --driver rowcast_spark.py
      """)

  @Option(
    parsing: .unconditionalSingleValue,
    help: "An option of spark-submit, such as --master=yarn; may be repeated.")
  var submit: [String] = []

  @Option(help: "Only write the driver to this file.", completion: .file(extensions: ["py"]))
  var driver: String?

  @Argument(parsing: .captureForPassthrough, help: "What the driver is to do.")
  var command: [String] = []

  func run() throws {
    let source = PackageResources.rowcast_spark_py
    do {
      if let driver {
        try OutputFile.write(source, to: driver)
        return
      }
      if command.first == "--help" || command.first == "-h" { throw CleanExit.helpRequest(self) }
      guard let first = command.first, ["train", "predict", "convert", "inspect"].contains(first)
      else {
        throw PipelineError("one of train, predict, convert and inspect is missing", kind: .usage)
      }
      let folder = System.environment("TMPDIR") ?? "/tmp"
      // Named by who runs it, so that nobody else's file is run.
      let path = "\(folder)/rowcast_spark_\(getpid()).py"
      try OutputFile.write(source, to: path)
      let own = CommandLine.arguments.first.flatMap { System.program(named: $0) }
      let program = command.contains("--rowcast") ? [] : own.map { ["--rowcast", $0] } ?? []
      // What the options are, the driver says without Spark.
      let asksForHelp = command.contains("--help") || command.contains("-h")
      let starter = asksForHelp ? ["python3"] : ["spark-submit"] + submit
      System.become(starter + [path] + command + program)
      throw PipelineError(
        "\(asksForHelp ? "python3" : "spark-submit") cannot be started (\(System.message(errno))); "
          + "`rowcast spark --driver FILE` writes the driver for other ways")
    } catch let exit as CleanExit {
      throw exit
    } catch {
      throw PipelineError(wrapping: error, file: driver ?? "")
    }
  }
}
