import Synchronization
internal import RowcastTabular

/// Which texts of a dictionary JSON can take as they are: one bit for each code.
///
/// Looking at a dictionary once is cheaper than looking at each use of its texts, and a bit is
/// all that has to be kept: plain texts are copied from the dictionary itself.
struct PlainCodes: Sendable {
  private let bits: [UInt64]

  init(of dictionary: StringDictionary) {
    var bits = [UInt64](repeating: 0, count: (dictionary.count + 63) / 64)
    let bytes = dictionary.bytes
    for code in 0..<dictionary.count {
      guard let range = dictionary.range(of: code) else { continue }
      if StringEscaping.isPlain(bytes.span.extracting(range)) {
        bits[code >> 6] |= 1 << UInt64(code & 63)
      }
    }
    self.bits = bits
  }

  /// - Parameter code: a code of the dictionary.
  @inline(__always)
  func contains(_ code: Int) -> Bool { bits[code >> 6] >> UInt64(code & 63) & 1 != 0 }
}

/// Keeps the plain codes of the dictionary seen last: a source's batches share one.
final class PlainCodesCache: Sendable {
  private struct Entry {
    let dictionary: StringDictionary
    let codes: PlainCodes
  }

  private let latest = Mutex<Entry?>(nil)

  /// The plain codes of a dictionary; other threads wait while they are worked out.
  func codes(of dictionary: StringDictionary) -> PlainCodes {
    latest.withLock { entry in
      if let entry, entry.dictionary === dictionary { return entry.codes }
      let codes = PlainCodes(of: dictionary)
      entry = Entry(dictionary: dictionary, codes: codes)
      return codes
    }
  }
}
