public import RowcastTabular

/// Another encoder's text in an encoding of its own, with or without a byte-order mark.
public struct TranscodedEncoder: RecordEncoder {
  private let inner: any RecordEncoder
  private let encoding: OutputEncoding
  private let hasMark: Bool

  /// - Parameter hasMark: whether the text begins with a byte-order mark; that of UTF-16 always does.
  public init(_ inner: any RecordEncoder, encoding: OutputEncoding, hasMark: Bool = false) {
    self.inner = inner
    self.encoding = encoding
    self.hasMark = hasMark || encoding.isMarked
  }

  /// As many as of the other encoder.
  public var recordBytes: Int { inner.recordBytes }
  /// As many as of the other encoder: no encoding has less than a byte for its characters.
  public var leastRecordBytes: Int { inner.leastRecordBytes }

  /// Appends the mark, and the other encoder's beginning.
  public func encodeBeginning(into buffer: inout OutputBytes) {
    var text = OutputBytes()
    if hasMark { text.append("\u{FEFF}") }
    inner.encodeBeginning(into: &text)
    buffer.append(contentsOf: encoding.encoded(text.bytes).bytes)
  }

  /// Appends the batch's records.
  public func encode(_ batch: RecordBatch, into buffer: inout OutputBytes) {
    var text = OutputBytes(capacity: max(4096, batch.text.count * 2))
    inner.encode(batch, into: &text)
    buffer.append(contentsOf: encoding.encoded(text.bytes).bytes)
  }

  /// Appends the other encoder's end.
  public func encodeEnd(rowCount: Int, into buffer: inout OutputBytes) {
    var text = OutputBytes()
    inner.encodeEnd(rowCount: rowCount, into: &text)
    buffer.append(contentsOf: encoding.encoded(text.bytes).bytes)
  }
}
