public import RowcastTabular

/// Records as CSV or TSV: see ``DelimitedEncoder``.
public struct DelimitedFormat: EncodedFormat {
  private let delimiter: Character
  private let hasHeader: Bool
  private let lineEnd: String

  /// By default commas, a header and LF; RFC 4180 asks for CRLF. What parts fields is one character of
  /// ASCII, no quote and no line end; what ends records is a line end.
  public init(delimiter: Character = ",", header: Bool = true, lineEnd: String = "\n") {
    self.delimiter = delimiter
    hasHeader = header
    self.lineEnd = lineEnd
  }

  /// All records, in this form.
  /// - Throws: ``DelimitedTextError`` for a delimiter or a line end that nothing could read again, or what
  ///   `batches` throws.
  public func bytes(
    schema: Schema, batches: ((RecordBatch) throws -> Void) throws -> Void
  ) throws -> [UInt8] {
    try check()
    return try encoder(schema: schema).bytes(batches: batches)
  }

  private func check() throws(DelimitedTextError) {
    let lineEnds: [UInt8] = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
    guard let byte = delimiter.asciiValue, delimiter.utf8.count == 1, byte != UInt8(ascii: "\""),
      !lineEnds.contains(byte)
    else {
      throw DelimitedTextError(
        .badOption("\"\(delimiter)\" cannot part fields: one character of ASCII does"))
    }
    guard !lineEnd.isEmpty, lineEnd.utf8.allSatisfy(lineEnds.contains) else {
      throw DelimitedTextError(.badOption("\"\(lineEnd)\" ends no line"))
    }
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
