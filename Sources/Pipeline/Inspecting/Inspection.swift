import RowcastDelimitedText
import RowcastFeatures
import RowcastFileIO
import RowcastJSONText
import RowcastMachine
import RowcastSpreadsheet
import RowcastTabular

/// `inspect`: what is in a file.
public struct Inspection {
  /// The path of the file; `-` for standard input.
  public var input: String
  /// How the file is read; a sheet chosen here is the one whose columns are described.
  public var reading: ReadOptions

  /// Nothing is read before ``run(_:)``.
  public init(input: String, reading: ReadOptions) {
    self.input = input
    self.reading = reading
  }

  /// Rows of which the roles are found, fewer of very many columns; kinds, ranges and counts are of
  /// all rows.
  private static func roleRows(columns: Int) -> Int { min(50_000, 5_000_000 / max(1, columns)) }

  /// Reads all rows and describes the file, its parts and its columns.
  /// - Throws: ``PipelineError`` when the file cannot be read.
  public func run(_ session: Session) throws -> InspectionResult {
    do {
      _ = try OutputClaims(inputs: [input, reading.validation], session)
      let opened = try session.timings.measure("types") {
        try OpenedInput(path: input, options: reading, session)
      }
      var result = InspectionResult(
        file: opened.name, format: opened.format, formatName: opened.workbook?.formatName)
      result.bytes = opened.input.count
      try describe(opened, in: &result)
      let chosen = try sourceToInspect(opened, &result)
      try session.timings.measure("inspect", bytes: opened.input.count) {
        try tally(chosen, of: opened.name, in: &result, session)
      }
      return result
    } catch {
      throw PipelineError(wrapping: error, file: input == "-" ? "stdin" : input)
    }
  }

  private func tally(
    _ chosen: NamedSource, of file: String, in result: inout InspectionResult,
    _ session: Session
  ) throws {
    struct Part: Sendable {
      var rows: Int
      var tallies: [ColumnTally]
      var piece: TablePiece?
      var diagnostics: DiagnosticLog
      var totals: [Int]
    }
    let schema = chosen.schema
    let width = (schema.columns.map(\.source).max() ?? -1) + 1
    let place: [Int] = {
      var place = [Int](repeating: -1, count: width)
      for (i, column) in schema.columns.enumerated() { place[column.source] = i }
      return place
    }()
    let roleRows = Self.roleRows(columns: schema.columns.count)
    var tallies = [ColumnTally](repeating: ColumnTally(), count: schema.columns.count)
    var builder = TableBuilder(schema: schema)
    var rows = 0
    try chosen.source.mapBatches(
      { batch in
        var own = [ColumnTally](repeating: ColumnTally(), count: schema.columns.count)
        for cell in batch.cells where Int(cell.column) < width {
          let column = place[Int(cell.column)]
          if column >= 0 { own[column].add(cell, in: batch) }
        }
        return Part(
          rows: batch.rowCount, tallies: own,
          piece: batch.firstRow < roleRows
            ? TableBuilder.piece(
              of: batch.slice(0..<min(batch.rowCount, roleRows - batch.firstRow)), schema: schema)
            : nil,
          diagnostics: batch.diagnostics, totals: TotalRows.numbers(in: batch))
      },
      inOrder: { part in
        rows += part.rows
        result.totals += part.totals
        for i in tallies.indices { tallies[i].merge(part.tallies[i]) }
        if let piece = part.piece { builder.append(piece) }
        session.note(part.diagnostics, file: file)
        session.progress?(RunProgress(stage: .inspecting, rows: rows))
        return true
      })
    let roles = RoleInference.roles(of: builder.table())
    result.rows = rows
    result.columns = schema.columns.indices.map { i in
      InspectionResult.Column(
        schema.columns[i], tallies[i], rows: rows, role: i < roles.count ? roles[i] : nil)
    }
  }
}
