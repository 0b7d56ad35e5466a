internal import RowcastMachine

/// A place that finished bytes go to, in order: ``OutputFile``, ``MemorySink``, ``StreamSink``.
public protocol ByteSink: AnyObject {
  /// Appends bytes.
  /// - Throws: ``FileError`` when they cannot be written.
  func write(_ bytes: RawSpan) throws(FileError)
}

extension ByteSink {
  /// Appends the bytes of a span.
  /// - Throws: ``FileError`` when they cannot be written.
  public func write(_ bytes: Span<UInt8>) throws(FileError) { try write(RawSpan(_elements: bytes)) }

  /// Appends an array's bytes.
  /// - Throws: ``FileError`` when they cannot be written.
  public func write(_ bytes: [UInt8]) throws(FileError) { try write(bytes.span) }

  /// Appends the UTF-8 form of a text.
  /// - Throws: ``FileError`` when it cannot be written.
  public func write(_ text: String) throws(FileError) {
    try text.withBytes { (bytes) throws(FileError) in try write(bytes) }
  }
}

/// A sink that keeps what is written.
public final class MemorySink: ByteSink {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// Nothing is written yet.
  public init() {}

  /// Appends a copy of the bytes; it never throws.
  public func write(_ bytes: RawSpan) throws(FileError) {
    _ = self.bytes.append(upTo: bytes.byteCount) {
      $0.copy(bytes)
      return bytes.byteCount
    }
  }
}

/// A sink that hands what is written to a closure: the body of an answer, a hash, another program.
public final class StreamSink: ByteSink {
  private let body: (RawSpan) throws(FileError) -> Void

  /// - Parameter body: takes each run of bytes, in order, on the thread that writes.
  public init(_ body: @escaping (RawSpan) throws(FileError) -> Void) { self.body = body }

  /// Hands the bytes to the closure as they are, without a copy.
  /// - Throws: what the closure throws.
  public func write(_ bytes: RawSpan) throws(FileError) { try body(bytes) }
}
