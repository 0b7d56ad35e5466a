import RowcastComparison
import RowcastFileIO
import RowcastMachine
import RowcastReporting
import RowcastTabular

/// `inspect OLD NEW`: what has changed between two files, or two sheets.
public struct ComparisonRun: Sendable {
  /// The path of the old table; `-` for standard input.
  public var old: String
  /// The path of the new table; `-` for standard input.
  public var new: String
  /// How both are read.
  public var reading: ReadOptions
  /// By what rows are matched, and which sheet the new one is.
  public var options: ComparingOptions
  /// Where what is not the same goes: a workbook with colors, or a record for each cell.
  public var output: String?
  /// Where the page goes.
  public var report: String?
  /// Columns whose values are not shown.
  public var sensitive: [String]

  /// Nothing is read before ``run(_:)``.
  public init(
    old: String, new: String, reading: ReadOptions, options: ComparingOptions,
    output: String? = nil, report: String? = nil, sensitive: [String] = []
  ) {
    self.old = old
    self.new = new
    self.reading = reading
    self.options = options
    self.output = output
    self.report = report
    self.sensitive = sensitive
  }

  /// Reads both, compares them, and writes what was asked for.
  /// - Throws: ``PipelineError`` when a file cannot be read or written, or a column is not there.
  public func run(_ session: Session) throws -> ComparisonSummary {
    try checkOutputs(session)
    let inputs = try session.timings.measure("types") {
      try ComparedInputs(old: old, new: new, reading, options, session)
    }
    do {
      let tables = try session.timings.measure("compare", bytes: inputs.bytes) {
        try RecordComparison(ComparisonOptions(key: options.key)).compare(
          inputs.old.side, inputs.new.side, tell: { try tell($0, of: inputs, session) })
      }
      try checkSensitive(tables)
      let (oldName, newName) = inputs.names
      let comparison = ComparisonReport(
        oldName: oldName, newName: newName, tables: tables, masked: Set(sensitive),
        software: "Rowcast \(RowcastVersion.current)")
      var summary = ComparisonSummary(comparison: comparison, old: inputs.old, new: inputs.new)
      try session.timings.measure("write") {
        if let report {
          try OutputFile.write(try ComparisonPage(comparison).render(), to: report)
          summary.report = report
        }
        if let output { summary.output = try write(comparison, to: output, session) }
      }
      return summary
    } catch {
      throw PipelineError(wrapping: error, file: inputs.new.name)
    }
  }

  private func tell(
    _ step: ComparisonStep, of inputs: ComparedInputs, _ session: Session
  ) throws(PipelineError) {
    switch step {
    case .read(let isNew, let rows, let diagnostics):
      let input = isNew ? inputs.new : inputs.old
      // A row has something for each column, also where it has no value.
      try Proportions(inputBytes: input.bytes, limits: reading.limits).checkTable(
        rows: rows, columns: input.side.schema.columns.count, of: input.name)
      session.note(diagnostics, file: input.name)
      session.progress?(RunProgress(stage: .reading, rows: rows))
    case .matched(let rows): session.progress?(RunProgress(stage: .inspecting, rows: rows))
    }
  }

  private func checkOutputs(_ session: Session) throws {
    if let report, !report.lowercased().hasSuffix(".html"), !report.lowercased().hasSuffix(".htm") {
      throw PipelineError("a report of changes is a web page (.html)", at: report, kind: .usage)
    }
    let format = output.flatMap { FileFormat(path: $0) }
    try OutputFolder.checkName(output, named: format, asked: nil)
    let claims = try OutputClaims(inputs: [old, new, reading.validation], session)
    try claims.claim(output, for: "the changes")
    try claims.claim(report, for: "the report")
  }

  private func checkSensitive(_ tables: ComparedTables) throws(PipelineError) {
    var names = tables.columns.map(\.pair.name)
    names += tables.columns.compactMap(\.pair.old?.name).filter { !names.contains($0) }
    if let name = sensitive.first(where: { !names.contains($0) }) {
      throw PipelineError(noColumn: name, among: names, purpose: "for --sensitive", at: "")
    }
  }

  private func write(
    _ comparison: ComparisonReport, to path: String, _ session: Session
  ) throws -> ConversionSummary.Output {
    var writing = WriteOptions()
    let format = FileFormat(path: path)
    if format == .sqlite || format == .sql { writing.table = "changes" }
    let target = OutputTarget(path: path, options: writing)
    if target.format == .xlsx {
      let (bytes, diagnostics) = try ComparisonWorkbook.write(comparison, to: path)
      session.note(diagnostics, file: OutputFile.shown(path))
      return ConversionSummary.Output(
        path: path, format: .xlsx, sheets: ["Changes"], rows: comparison.changeCount,
        columns: comparison.tables.columns.count, bytes: bytes)
    }
    let source = ChangedCells(comparison)
    return try target.write(
      NamedSource(source: source, schema: source.schema), of: comparison.newName, session)
  }
}
