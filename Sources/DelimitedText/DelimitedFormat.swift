public import RowcastTabular

/// Records as CSV or TSV: see ``DelimitedEncoder``.
public struct DelimitedFormat: EncodedFormat {
  private let delimiter: Character
  private let hasHeader: Bool
  private let lineEnd: String

  /// By default commas, a header and LF; RFC 4180 asks for CRLF.
  public init(delimiter: Character = ",", header: Bool = true, lineEnd: String = "\n") {
    self.delimiter = delimiter
    hasHeader = header
    self.lineEnd = lineEnd
  }

  /// The encoder of records of these columns, in this form.
  public func encoder(schema: Schema) -> DelimitedEncoder {
    DelimitedEncoder(schema: schema, delimiter: delimiter, header: hasHeader, lineEnd: lineEnd)
  }
}

extension RecordFormat where Self == DelimitedFormat {
  /// Fields parted by commas (RFC 4180).
  public static var csv: DelimitedFormat { DelimitedFormat() }
  /// Fields parted by tabs.
  public static var tsv: DelimitedFormat { DelimitedFormat(delimiter: "\t") }
}
