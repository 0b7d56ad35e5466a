/// A growable run of bytes with one owner: what encoders write into.
///
/// Appending is a bounds test and a store. The type is noncopyable, so that growth never has to
/// ask who else looks; `take()` hands the finished bytes on as an immutable ``ByteChunk``.
public struct OutputBytes: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  /// The number of bytes written.
  @inlinable public var count: Int { used }
  @usableFromInline var used: Int

  /// An empty buffer with room for `capacity` bytes before the first growth.
  public init(capacity: Int = 4096) {
    self.capacity = max(capacity, 64)
    base = .allocate(capacity: self.capacity)
    used = 0
  }

  deinit { base.deallocate() }

  /// Makes room for `extra` more bytes, so that that many unchecked stores are safe.
  @inlinable
  public mutating func reserve(_ extra: Int) {
    if capacity &- used < extra { grow(extra) }
  }

  @usableFromInline @inline(never)
  mutating func grow(_ extra: Int) {
    let wanted = max(capacity * 2, used + extra)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    larger.update(from: base, count: used)
    base.deallocate()
    base = larger
    capacity = wanted
  }

  /// Appends one byte.
  @inlinable
  public mutating func append(_ byte: UInt8) {
    if used == capacity { grow(1) }
    base[used] = byte
    used &+= 1
  }

  /// Appends `count` bytes that start at `source`.
  @inlinable
  public mutating func append(_ source: UnsafePointer<UInt8>, count: Int) {
    reserve(count)
    (base + used).update(from: source, count: count)
    used &+= count
  }

  /// Appends bytes that do not lie in this buffer.
  @inlinable
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    append(start, count: bytes.count)
  }

  /// Appends the bytes of a span.
  @inlinable
  public mutating func append(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// Appends an array's bytes.
  @inlinable
  public mutating func append(contentsOf bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// Appends the UTF-8 form of a text.
  @inlinable
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  /// Appends a literal without making a `String` of it.
  @inlinable
  public mutating func append(literal: StaticString) {
    append(literal.utf8Start, count: literal.utf8CodeUnitCount)
  }

  /// Lets `body` write at most `atMost` bytes behind the last one; it returns how many it wrote.
  @inlinable
  public mutating func write(
    atMost limit: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int
  ) {
    reserve(limit)
    let written = body(base + used)
    precondition(written >= 0 && written <= limit)
    used &+= written
  }

  /// Replaces one byte that was written before.
  @inlinable
  public mutating func replaceByte(at offset: Int, with byte: UInt8) {
    precondition(offset >= 0 && offset < used)
    base[offset] = byte
  }

  /// Forgets the bytes and keeps the room.
  @inlinable
  public mutating func removeAll() { used = 0 }

  /// Forgets the last `n` bytes.
  @inlinable
  public mutating func removeLast(_ n: Int) { used = max(0, used - n) }

  /// Reads the bytes written so far.
  /// - Throws: what `body` throws.
  @inlinable
  public borrowing func withBytes<R, E: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    try body(UnsafeBufferPointer(start: base, count: used))
  }

  /// The bytes as an array (a copy).
  public borrowing func array() -> [UInt8] {
    [UInt8](UnsafeBufferPointer(start: base, count: used))
  }

  /// Moves the bytes out, and leaves this buffer empty with as much room as before.
  public mutating func take() -> ByteChunk {
    let chunk = ByteChunk(owning: base, count: used)
    base = .allocate(capacity: capacity)
    used = 0
    return chunk
  }
}

/// Finished bytes, shared and immutable: what crosses from an encoder's thread to the writer's.
public final class ByteChunk: @unchecked Sendable {  // immutable after `init`
  private let base: UnsafeMutablePointer<UInt8>
  /// The number of bytes.
  public let count: Int

  /// Takes over memory of `allocate(capacity:)`, of which `count` bytes are set.
  package init(owning base: UnsafeMutablePointer<UInt8>, count: Int) {
    self.base = base
    self.count = count
  }

  /// No bytes.
  public convenience init() { self.init(owning: .allocate(capacity: 1), count: 0) }

  deinit { base.deallocate() }

  /// Reads the bytes.
  /// - Throws: what `body` throws.
  public func withBytes<R, E: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R
  ) throws(E) -> R {
    try body(UnsafeBufferPointer(start: base, count: count))
  }
}
