internal import RowcastTabular

/// Columns by key: learned from all records, then fixed.
struct KeyTable: Sendable {
  private var interner = StringInterner()

  var count: Int { interner.count }

  /// The keys in the order of their columns.
  var names: [String] { interner.dictionary().texts }

  /// The column of a key, which is often the one behind the last.
  @inline(__always)
  func column(of key: UnsafeBufferPointer<UInt8>, after last: Int) -> UInt32? {
    let guess = last &+ 1
    if interner.holds(key, at: guess) { return UInt32(truncatingIfNeeded: guess) }
    return interner.code(of: key)
  }

  /// The column of a key, a new one when it was not seen before.
  mutating func add(_ key: UnsafeBufferPointer<UInt8>) -> UInt32 { interner.intern(key) }

  mutating func add(_ key: String) -> UInt32 { interner.intern(key) }
}
