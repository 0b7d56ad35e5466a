import RowcastFileIO
import RowcastMachine
import RowcastOddRows
import RowcastReporting
import RowcastTabular

/// `odd`: scores every row by how unusual it is, and says why.
public struct OddRun: Sendable {
  /// The path of the rows; `-` for standard input.
  public var input: String
  /// Where the scored rows go; nil for standard output, or nowhere if a report or a model is made.
  public var output: String?
  /// How the scored rows are written.
  public var writing: WriteOptions
  /// Where the page of the oddest rows goes.
  public var report: String?
  /// How the rows are read.
  public var reading: ReadOptions
  /// How odd rows are looked for.
  public var options: OddnessOptions

  /// The rows that a page shows.
  private static let shownRows = 50
  /// About what a row takes while it is looked at, for each column.
  private static let columnBytes = 64
  /// All rows are kept as columns up to so many bytes, of so many for each value.
  private static let keptBytes = 64 << 20
  private static let valueBytes = 12

  /// Nothing is read before ``run(_:)``.
  public init(
    input: String, output: String?, writing: WriteOptions, report: String?, reading: ReadOptions,
    options: OddnessOptions
  ) {
    self.input = input
    self.output = output
    self.writing = writing
    self.report = report
    self.reading = reading
    self.options = options
  }

  /// Whether records are written, and not only a page or a model.
  private var writesRecords: Bool {
    output != nil || writing != WriteOptions() || (report == nil && options.fit == nil)
  }

  /// Learns what is usual unless a model has it, scores all rows, and writes what was asked for.
  /// - Throws: ``PipelineError`` when a file cannot be read or written.
  public func run(_ session: Session) throws -> OddSummary {
    do {
      try checkOutputs(session)
      let opened = try session.timings.measure("types") {
        try OpenedInput(path: input, options: reading, session)
      }
      let chosen = try opened.source(reading, isExact: true)
      let fitted = try self.fitted(chosen, of: opened, session)
      let collector = OddCollector(
        limit: options.top ?? (report == nil ? 0 : Self.shownRows))
      var summary = OddSummary()
      try session.timings.measure("score", bytes: opened.input.count) {
        try score(chosen, fitted, of: opened, collector, &summary, session)
      }
      if let path = options.fit {
        try fitted.write(to: path)
        summary.model = path
      }
      let found = collector.found
      (summary.rowCount, summary.oddCount) = (found.rowCount, found.oddCount)
      (summary.learnedCount, summary.oddCells) = (fitted.rowCount, found.oddCells)
      if let report {
        try write(found, fitted, chosen.schema, of: opened.name, to: report)
        summary.report = report
      }
      return summary
    } catch {
      throw PipelineError(wrapping: error, file: InputFile.shown(input))
    }
  }

  /// Refuses a name that is not one of a page.
  static func checkPage(_ path: String?, of what: String) throws(PipelineError) {
    guard let path, !path.lowercased().hasSuffix(".html"), !path.lowercased().hasSuffix(".htm")
    else { return }
    throw PipelineError("a report of \(what) is a web page (.html)", at: path, kind: .usage)
  }

  private func checkOutputs(_ session: Session) throws {
    if options.fit != nil, options.model != nil {
      throw PipelineError(
        "--fit learns what is usual and --model has it: use one of them", kind: .usage)
    }
    if options.model != nil, options.seed != RunOptions.standard.oddness.seed {
      throw PipelineError("--seed is for learning, and --model has learned", kind: .usage)
    }
    if options.top != nil, !writesRecords, report == nil {
      throw PipelineError(
        "--top is for records and pages, and neither is written: add -o or --report", kind: .usage)
    }
    try Self.checkPage(report, of: "odd rows")
    try OutputFolder.checkName(
      output, named: output.flatMap { FileFormat(path: $0) }, asked: writing.format)
    let claims = try OutputClaims(inputs: [input, options.model, reading.validation], session)
    if writesRecords { try claims.claim(output ?? "-", for: "the scored rows") }
    try claims.claim(options.fit, for: "the model")
    try claims.claim(report, for: "the report")
  }

  /// What is usual: from a model file, or learned from the rows.
  private func fitted(
    _ chosen: NamedSource, of opened: OpenedInput, _ session: Session
  ) throws -> FittedOddRows {
    if let path = options.model {
      let fitted = try FittedOddRows(path: path)
      let names = chosen.schema.names
      let missing = fitted.plan.columnNames.filter { !names.contains($0) }
      guard missing.isEmpty else {
        throw OddModelError(.missingColumns(missing, available: names))
      }
      return try session.timings.measure("reach", bytes: opened.input.count) {
        try leavingOut(fitted, chosen, of: opened, session)
      }
    }
    return try session.timings.measure("learn", bytes: opened.input.count) {
      try learned(chosen, of: opened, session)
    }
  }

  /// A pass that finds days and running numbers that go on beyond those that were learned from: in the
  /// file of another month all of them do.
  private func leavingOut(
    _ fitted: FittedOddRows, _ chosen: NamedSource, of opened: OpenedInput, _ session: Session
  ) throws -> FittedOddRows {
    guard fitted.mayGoOn else { return fitted }
    let schema = chosen.schema
    var reach = OddReach()
    try chosen.source.mapPieces(
      recordBytes: Self.columnBytes * schema.columns.count,
      { fitted.reach(Table($0, schema)) },
      inOrder: { part in
        reach.merge(part)
        return true
      })
    let (rest, columns) = fitted.leavingOut(reach)
    for column in columns {
      let rows = NumberWords.number(column.rows, "row")
      session.note(
        DiagnosticLog(
          Diagnostic(
            kind: .drift,
            message: "\"\(column.name)\" goes on beyond the rows that were learned from in "
              + "\(rows): its values are not scored")), file: opened.name)
    }
    return rest
  }

