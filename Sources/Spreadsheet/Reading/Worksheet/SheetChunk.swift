import Synchronization

internal import RowcastMachine

/// A piece of a sheet's XML, cut between two rows, with zeros behind it.
///
/// The zeros let the scanner look a few bytes ahead of any place without asking where the end is.
final class SheetChunk: @unchecked Sendable {  // one owner at a time: the producer, then a worker
  /// The zero bytes behind the content.
  static let padding = 64

  /// The content, and at least ``padding`` more bytes.
  private(set) var storage: [UInt8]
  /// The bytes of whole rows.
  var count = 0
  /// Whether the part ends here.
  var isLast = false
  /// Where it begins in the part.
  var offset = 0

  init(capacity: Int) { storage = [UInt8](repeating: 0, count: capacity + Self.padding) }

  /// The bytes of content that there is room for.
  var capacity: Int { storage.count - Self.padding }

  /// Makes room for `wanted` bytes.
  func grow(to wanted: Int) {
    guard wanted > capacity else { return }
    storage += [UInt8](repeating: 0, count: wanted - capacity)
  }

  /// Puts bytes at the beginning.
  func begin(with bytes: [UInt8]) {
    storage.withMutableBytes { $0.copy(RawSpan(_elements: bytes.span)) }
  }

  /// Lets a reader fill the room behind the first `used` bytes; returns how much it filled.
  /// - Throws: what `read` throws.
  func fill<E: Error>(
    from used: Int, _ read: (inout MutableRawSpan) throws(E) -> Int
  ) throws(E) -> Int {
    let capacity = capacity
    return try storage.withMutableBytes { (bytes) throws(E) in
      var room = bytes._mutatingExtracting(used..<capacity)
      return try read(&room)
    }
  }

  /// Writes the zeros behind the content.
  func seal() { for i in count..<(count + Self.padding) { storage[i] = 0 } }
}

/// Chunks that are used again, so that their memory is asked for once.
final class ChunkPool: Sendable {
  private let free = Mutex<[SheetChunk]>([])
  let size: Int

  init(size: Int) { self.size = size }

  func take() -> SheetChunk {
    free.withLock { $0.popLast() } ?? SheetChunk(capacity: size)
  }

  func give(_ chunk: SheetChunk) {
    guard chunk.capacity <= size * 4 else { return }
    free.withLock { $0.append(chunk) }
  }
}
