import RowcastFileIO
import RowcastJSONText
import RowcastMachine
import RowcastReporting
import RowcastTabular

extension Session {
  /// How many diagnostics there were of each kind, and the first ones.
  var diagnosticsJSON: JSONValue {
    var document = toldJSON
    if diagnostics.leftOut > 0 { document["left_out"] = .number(diagnostics.leftOut) }
    return document
  }

  private var toldJSON: JSONValue {
    [
      "total": .number(diagnostics.total),
      "counts": .object(
        JSONObject(
          diagnostics.counts.sorted { $0.key < $1.key }.map { ($0.key.rawValue, .number($0.value)) }
        )),
      "first": .array(diagnostics.kept.prefix(20).map { Self.json($0) }),
    ]
  }

  var timingsJSON: JSONValue {
    .array(
      timings.stages.map { stage in
        var entry: JSONValue = [
          "stage": .string(stage.name), "seconds": .number(stage.seconds),
        ]
        if let rows = stage.rows { entry["rows"] = .number(rows) }
        if let bytes = stage.bytes { entry["bytes"] = .number(bytes) }
        return entry
      })
  }

  private static func json(_ diagnostic: Diagnostic) -> JSONValue {
    var entry: JSONValue = [
      "kind": .string(diagnostic.kind.rawValue), "message": .string(diagnostic.message),
      "place": .string(diagnostic.location.description),
    ]
    if let remedy = diagnostic.remedy { entry["option"] = .string(remedy.words) }
    if let file = diagnostic.location.file { entry["file"] = .string(file) }
    if let sheet = diagnostic.location.sheet { entry["sheet"] = .string(sheet) }
    if let row = diagnostic.location.row { entry["row"] = .number(row) }
    if let column = diagnostic.location.column { entry["column"] = .number(column + 1) }
    return entry
  }

  /// Writes every diagnostic as a line of JSON.
  /// - Throws: ``PipelineError`` when the file cannot be written.
  public func writeDiagnostics(to path: String) throws {
    do {
      let output = try OutputFile(path: path)
      for diagnostic in diagnostics.kept {
        try output.write(Self.json(diagnostic).text() + "\n")
      }
      try output.commit()
    } catch {
      throw PipelineError(wrapping: error, file: path)
    }
  }
}
