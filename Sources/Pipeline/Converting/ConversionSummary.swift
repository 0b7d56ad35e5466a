import RowcastJSONText

/// What a conversion did.
public struct ConversionSummary: Sendable {
  /// One file, or standard output, that was written.
  public struct Output: Sendable {
    /// The path as it was asked for or made up; `-` for standard output.
    public var path: String
    /// The format the records were written in.
    public var format: FileFormat
    /// The sheets whose records are in it; empty where the input has no sheets.
    public var sheets: [String]
    /// Records written, without a header.
    public var rows: Int
    /// Columns of the records.
    public var columns: Int
    /// Bytes written, after compression where the format has one.
    public var bytes: Int
  }

  /// The files that were written, in the order of the inputs.
  public var outputs: [Output] = []
  /// Why inputs of a batch could not be converted, each with its place; the others were.
  public var failures: [PipelineError] = []

  /// The exit code that failures come to; nil when there are none.
  public var exitCode: Int32? {
    let kinds = Set(failures.map(\.kind))
    return kinds.count == 1 ? kinds.first?.rawValue : kinds.isEmpty ? nil : 1
  }

  /// The summary as JSON.
  public func json(_ session: Session, withTimings: Bool) -> String {
    var document: JSONValue = ["outputs": outputsJSON]
    if !failures.isEmpty { document["failures"] = .array(failures.map(\.jsonValue)) }
    document["diagnostics"] = session.diagnosticsJSON
    if withTimings { document["timings"] = session.timingsJSON }
    return document.text(isPretty: true)
  }

  /// What was written, as JSON.
  var outputsJSON: JSONValue {
    .array(
      outputs.map {
        [
          "path": .string($0.path), "format": .string($0.format.rawValue),
          "sheets": .array($0.sheets.map { .string($0) }), "rows": .number($0.rows),
          "columns": .number($0.columns), "bytes": .number($0.bytes),
        ]
      })
  }
}
