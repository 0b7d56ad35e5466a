/// Distinct texts by code: a workbook's shared strings, or the levels of a category.
///
/// All texts lie in one buffer; code `i` is the bytes `offsets[i]..<offsets[i + 1]`.
/// Immutable, hence free to share between threads.
public final class StringDictionary: Sendable {
  /// The UTF-8 bytes of all texts, one after the other.
  public let bytes: [UInt8]
  /// Where each text begins, and at last where the last one ends: `count + 1` offsets.
  public let offsets: [Int]
  /// The bytes of the longest text.
  public let longest: Int
  /// The codes of texts of which some bytes were no text in the source, and are U+FFFD now.
  public let repaired: Set<Int>

  /// A dictionary of no texts.
  public static let empty = StringDictionary(bytes: [], offsets: [0])

  /// - Parameter offsets: ascending, from 0 to `bytes.count`.
  package init(bytes: [UInt8], offsets: [Int], repaired: Set<Int> = []) {
    precondition(offsets.first == 0 && offsets.last == bytes.count)
    self.bytes = bytes
    self.offsets = offsets
    self.repaired = repaired
    longest = zip(offsets, offsets.dropFirst()).reduce(0) { max($0, $1.1 - $1.0) }
  }

  /// A dictionary of the given texts, in their order.
  public convenience init(_ texts: some Sequence<String>) {
    var bytes: [UInt8] = []
    var offsets = [0]
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      offsets.append(bytes.count)
    }
    self.init(bytes: bytes, offsets: offsets)
  }

  /// The number of texts.
  @inlinable public var count: Int { offsets.count - 1 }

  /// The place of a text in ``bytes``, or nil when there is no such code.
  @inlinable
  public func range(of code: Int) -> Range<Int>? {
    guard code >= 0, code < count else { return nil }
    return offsets[code]..<offsets[code + 1]
  }

  /// The text of a code, or nil when there is no such code.
  public subscript(code: Int) -> String? {
    range(of: code).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// All texts, in the order of their codes.
  public var texts: [String] { (0..<count).compactMap { self[$0] } }
}
