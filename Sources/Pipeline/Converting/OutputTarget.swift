import DelimitedText
import FileIO
import JSONText
import Tabular

/// Where records go, and as what.
struct OutputTarget {
  /// The path; `-` or nil for standard output.
  let path: String
  let format: FileFormat
  let options: WriteOptions

  init(path: String?, options: WriteOptions) {
    self.path = path ?? "-"
    let named = path.flatMap { FileFormat(path: $0) }
    format = options.format ?? named ?? .ndjson
    self.options = options
  }

  /// Writes all records of a source under this name, complete or not at all.
  func write(
    _ source: any RecordSource, schema: Schema, of file: String, sheet: String? = nil,
    _ session: Session, map: (@Sendable (RecordBatch) throws -> RecordBatch)? = nil
  ) throws -> ConversionSummary.Output {
    do {
      let output = try OutputFile(path: path)
      let rows = try session.write(
        source, of: file, with: encoder(schema, sheet: sheet), to: output, map: map)
      try output.commit()
      return ConversionSummary.Output(
        path: path, format: format, sheets: sheet.map { [$0] } ?? [], rows: rows,
        columns: schema.columns.count, bytes: output.count)
    } catch let error as FileError {
      throw PipelineError(wrapping: error)
    }
  }

  /// The encoder of a text format.
  func encoder(_ schema: Schema, sheet: String?, hasSheet: Bool = false) -> any RecordEncoder {
    switch format {
    case .csv, .xlsx: return DelimitedEncoder(schema: schema)
    case .tsv: return DelimitedEncoder(schema: schema, delimiter: "\t")
    case .json, .ndjson:
      var json = JSONRecordOptions()
      switch options.shape {
      case .values: json.shape = .values
      case .split: json.shape = .split
      default: json.shape = format == .json ? .records : .lines
      }
      json.isPretty = options.pretty
      json.hasProvenance = options.provenance
      json.hasSheet = hasSheet
      switch options.empty {
      case .null: json.empty = .null
      case .omit: json.empty = .omit
      case .text: json.empty = .text
      }
      json.errors = options.errors == .text ? .text : .null
      json.numbers = options.numbers == .double ? .double : .exact
      return JSONRecordEncoder(schema: schema, options: json, sheet: sheet)
    }
  }
}
