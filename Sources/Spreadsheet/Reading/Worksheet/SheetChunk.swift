import Synchronization

/// A piece of a sheet's XML, cut between two rows, with zeros behind it.
///
/// The zeros let the scanner look a few bytes ahead of any place without asking where the end is.
final class SheetChunk: @unchecked Sendable {  // one owner at a time: the producer, then a worker
  /// The zero bytes behind the content.
  static let padding = 64

  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  /// The bytes of whole rows.
  var count = 0
  /// Whether the part ends here.
  var isLast = false
  /// Where it begins in the part.
  var offset = 0

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: capacity + Self.padding)
  }

  deinit { base.deallocate() }

  /// Makes room for `wanted` bytes, and keeps the first `used` ones.
  func grow(to wanted: Int, keeping used: Int) {
    guard wanted > capacity else { return }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + Self.padding)
    larger.update(from: base, count: used)
    base.deallocate()
    base = larger
    capacity = wanted
  }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  /// Writes the zeros behind the content.
  func seal() { (base + count).update(repeating: 0, count: Self.padding) }
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