  /// A pass that picks a sample; if there are more rows, all are counted, in another pass unless they are
  /// few enough to be kept as columns.
  private func learned(
    _ chosen: NamedSource, of opened: OpenedInput, _ session: Session
  ) throws -> FittedOddRows {
    let settings = OddOptions(seed: options.seed)
    let schema = chosen.schema
    var sample = RowSample(limit: settings.sampledRows, seed: options.seed)
    let rowBytes = Self.columnBytes * schema.columns.count
    let mostKept = Self.keptBytes / (Self.valueBytes * max(1, schema.columns.count))
    var kept: [Table]? = []
    try chosen.source.mapPieces(
      recordBytes: rowBytes,
      { ($0, $0.firstRow + $0.rowCount <= mostKept ? Table($0, schema) : nil) }
    ) { batch, table in
      sample.add(batch)
      if let table, sample.seen <= mostKept { kept?.append(table) } else { kept = nil }
      session.progress?(RunProgress(stage: .reading, rows: sample.seen))
      return true
    }
    try session.proportions.checkTable(
      rows: sample.rowCount, columns: schema.columns.count, of: opened.name)
    let table = sample.table(of: schema)
    let reader = OddReader(OddPlan(sample: table, options: settings))
    guard !sample.isWhole else {
      return FittedOddRows(reader.plan, tally: reader.tally(table), sample: table)
    }
    if let kept {
      return FittedOddRows(reader.plan, tally: reader.tally(kept), sample: table)
    }
    var total: OddTally?
    try chosen.source.mapPieces(
      recordBytes: rowBytes,
      { reader.tally(Table($0, schema)) },
      inOrder: { part in
        total?.merge(part)
        if total == nil { total = part }
        session.progress?(RunProgress(stage: .reading, rows: total?.rowCount ?? 0))
        return true
      })
    return FittedOddRows(reader.plan, tally: total ?? reader.tally(table), sample: table)
  }

  /// Scores all rows, and writes them or the oddest.
  private func score(
    _ chosen: NamedSource, _ fitted: FittedOddRows, of opened: OpenedInput,
    _ collector: OddCollector, _ summary: inout OddSummary, _ session: Session
  ) throws {
    var writing = writing
    writing.keepsUnknownColumns = false
    var target = OutputTarget(path: output, options: writing)
    if writesRecords { try writing.check(output: target.format) }
    // What is seen of the rows is counted once.
    target.canStartOver = false
    let batches = OddBatches(
      fitted, schema: chosen.schema, hasPlace: options.top != nil,
      marksMissing: target.format == .xlsx && writesRecords)
    target.sheetOptions = batches.sheetOptions
    var scored = chosen
    scored.schema = batches.scoredSchema
    if writesRecords, options.top == nil {
      summary.written.outputs.append(
        try target.write(
          scored, of: opened.name, session,
          map: { batch in
            let scored = batches.scored(batch)
            collector.add(scored)
            return scored.batch
          }))
      return
    }
    var rows = 0
    try chosen.source.mapPieces(
      recordBytes: Self.columnBytes * chosen.schema.columns.count,
      { batch in
        let scored = batches.scored(batch)
        collector.add(scored)
        return (scored.batch.rowCount, scored.batch.diagnostics)
      },
      inOrder: { count, diagnostics in
        rows += count
        session.note(diagnostics, file: opened.name)
        session.progress?(RunProgress(stage: .inspecting, rows: rows))
        return true
      })
    guard let top = options.top, writesRecords else { return }
    var kept = collector.found.rows.prefix(top).map { $0 }
    for index in kept.indices { kept[index].batch.diagnostics = DiagnosticLog() }
    scored.source = KeptRows(
      kept, schema: scored.schema, location: chosen.source.location)
    scored.rowCount = kept.count
    summary.written.outputs.append(try target.write(scored, of: opened.name, session))
  }

  private func write(
    _ found: OddCollector.Found, _ fitted: FittedOddRows, _ schema: Schema, of file: String,
    to path: String
  ) throws {
    let page = OddRowsPage(
      name: file.split(separator: "/").last.map(String.init) ?? file, columns: schema.names,
      rows: found.rows.prefix(options.top ?? Self.shownRows).filter {
        $0.oddness >= OddScores.limit
      }.map { row in
        OddRowsPage.Row(
          number: row.number, oddness: row.oddness, cells: row.texts(schema), reasons: row.reasons)
      },
      rowCount: found.rowCount, oddCount: found.oddCount, learnedCount: fitted.rowCount,
      histogram: found.histogram, oddCells: found.oddCells,
      software: "Rowcast \(RowcastVersion.current)")
    try OutputFile.write(page.render(), to: path)
  }
}

extension OddCollector.Row {
  /// The values of its columns as texts; empty for what is missing.
  func texts(_ schema: Schema) -> [String] {
    guard batch.rowCount == 1 else { return schema.columns.map { _ in "" } }
    var texts: [Int: String] = [:]
    for index in batch.cellRange(ofRow: 0) {
      texts[Int(batch.cells[index].column)] = CellText.string(of: batch.cells[index], in: batch)
    }
    return schema.columns.map { texts[$0.source] ?? "" }
  }
}
