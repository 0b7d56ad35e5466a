/// A place that finished bytes go to, in order: ``OutputFile``, ``MemorySink``, ``StreamSink``.
public protocol ByteSink: AnyObject {
  /// Appends bytes.
  /// - Throws: ``FileError`` when they cannot be written.
  func write(_ bytes: RawSpan) throws(FileError)
}

extension ByteSink {
  /// Appends a buffer's bytes.
  /// - Throws: ``FileError`` when they cannot be written.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) { try write(bytes.bytes) }

  /// Appends an array's bytes.
  /// - Throws: ``FileError`` when they cannot be written.
  public func write(_ bytes: [UInt8]) throws(FileError) { try write(bytes.span.bytes) }

  /// Appends the UTF-8 form of a text.
  /// - Throws: ``FileError`` when it cannot be written.
  public func write(_ text: String) throws(FileError) { try write(text.utf8.span.bytes) }
}

/// A sink that keeps what is written.
public final class MemorySink: ByteSink {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// Nothing is written yet.
  public init() {}

  /// Appends a copy of the bytes; it never throws.
  public func write(_ bytes: RawSpan) throws(FileError) {
    bytes.withUnsafeBytes { self.bytes.append(contentsOf: $0) }
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
