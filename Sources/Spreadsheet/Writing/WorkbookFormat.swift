internal import RowcastFileIO
public import RowcastTabular

/// Records as a workbook of one sheet: see ``WorkbookWriter``.
public struct WorkbookFormat: RecordFormat {
  private let options: WrittenSheetOptions

  /// By default a sheet with a header and filter buttons, whose widths the first rows decide.
  public init(_ options: WrittenSheetOptions = WrittenSheetOptions()) { self.options = options }

  /// The whole workbook, in memory.
  /// - Throws: ``WorkbookWritingError``, or what `batches` throws.
  public func bytes(
    schema: Schema, batches: ((RecordBatch) throws -> Void) throws -> Void
  ) throws -> [UInt8] {
    let sink = MemorySink()
    let writer = try WorkbookWriter(to: sink)
    let encoder = try writer.beginSheet(schema: schema, options: options)
    try batches { try writer.append(encoder.encode($0)) }
    try writer.commit()
    return sink.bytes
  }
}

extension RecordFormat where Self == WorkbookFormat {
  /// A workbook of one sheet.
  public static var xlsx: WorkbookFormat { WorkbookFormat() }
}
