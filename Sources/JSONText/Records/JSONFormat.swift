public import RowcastTabular

/// Records as JSON: see ``JSONRecordEncoder``.
public struct JSONFormat: EncodedFormat {
  private let options: JSONRecordOptions

  public init(_ options: JSONRecordOptions) { self.options = options }

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
