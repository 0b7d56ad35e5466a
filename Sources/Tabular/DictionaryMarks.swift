import Synchronization

/// Which texts of a dictionary have a property that a writer asks for: one bit for each code.
///
/// Looking at a dictionary once is cheaper than looking at each use of its texts, and a bit is
/// all that has to be kept: the texts are copied from the dictionary itself.
package struct DictionaryMarks: Sendable {
  @usableFromInline let bits: [UInt64]

  init(of dictionary: StringDictionary, where isMarked: (Span<UInt8>) -> Bool) {
    var bits = [UInt64](repeating: 0, count: (dictionary.count + 63) / 64)
    let bytes = dictionary.bytes
    for code in 0..<dictionary.count {
      guard let range = dictionary.range(of: code) else { continue }
      if isMarked(bytes.span.extracting(range)) { bits[code >> 6] |= 1 << UInt64(code & 63) }
    }
    self.bits = bits
  }

  /// - Parameter code: a code of the dictionary.
  @inlinable @inline(__always)
  package func contains(_ code: Int) -> Bool { bits[code >> 6] >> UInt64(code & 63) & 1 != 0 }
}

/// Keeps the marks of the dictionary seen last: a source's batches share one.
package final class DictionaryMarksCache: Sendable {
  private struct Entry {
    let dictionary: StringDictionary
    let marks: DictionaryMarks
  }

  private let isMarked: @Sendable (Span<UInt8>) -> Bool
  private let latest = Mutex<Entry?>(nil)

  /// - Parameter isMarked: whether a text of UTF-8 has the property.
  package init(where isMarked: @escaping @Sendable (Span<UInt8>) -> Bool) {
    self.isMarked = isMarked
  }

  /// The marks of a dictionary, nil of an empty one; other threads wait while they are worked out.
  package func marks(of dictionary: StringDictionary) -> DictionaryMarks? {
    if dictionary.count == 0 { return nil }
    return latest.withLock { entry in
      if let entry, entry.dictionary === dictionary { return entry.marks }
      let marks = DictionaryMarks(of: dictionary, where: isMarked)
      entry = Entry(dictionary: dictionary, marks: marks)
      return marks
    }
  }
}
