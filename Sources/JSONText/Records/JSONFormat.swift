public import RowcastTabular

/// Records as JSON: see ``JSONRecordEncoder``.
public struct JSONFormat: EncodedFormat {
  private let options: JSONRecordOptions

  /// The options hold for every record.
  public init(_ options: JSONRecordOptions) { self.options = options }

  /// The encoder of records of these columns; there is no sheet to name.
  public func encoder(schema: Schema) -> JSONRecordEncoder {
    JSONRecordEncoder(schema: schema, options: options)
  }
}

extension RecordFormat where Self == JSONFormat {
  /// An array of objects, one for each record.
  public static var json: JSONFormat { JSONFormat(JSONRecordOptions(shape: .records)) }
  /// An object in a line for each record (JSON Lines).
  public static var ndjson: JSONFormat { JSONFormat(JSONRecordOptions(shape: .lines)) }
}
