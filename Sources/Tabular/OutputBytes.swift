internal import RowcastMachine

/// A growable run of bytes with one owner: what encoders write into.
///
/// Appending is a bounds test and a store. The type is noncopyable, so that growth never has to
/// ask who else looks; `take()` hands the finished bytes on as an immutable ``ByteChunk``.
@safe public struct OutputBytes: ~Copyable {
  // `used` bytes from `base` on are set, and `capacity` are there.
  @usableFromInline var base: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var used: Int

  /// The number of bytes written.
  @inlinable public var count: Int { used }

  /// An empty buffer with room for `capacity` bytes before the first growth.
  public init(capacity: Int = 4096) {
    self.capacity = max(capacity, 64)
    unsafe base = .allocate(capacity: self.capacity)
    used = 0
  }

  deinit { unsafe base.deallocate() }

  /// The bytes written so far.
  @inlinable public var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    get { unsafe Span(_unsafeStart: base, count: used) }
  }

  /// The bytes written so far as a text.
  public var string: String { String(decoding: bytes) }

  /// The bytes as an array (a copy).
  public borrowing func array() -> [UInt8] { Array(bytes) }

  /// Makes room for `extra` more bytes.
  @inlinable
  public mutating func reserve(_ extra: Int) {
    if capacity &- used < extra { grow(extra) }
    assert(used >= 0 && extra >= 0 && used + extra <= capacity)
  }

  @usableFromInline @inline(never)
  mutating func grow(_ extra: Int) {
    let wanted = max(capacity * 2, used + extra)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    unsafe larger.update(from: base, count: used)
    unsafe base.deallocate()
    unsafe base = larger
    capacity = wanted
  }

  /// Appends one byte.
  @inlinable
  public mutating func append(_ byte: UInt8) {
    if used == capacity { grow(1) }
    assert(used < capacity)
    unsafe base[used] = byte
    used &+= 1
  }

  /// Appends the bytes of a span.
  @inlinable
  public mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append($0) }
  }

  /// Appends an array's bytes.
  @inlinable
  public mutating func append(contentsOf bytes: [UInt8]) { append(bytes.span) }

  /// Appends the UTF-8 form of a text.
  @inlinable
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { unsafe append($0) }
  }

  /// Appends a literal without making a `String` of it.
  @inlinable
  public mutating func append(literal: StaticString) {
    unsafe append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Appends bytes that do not lie in this buffer.
  @inlinable
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    reserve(bytes.count)
    unsafe (base + used).update(from: start, count: bytes.count)
    used &+= bytes.count
  }

  /// Lets `body` write into the `limit` bytes behind the last one, which hold anything before; it
  /// returns how many of them count.
  @inlinable @inline(__always)
  public mutating func write(
    atMost limit: Int, _ body: (inout MutableSpan<UInt8>) -> Int
  ) {
    reserve(limit)
    var room = unsafe MutableSpan(_unsafeStart: base + used, count: limit)
    let written = body(&room)
    precondition(written >= 0 && written <= limit)
    used &+= written
  }

  /// Replaces one byte that was written before.
  @inlinable
  public mutating func replaceByte(at offset: Int, with byte: UInt8) {
    precondition(offset >= 0 && offset < used)
    unsafe base[offset] = byte
  }

  /// Forgets the bytes and keeps the room.
  @inlinable
  public mutating func removeAll() { used = 0 }

  /// Forgets the last `n` bytes.
  @inlinable
  public mutating func removeLast(_ n: Int) {
    precondition(n >= 0)
    used = max(0, used - n)
  }

  /// Moves the bytes out, and leaves this buffer empty with as much room as before.
  public mutating func take() -> ByteChunk {
    let chunk = unsafe ByteChunk(owning: base, count: used)
    unsafe base = .allocate(capacity: capacity)
    used = 0
    return chunk
  }
}

/// Finished bytes, shared and immutable: what crosses from an encoder's thread to the writer's.
@safe public final class ByteChunk: @unchecked Sendable {  // immutable after `init`
  private let base: UnsafeMutablePointer<UInt8>
  /// The number of bytes.
  public let count: Int

  /// Takes over memory of `allocate(capacity:)`, of which `count` bytes are set.
  package init(owning base: UnsafeMutablePointer<UInt8>, count: Int) {
    precondition(count >= 0)
    unsafe self.base = base
    self.count = count
  }

  /// No bytes.
  public convenience init() { unsafe self.init(owning: .allocate(capacity: 1), count: 0) }

  deinit { unsafe base.deallocate() }

  /// The bytes.
  public var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let bytes = unsafe Span(_unsafeStart: base, count: count)
      return unsafe _overrideLifetime(bytes, borrowing: self)
    }
  }

  /// The bytes as an array (a copy).
  public func array() -> [UInt8] { Array(bytes) }
}
