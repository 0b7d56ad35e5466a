import RowcastDelimitedText
import RowcastFeatures
import RowcastFileIO
import RowcastJSONText
import RowcastMachine
import RowcastOddRows
import RowcastProfile
import RowcastSpreadsheet
import RowcastTabular

/// `inspect`: what is in a file.
public struct Inspection {
  /// The path of the file; `-` for standard input.
  public var input: String
  /// How the file is read; a sheet chosen here is the one whose columns are described.
  public var reading: ReadOptions
  /// Whether all that a page shows is found: spreads, relations, odd rows, what is to be mended.
  public var isDetailed: Bool
  /// Where the page goes; nil for none.
  public var report: String?
  /// The columns whose values are not shown.
  public var sensitive: [String]

  /// Nothing is read before ``run(_:)``.
  public init(
    input: String, reading: ReadOptions, isDetailed: Bool = false, report: String? = nil,
    sensitive: [String] = []
  ) {
    self.input = input
    self.reading = reading
    self.isDetailed = isDetailed || report != nil
    self.report = report
    self.sensitive = sensitive
  }

  /// Rows of which the roles are found, fewer of very many columns; kinds, ranges and counts are of
  /// all rows.
  private static func roleRows(columns: Int) -> Int { min(50_000, 5_000_000 / max(1, columns)) }

  /// Reads all rows and describes the file, its parts and its columns.
  /// - Throws: ``PipelineError`` when the file cannot be read.
  public func run(_ session: Session) throws -> InspectionResult {
    do {
      try OddRun.checkPage(report, of: "columns")
      let claims = try OutputClaims(inputs: [input, reading.validation], session)
      try claims.claim(report, for: "the report")
      let opened = try session.timings.measure("types") {
        try OpenedInput(path: input, options: reading, session)
      }
      var result = InspectionResult(
        file: opened.name, format: opened.format, formatName: opened.workbook?.formatName)
      result.bytes = opened.input.count
      try describe(opened, in: &result)
      let chosen = try sourceToInspect(opened, &result)
      try result.mask(sensitive, among: chosen.schema, of: opened.name)
      try session.timings.measure("inspect", bytes: opened.input.count) {
        try tally(chosen, of: opened.name, in: &result, session)
      }
      if let report {
        try session.timings.measure("write") { try result.write(to: report) }
      }
      return result
    } catch {
      throw PipelineError(wrapping: error, file: InputFile.shown(input))
    }
  }

  /// A profile is kilobytes for each column; of more than these it would be out of proportion.
  private static let profiledColumns = 10_000

  /// Whether columns are profiled; a page needs that, and otherwise it is told that they are not.
  private func isProfiled(_ columns: Int, of file: String, _ session: Session) throws -> Bool {
    guard isDetailed, columns > Self.profiledColumns else { return isDetailed }
    let message =
      "no profile of \(columns) columns: at most \(Self.profiledColumns) have one; --columns chooses some"
    if report != nil { throw PipelineError(message, at: file, kind: .limit) }
    session.note(DiagnosticLog(Diagnostic(kind: .noProfile, message: message)), file: file)
    return false
  }

  private func tally(
    _ chosen: NamedSource, of file: String, in result: inout InspectionResult,
    _ session: Session
  ) throws {
    struct Part: Sendable {
      var tally: ProfileTally
      var batch: RecordBatch?
      var diagnostics: DiagnosticLog
    }
    let schema = chosen.schema
    let head = try chosen.source.head(
      of: schema, rows: Self.roleRows(columns: schema.columns.count))
    let roles = RoleInference.roles(of: head)
    let isProfiled = try isProfiled(schema.columns.count, of: file, session)
    let plan = isProfiled ? ProfilePlan(schema, roles: roles, head: head) : nil
    let counter = ProfileCounter(schema, plan: plan)
    var tally = counter.empty
    var sample = RowSample(
      limit: ProfileCounter.sampledRows(columns: schema.columns.count), seed: 0)
    let takesSample = isProfiled
    try chosen.source.mapBatches(
      { batch in
        Part(
          tally: counter.tally(batch), batch: takesSample ? batch : nil,
          diagnostics: batch.diagnostics)
      },
      inOrder: { part in
        counter.merge(part.tally, into: &tally)
        if let batch = part.batch { sample.add(batch) }
        session.note(part.diagnostics, file: file)
        session.progress?(RunProgress(stage: .inspecting, rows: tally.rowCount))
        return true
      })
    result.rows = tally.rowCount
    result.totals = tally.totals.map(\.number)
    result.columns = schema.columns.indices.map { i in
      InspectionResult.Column(
        schema.columns[i], tally.columns[i], rows: tally.rowCount,
        role: i < roles.count ? roles[i] : nil)
    }
    guard let plan else { return }
    let table = sample.table(of: schema)
    result.profile = TableProfile(
      schema, tally: tally, plan: plan, roles: roles, sample: table)
    result.schema = schema
    result.findOddRows(in: sample, table)
  }
}
