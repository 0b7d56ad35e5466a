import RowcastXMLEvents
import Synchronization

/// A piece of a sheet of OpenDocument, cut between two rows, with zeros behind it.
struct OpenDocumentPiece: Sendable {
  /// The zero bytes behind the content: so far one may look from any place.
  static let padding = 64

  /// The content, and the zeros.
  var bytes: [UInt8]
  /// The bytes of the content.
  var count = 0
  /// The number of its first row, from 1.
  var firstRow = 1
  /// Where it begins in the document.
  var offset = 0
}

/// The memory of pieces that were read, to be used again.
final class PieceMemory: Sendable {
  private let free = Mutex<[[UInt8]]>([])
  /// The bytes of a piece as a rule.
  let size: Int

  init(size: Int) { self.size = size }

  func take() -> [UInt8] {
    free.withLock { $0.popLast() }
      ?? [UInt8](repeating: 0, count: size + OpenDocumentPiece.padding)
  }

  func give(_ bytes: [UInt8]) {
    guard bytes.count <= 4 * size else { return }
    free.withLock { $0.append(bytes) }
  }
}
