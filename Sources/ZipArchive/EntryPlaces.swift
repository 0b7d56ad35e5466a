internal import RowcastFileIO
import Synchronization

/// Places in a deflated entry from which it can be read without inflating what stands before: for
/// parts of which the middle is wanted more than once, such as the sheets of one document.
///
/// They are noted while the entry is read, at most 32 of 85 KB each.
final class EntryPlaces: Sendable {
  struct Place: Sendable {
    /// The bytes before it.
    var offset: Int
    /// Their checksum.
    var checksum: UInt32
    var point: InflatePoint
  }

  private static let most = 32
  private let spacing: Int
  private let noted = Mutex<[Place]>([])

  init(_ entry: ZipEntry) { spacing = max(1 << 20, entry.size / Self.most) }

  /// Notes the place where a reader stands, when it is far enough behind the last.
  func note(_ offset: Int, _ place: () -> Place) {
    noted.withLock { noted in
      guard offset >= (noted.last?.offset ?? 0) + spacing, noted.count < Self.most
      else { return }
      noted.append(place())
    }
  }

  /// The last place after an offset, up to another.
  func last(after offset: Int, upTo end: Int) -> Place? {
    noted.withLock { $0.last { $0.offset <= end } }.flatMap { $0.offset > offset ? $0 : nil }
  }
}
