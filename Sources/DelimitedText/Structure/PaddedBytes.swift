import RowcastFileIO

/// Bytes with a margin behind them that may be read, so that a kernel can load whole vectors without
/// asking where the bytes end.
///
///     bytes   a , 1 \n b , 2 \n
///     storage a , 1 \n b , 2 \n  0 0 0 ... 0
///             ^ count            ^ at least `margin`
struct PaddedBytes: Sendable {
  /// How many bytes behind the last one may be read.
  static let margin = 64

  private var storage: [UInt8]
  private(set) var count: Int

  /// Reads up to `count` bytes from `offset` on.
  /// - Parameter spare: bytes of room for what a batch puts behind its text.
  init(
    _ source: any ByteSource, at offset: Int, count: Int, spare: Int = 0
  ) throws(DelimitedTextError) {
    do throws(FileError) {
      self.init(try source.bytes(at: offset, count: count, spare: Self.margin + spare))
    } catch {
      throw DelimitedTextError(.file(error))
    }
  }

  /// Adds the margin to some bytes.
  init(_ bytes: consuming [UInt8]) {
    count = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: Self.margin))
    storage = bytes
  }

  /// The number of bytes of ``array()``.
  var paddedCount: Int { storage.count }

  /// Keeps the first bytes; those behind them become part of the margin.
  mutating func keepFirst(_ kept: Int) {
    precondition(kept >= 0 && kept <= count)
    count = kept
  }

  /// The bytes and their margin.
  var padded: Span<UInt8> {
    @_lifetime(borrow self)
    get { storage.span }
  }

  /// The bytes without their margin.
  var text: Span<UInt8> {
    @_lifetime(borrow self)
    get { storage.span.extracting(first: count) }
  }

  /// The bytes and their margin, as the text of a batch whose cells point into it.
  consuming func array() -> [UInt8] { storage }
}
