import RowcastDelimitedText
import RowcastFileIO
import RowcastJSONText
import RowcastMachine
import RowcastSpreadsheet
import RowcastTabular

/// `convert`: files to JSON, CSV, XLSX, Parquet, SQLite or SQL.
public struct Conversion: Sendable {
  /// Paths of the files to read; `-` stands for standard input.
  public var inputs: [String]
  /// A file or folder to write to; nil or `-` for standard output.
  public var output: String?
  /// How every input is read.
  public var reading: ReadOptions
  /// How the records are written.
  public var writing: WriteOptions

  /// The writing follows the reading in two things: whether rows keep their width, and which
  /// columns are kept.
  public init(inputs: [String], output: String?, reading: ReadOptions, writing: WriteOptions) {
    self.inputs = inputs
    self.output = output
    self.reading = reading
    self.writing = writing
    self.reading.isPasswordForOutput = writing.encrypts
    self.writing.keepsRowWidth = reading.ragged == .keep
    self.reading.keepsWidth = [.values, .split].contains(writing.shape)
    self.writing.keepsUnknownColumns = reading.columns.isEmpty
  }

  /// Reads and writes all inputs; several side by side when they go to a folder.
  /// - Throws: ``PipelineError``; inputs of a batch that fail are in the summary instead.
  public func run(_ session: Session) throws -> ConversionSummary {
    try checkInputs()
    var ready = self
    ready.reading = try reading.withSchema()
    return try ready.write(session)
  }

  private func write(_ session: Session) throws -> ConversionSummary {
    if writing.shape == .cells { try reading.checkAudit() }
    var summary = ConversionSummary()
    var plan = try OutputPlan(
      inputs: inputs, besides: [reading.validation], output: output, writing: writing,
      isBySheet: reading.sheet == .all, session)
    let isOfSeveral = inputs.count > 1 || reading.sheet == .all
    if let lone = writing.loneUnion(isOfSeveral: isOfSeveral), let input = inputs.first {
      session.note(DiagnosticLog(lone), file: InputFile.shown(input))
    }
    do {
      try write(to: &plan, session, &summary)
    } catch {
      plan.removeEmptyFolders()
      throw error
    }
    if summary.outputs.isEmpty { plan.removeEmptyFolders() }
    return summary
  }

  /// Reads and writes all inputs as it was planned.
  private func write(
    to plan: inout OutputPlan, _ session: Session, _ summary: inout ConversionSummary
  ) throws {
    if writing.encrypts {
      plan.writing.password = try session.outputPassword(reading, output: output ?? "stdout")
    }
    let isUnion = plan.isUnion(of: inputs, isBySheet: reading.sheet == .all)
    if writing.schemaPath != nil, inputs.count > 1, !isUnion {
      throw PipelineError(
        "--schema describes the records of one table, and there are \(inputs.count)", kind: .usage)
    }
    if isUnion {
      summary.outputs.append(try convertTogether(to: plan, session))
    } else if plan.folder != nil, inputs.count > 1 {
      try convertSideBySide(to: plan, session, &summary)
    } else {
      for input in inputs { summary.outputs += try convert(input, to: plan, session) }
    }
    try plan.finish()
  }

  /// Converts all inputs, or sheets, as one table.
  private func convertTogether(
    to plan: OutputPlan, _ session: Session
  ) throws -> ConversionSummary.Output {
    var plan = plan
    var union = UnionInput(
      inputs, unchecked, session, hasTypedOutput: FileFormat.tables.contains(plan.format))
    var chosen = try session.timings.measure("types") { try union.source() }
    try writing.check(inputs: union.kinds, at: union.name)
    if writing.provenance {
      session.note(ProvenanceSource.renamed(in: chosen, hasFile: true), file: union.name)
      chosen = ProvenanceSource.wrapping(chosen, hasFile: true)
      plan.writing.provenance = false
    }
    if let path = writing.schemaPath { try writeSchema(of: chosen, named: union.name, to: path) }
    chosen = try chosen.checked(reading, as: plan.record(ofSeveral: false), file: union.name)
    return try session.timings.measure("convert") {
      do {
        var target = plan.target(for: union.name, sheet: nil)
        target.isOfSeveral = true
        return try target.write(chosen, of: union.name, session)
      } catch {
        throw PipelineError(wrapping: error, file: union.name)
      }
    }
  }

