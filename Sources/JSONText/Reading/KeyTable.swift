internal import RowcastTabular

/// Columns by key: learned from all records, then fixed.
struct KeyTable: Sendable {
  private var interner = StringInterner()

  var count: Int { interner.count }

  /// The keys in the order of their columns.
  var names: [String] { interner.dictionary().texts }

  /// The column of a key, which is often the one behind the last; one that was not seen before gets
  /// a new column when the table learns.
  @inline(__always)
  mutating func column(of key: Span<UInt8>, after last: Int, learns: Bool) -> UInt32? {
    let guess = last &+ 1
    if interner.holds(key, at: guess) { return UInt32(truncatingIfNeeded: guess) }
    return learns ? interner.intern(key) : interner.code(of: key)
  }

  mutating func add(_ key: String) -> UInt32 { interner.intern(key) }
}
