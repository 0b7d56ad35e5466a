internal import RowcastMachine

/// Gives each distinct text a code, in the order of first appearance.
///
/// An open hash table over the bytes (FNV-1a over words, linear probing): no `String` is made.
public struct StringInterner: Sendable {
  private var bytes: [UInt8] = []
  private var offsets: [Int] = [0]
  private var hashes: [UInt64] = []
  /// Slots hold `code + 1`; 0 is free.
  private var slots: [UInt32]

  /// No text has a code yet.
  public init() { slots = Array(repeating: 0, count: 64) }

  /// The number of distinct texts so far.
  public var count: Int { offsets.count - 1 }

  /// The bytes of all distinct texts so far.
  public var byteCount: Int { bytes.count }

  /// The memory that the texts and the table of them take, in bytes: for short texts most is the
  /// table.
  package var memory: Int {
    bytes.capacity + 8 * (offsets.capacity + hashes.capacity) + 4 * slots.count
  }

  /// The code of a text, a new one when it was not seen before.
  public mutating func intern(_ text: Span<UInt8>) -> UInt32 {
    let hash = Self.hash(text)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let code = Int(slots[slot]) - 1
      if hashes[code] == hash, equals(code, text) { return UInt32(code) }
      slot = (slot + 1) & mask
    }
    let code = UInt32(count)
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
    hashes.append(hash)
    slots[slot] = code + 1
    if count * 2 > slots.count { rehash() }
    return code
  }

  /// The code of a text, a new one when it was not seen before.
  public mutating func intern(_ text: String) -> UInt32 {
    text.withBytes { intern($0) }
  }

  /// The codes of a dictionary's texts here, by their codes there.
  public mutating func codes(of dictionary: StringDictionary) -> [UInt32] {
    var codes: [UInt32] = []
    codes.reserveCapacity(dictionary.count)
    let bytes = dictionary.bytes
    for code in 0..<dictionary.count {
      let range = dictionary.offsets[code]..<dictionary.offsets[code + 1]
      codes.append(intern(bytes.span.extracting(range)))
    }
    return codes
  }

  /// The code of a text that was seen before.
  public func code(of text: Span<UInt8>) -> UInt32? {
    let hash = Self.hash(text)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let code = Int(slots[slot]) - 1
      if hashes[code] == hash, equals(code, text) { return UInt32(code) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Whether a code is that of a text: cheaper than ``code(of:)`` for a good guess.
  public func holds(_ text: Span<UInt8>, at code: Int) -> Bool {
    code >= 0 && code < count && equals(code, text)
  }

  /// The texts so far as an immutable dictionary with the same codes.
  public func dictionary() -> StringDictionary { StringDictionary(bytes: bytes, offsets: offsets) }

  private func equals(_ code: Int, _ text: Span<UInt8>) -> Bool {
    let start = offsets[code]
    guard offsets[code + 1] - start == text.count else { return false }
    return bytes.span.extracting(start..<(start + text.count)).isEqual(to: text)
  }

  private mutating func rehash() {
    let size = slots.count * 4
    slots = Array(repeating: 0, count: size)
    for code in 0..<hashes.count {
      var slot = Int(truncatingIfNeeded: hashes[code]) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(code) + 1
    }
  }

  /// Mixes eight bytes a step; the finish is MurmurHash3's.
  package static func hash(_ text: Span<UInt8>) -> UInt64 {
    var h: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(text.count)
    var i = 0
    while i &+ 8 <= text.count {
      h = (h ^ text.word(at: i)) &* 0x9E37_79B9_7F4A_7C15
      h ^= h >> 32
      i &+= 8
    }
    if i < text.count {
      // Fewer than eight bytes are one more word.
      var rest: UInt64 = 0
      while i < text.count {
        rest = rest &<< 8 | UInt64(text[i])
        i &+= 1
      }
      h = (h ^ rest) &* 0x9E37_79B9_7F4A_7C15
    }
    return finished(h)
  }

  /// A hash of which every bit depends on all bits.
  package static func finished(_ hash: UInt64) -> UInt64 {
    var h = hash
    h ^= h >> 33
    h = h &* 0xFF51_AFD7_ED55_8CCD
    h ^= h >> 33
    return h
  }
}