  /// Converts several inputs at once, each to files of its own; one that cannot be converted does not
  /// keep the others from it.
  private func convertSideBySide(
    to plan: OutputPlan, _ session: Session, _ summary: inout ConversionSummary
  ) throws {
    struct Converted: Sendable {
      var outputs: [ConversionSummary.Output] = []
      var failure: PipelineError?
      var diagnostics: DiagnosticLog
      var timings: Timings
    }
    var next = 0
    let (limit, isStrict) = (session.diagnostics.limit, session.isStrict)
    try orderedMap(
      produce: { () -> String? in
        guard next < inputs.count else { return nil }
        defer { next += 1 }
        return inputs[next]
      },
      transform: { (input: String) throws -> Converted in
        let own = Session(diagnosticLimit: limit, isStrict: isStrict)
        var converted = Converted(diagnostics: own.diagnostics, timings: own.timings)
        do {
          converted.outputs = try convert(input, to: plan, own)
        } catch let error as PipelineError where error.kind != .usage {
          converted.failure = error
        }
        (converted.diagnostics, converted.timings) = (own.diagnostics, own.timings)
        return converted
      },
      consume: { converted in
        summary.outputs += converted.outputs
        if let failure = converted.failure { summary.failures.append(failure) }
        session.add(converted.diagnostics, converted.timings)
        return true
      })
  }

  /// How the records are read that are held against a schema as they will be written.
  private var unchecked: ReadOptions {
    var plain = reading
    plain.keepsRecords = reading.isJudgedAsRead
    plain.validation = nil
    return plain
  }

  /// Converts one input.
  private func convert(
    _ input: String, to plan: OutputPlan, _ session: Session
  ) throws -> [ConversionSummary.Output] {
    do {
      let bytes = try session.open(input, reading)
      let isTable = FileFormat.tables.contains(plan.format)
      let opened = try session.timings.measure("types") {
        // What is made of records by shaping cannot be begun anew.
        try OpenedInput(
          bytes, options: reading, session,
          isExact: plan.needsKinds || !plan.canStartOver(bytes.name)
            || (isTable && reading.isShaped),
          foretellsKinds: isTable)
      }
      return try session.timings.measure("convert", bytes: opened.input.count) {
        try convert(opened, to: plan, session)
      }
    } catch {
      throw PipelineError(wrapping: error, file: InputFile.shown(input))
    }
  }

  /// Writes what was chosen of one input.
  private func convert(
    _ opened: OpenedInput, to plan: OutputPlan, _ session: Session
  ) throws -> [ConversionSummary.Output] {
    try writing.check(inputs: [opened.format.kind], at: opened.name)
    if writing.shape == .cells { return [try plan.writeAudit(opened, reading, session)] }
    var sources = try opened.sources(
      unchecked, isExact: plan.needsExactSchema,
      foretold: reading.validation == nil ? plan.foretold(of: opened.name) : nil)
    let isBySheet = reading.sheet == .all && (sources.count > 1 || sources.first?.sheet != nil)
    let isJSON = FileFormat.jsons.contains(plan.format)
    if writing.provenance {
      for chosen in sources {
        session.note(ProvenanceSource.renamed(in: chosen, hasFile: false), file: opened.name)
      }
    }
    if writing.provenance, !isJSON {
      sources = sources.map { ProvenanceSource.wrapping($0, hasFile: false) }
    }
    if let path = writing.schemaPath, let first = sources.first {
      try writeSchema(of: first, named: opened.name, to: path)
    }
    var record = plan.record(ofSeveral: isBySheet)
    record.hasProvenance = record.hasProvenance && isJSON
    sources = try sources.map {
      try $0.checked(reading, as: record, file: opened.name)
    }
    if isBySheet {
      return try plan.writeSheets(sources, of: opened, session)
    }
    return try sources.map { chosen in
      try session.reading(chosen) { found, session in
        try plan.target(for: opened.name, sheet: nil).write(found, of: opened.name, session)
      }
    }
  }
}
