// Bytes read, compared and copied by words: the one place of it, safe to call from everywhere.
//
// A place outside of the bytes ends the process here, as the index of an array does. The comparison
// costs nothing that can be measured, since it comes once for eight bytes or more; what needs less
// than that asserts its bound instead and stands in the file of its loop.

extension Span<UInt8> {
  /// The eight bytes at a place, the first one lowest.
  @inlinable @inline(__always)
  package func word(at place: Int) -> UInt64 {
    precondition(place >= 0 && place &+ 8 <= count)
    return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
      .littleEndian
  }

  /// The place of the first such byte from `start` on.
  @inlinable
  package func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start < count else { return nil }
    precondition(start >= 0)
    return unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// The place of a word from `start` on; it is looked for by its last byte, which is the rarest one
  /// in markup.
  package func firstIndex(of word: StaticString, from start: Int) -> Int? {
    let length = word.utf8CodeUnitCount
    guard length > 0 else { return start }
    let lastByte = unsafe word.utf8Start[length - 1]
    var from = start + length - 1
    while let last = firstIndex(of: lastByte, from: from) {
      if holds(word, at: last - length + 1) { return last - length + 1 }
      from = last + 1
    }
    return nil
  }

  /// Whether the bytes of a word stand at a place.
  @inlinable @inline(__always)
  package func holds(_ word: StaticString, at place: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard place >= 0, place <= count &- length else { return false }
    for i in 0..<length {
      if unsafe self[unchecked: place &+ i] != word.utf8Start[i] { return false }
    }
    return true
  }

  /// Whether the bytes of an array stand at a place.
  @inlinable
  package func holds(_ word: [UInt8], at place: Int) -> Bool {
    guard place >= 0, place <= count &- word.count else { return false }
    for i in 0..<word.count {
      if unsafe self[unchecked: place &+ i] != word[i] { return false }
    }
    return true
  }

  /// Whether these are the bytes of a word.
  @inlinable
  package func equals(_ word: StaticString) -> Bool {
    count == word.utf8CodeUnitCount && holds(word, at: 0)
  }

  /// Whether these are the same bytes.
  @inlinable
  package func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    var i = 0
    while i &+ 8 <= count {
      if word(at: i) != other.word(at: i) { return false }
      i &+= 8
    }
    while i < count {
      if unsafe self[unchecked: i] != other[unchecked: i] { return false }
      i &+= 1
    }
    return true
  }

  /// Whether `first` is somewhere followed by one of the others: 64 bytes a step.
  package func contains(
    _ first: UInt8, before second: UInt8, or third: UInt8, or other: UInt8? = nil
  ) -> Bool {
    let fourth = other ?? third
    let first16 = SIMD16<UInt8>(repeating: first)
    let second16 = SIMD16<UInt8>(repeating: second)
    let third16 = SIMD16<UInt8>(repeating: third)
    let fourth16 = SIMD16<UInt8>(repeating: fourth)
    func places(_ place: Int) -> SIMD2<UInt64> {
      let a = vector(at: place)
      let b = vector(at: place &+ 1)
      return ((a .== first16) .& ((b .== second16) .| (b .== third16) .| (b .== fourth16))).words
    }
    var at = 0
    while at &+ 65 <= count {
      let found = places(at) | places(at &+ 16) | places(at &+ 32) | places(at &+ 48)
      if found[0] | found[1] != 0 { return true }
      at &+= 64
    }
    while at &+ 1 < count {
      let next = self[at &+ 1]
      if self[at] == first, next == second || next == third || next == fourth { return true }
      at &+= 1
    }
    return false
  }

  /// Sixteen bytes from a place on.
  @inlinable @inline(__always)
  package func vector(at place: Int) -> SIMD16<UInt8> {
    precondition(place >= 0 && place &+ 16 <= count)
    return unsafe bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: place, as: SIMD16<UInt8>.self)
  }
}

extension SIMDMask<SIMD16<Int8>> {
  /// The mask as two words of eight bytes, which are all ones or zeros: to ask it for `any` is a call.
  @inlinable @inline(__always)
  package var words: SIMD2<UInt64> { unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self) }
}

extension MutableSpan<UInt8> {
  /// Stores eight bytes at a place, the lowest one first.
  @inlinable @inline(__always)
  package mutating func store(_ word: UInt64, at place: Int) {
    precondition(place >= 0 && place &+ 8 <= count)
    unsafe withUnsafeMutableBytes {
      unsafe $0.storeBytes(of: word.littleEndian, toByteOffset: place, as: UInt64.self)
    }
  }

