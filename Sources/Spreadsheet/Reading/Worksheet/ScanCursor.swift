internal import RowcastMachine
internal import RowcastTabular

/// A place in the XML of a chunk: how the scanner reads it, without asking at each byte where the end
/// is.
///
/// The bound is the content and the zeros behind it (``SheetChunk/padding``), and a cursor lives no
/// longer than the call that lends it. No loop of the scanner passes a zero, and none looks further
/// behind one than there are zeros; a debug build asserts that for each byte.
@safe struct ScanCursor {
  private let base: UnsafePointer<UInt8>
  /// The bytes of content.
  private let count: Int
  /// Where in the content the cursor stands.
  private(set) var offset = 0

  fileprivate init(base: UnsafePointer<UInt8>, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  /// Whether the content is over.
  @inline(__always) var isAtEnd: Bool { offset >= count }

  /// The byte at a distance.
  @inline(__always)
  subscript(distance: Int) -> UInt8 {
    assert(offset + distance >= 0 && offset + distance < count + SheetChunk.padding)
    return unsafe base[offset &+ distance]
  }

  /// The eight bytes from here on, the first one lowest.
  @inline(__always) var word: UInt64 {
    assert(offset >= 0 && offset + 8 <= count + SheetChunk.padding)
    return unsafe UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self).littleEndian
  }

  /// How many digits stand from here on.
  @inline(__always) var digitCount: Int {
    var count = EightDigits.count(of: word)
    while count & 7 == 0, count > 0 {
      let more = EightDigits.count(of: (self + count).word)
      if more == 0 { break }
      count &+= more
    }
    return count
  }

  @inline(__always)
  static func + (cursor: ScanCursor, distance: Int) -> ScanCursor {
    var moved = cursor
    moved.offset &+= distance
    return moved
  }

  @inline(__always)
  static func += (cursor: inout ScanCursor, distance: Int) { cursor.offset &+= distance }

  /// How far one cursor stands behind another one in the same chunk.
  @inline(__always)
  static func - (cursor: ScanCursor, other: ScanCursor) -> Int { cursor.offset &- other.offset }

  /// The next place of a byte in the content; nil when there is none.
  @inline(__always)
  func next(_ byte: UInt8) -> ScanCursor? {
    rest.firstIndex(of: byte).map { self + $0 }
  }

  /// The content from here on.
  var rest: Span<UInt8> {
    @_lifetime(borrow self)
    get { bytes(max(0, count - offset)) }
  }

  /// The next bytes of the content and the zeros.
  @_lifetime(borrow self)
  func bytes(_ length: Int) -> Span<UInt8> {
    precondition(length >= 0 && offset >= 0 && length <= count + SheetChunk.padding - offset)
    let bytes = unsafe Span(_unsafeStart: base + offset, count: length)
    return unsafe _overrideLifetime(bytes, borrowing: self)
  }

  /// Appends the next bytes of the content to a buffer, in words where they are few.
  @inline(__always)
  func append(_ length: Int, to buffer: inout OutputBytes) {
    buffer.write(atMost: length &+ ShortCopy.slack) { room in
      room.copy(bytes(length &+ ShortCopy.slack), from: 0, count: length, to: 0)
      return length
    }
  }
}

extension SheetChunk {
  /// Lends the first bytes.
  func withBytes<R>(_ length: Int, _ body: (Span<UInt8>) -> R) -> R {
    unsafe storage.withUnsafeBufferPointer { bytes in
      let all = unsafe Span(_unsafeElements: bytes)
      return body(all.extracting(..<length))
    }
  }

  /// Lends a cursor at the beginning of the content; the zeros must be there.
  /// - Throws: what `body` throws.
  func withCursor<R, E: Error>(_ body: (ScanCursor) throws(E) -> R) throws(E) -> R {
    precondition(count + Self.padding <= storage.count)
    return try unsafe storage.withUnsafeBufferPointer { (bytes) throws(E) in
      guard let base = bytes.baseAddress else { preconditionFailure("a chunk is never empty") }
      return try body(unsafe ScanCursor(base: base, count: count))
    }
  }
}