  /// Copies bytes to a place. Up to 32 bytes are copied in one or two steps of 16, when so many can
  /// be read behind `start` and written: what is copied too much, the next bytes take the place of.
  @inlinable @inline(__always)
  package mutating func copy(
    _ source: Span<UInt8>, from start: Int, count length: Int, to place: Int
  ) {
    precondition(start >= 0 && length >= 0 && start <= source.count &- length)
    precondition(place >= 0 && place <= count &- length)
    unsafe source.withUnsafeBufferPointer { source in
      unsafe withUnsafeMutableBufferPointer { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        if target.count &- place >= ShortCopy.slack {
          unsafe ShortCopy.copy(
            from + start, count: length, readable: source.count &- start, to: to + place)
        } else {
          unsafe (to + place).update(from: from + start, count: length)
        }
      }
    }
  }
}

extension RawSpan {
  /// The bytes as elements.
  package var elements: Span<UInt8> {
    @_lifetime(copy self)
    get { unsafe _unsafeView(as: UInt8.self) }
  }
}

extension MutableRawSpan {
  /// Copies bytes to a place; there must be room for them.
  package mutating func copy(_ source: RawSpan, to place: Int = 0) {
    precondition(place >= 0 && place <= byteCount &- source.byteCount)
    unsafe source.withUnsafeBytes { source in
      unsafe withUnsafeMutableBytes { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        unsafe (to + place).copyMemory(from: from, byteCount: source.count)
      }
    }
  }
}

extension [UInt8] {
  /// A copy of the bytes.
  @inlinable
  package init(_ bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// Appends a copy of the bytes.
  @inlinable
  package mutating func append(contentsOf bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension [UInt8] {
  /// The bytes that a reader fills, at most `capacity`.
  /// - Parameters:
  ///   - spare: bytes of room to reserve behind the last one.
  ///   - read: fills the room, which holds anything before, from its beginning; returns how far.
  /// - Throws: what `read` throws.
  package init<E: Error>(
    capacity: Int, spare: Int = 0, filledBy read: (inout MutableRawSpan) throws(E) -> Int
  ) throws(E) {
    self = []
    reserveCapacity(capacity + spare)
    _ = try append(upTo: capacity, filledBy: read)
  }

  /// Appends the bytes that a reader fills, at most `capacity`; returns their number.
  /// - Throws: what `read` throws.
  package mutating func append<E: Error>(
    upTo capacity: Int, filledBy read: (inout MutableRawSpan) throws(E) -> Int
  ) throws(E) -> Int {
    let before = count
    try append(addingCapacity: capacity) { (output) throws(E) in
      try unsafe output.withUnsafeMutableBufferPointer { (room, count) throws(E) in
        var bytes = unsafe MutableRawSpan(_unsafeElements: room.extracting(..<capacity))
        let filled = try read(&bytes)
        precondition(filled >= 0 && filled <= capacity)
        count = filled
      }
    }
    return count - before
  }

  /// Lends the bytes to a reader that fills them.
  /// - Throws: what `body` throws.
  package mutating func withMutableBytes<R, E: Error>(
    _ body: (inout MutableRawSpan) throws(E) -> R
  ) throws(E) -> R {
    var elements = mutableSpan
    var bytes = MutableRawSpan(_elements: &elements)
    return try body(&bytes)
  }
}

extension String {
  /// The text of UTF-8, with U+FFFD where the bytes are none.
  @inlinable
  package init(decoding bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// The text of UTF-8; nil where the bytes are none.
  @inlinable
  package init?(validating bytes: Span<UInt8>) {
    let text = unsafe bytes.withUnsafeBufferPointer {
      unsafe String(validating: $0, as: UTF8.self)
    }
    guard let text else { return nil }
    self = text
  }

  /// Reads the UTF-8 form without a copy, as `utf8.span` does where the system is new enough for it.
  @inlinable
  package func withBytes<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
    var text = self
    var result: Result<R, E>?
    text.withUTF8 { bytes in
      do throws(E) {
        result = .success(try body(unsafe Span(_unsafeElements: bytes)))
      } catch {
        result = .failure(error)
      }
    }
    guard let result else { preconditionFailure("withUTF8 calls its body") }
    return try result.get()
  }
}

extension StaticString {
  /// The literal's bytes, which are there for as long as the program runs.
  @inlinable
  package var bytes: Span<UInt8> {
    @_lifetime(immortal)
    get {
      let bytes = unsafe Span(_unsafeStart: utf8Start, count: utf8CodeUnitCount)
      return unsafe _overrideLifetime(bytes, copying: ())
    }
  }
}
