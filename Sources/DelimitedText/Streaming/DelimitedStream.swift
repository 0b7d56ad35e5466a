import RowcastFileIO
public import RowcastTabular

/// The rows of delimited text that arrives in pieces, such as the body of a request: one pass, a few
/// hundred kilobytes in memory, nothing on disk, no byte asked for before it is needed.
///
///     for try await row in DelimitedStream(request.body) { print(row["name"]) }
///
/// Dialect, columns and their kinds are learned from the first block. A later value of another kind is
/// what it is, a text where it is nothing narrower: nothing is changed or dropped. Give the options what
/// is known.
public struct DelimitedStream<Body: AsyncSequence & Sendable>: AsyncSequence, Sendable
where Body.Element: Sequence<UInt8> {
  /// One record, its values by the names of the columns.
  public typealias Element = Row
  private let body: Body
  private let options: DelimitedOptions
  private let blockBytes: Int
  private let location: RowcastLocation

  /// - Parameters:
  ///   - body: the text in UTF-8 or any encoding in which line ends are single bytes.
  ///   - options: what is not to be detected.
  ///   - blockBytes: how much is read at a time, and learned from.
  ///   - name: what messages call it.
  public init(
    _ body: Body, options: DelimitedOptions = DelimitedOptions(), blockBytes: Int = 1 << 18,
    name: String = "stream"
  ) {
    self.body = body
    self.options = options
    self.blockBytes = Swift.max(1, blockBytes)
    location = RowcastLocation(file: name)
  }

  /// Begins to read the body, which most bodies allow once.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(
      body: body.makeAsyncIterator(), blockBytes: blockBytes,
      blocks: StreamBlocks(options: options, location: location))
  }

  /// Asks the body for a block at a time, and only when no row is left.
  public struct AsyncIterator: AsyncIteratorProtocol {
    var body: Body.AsyncIterator
    let blockBytes: Int
    var blocks: StreamBlocks
    private var waiting: [UInt8] = []
    private var pages: [RowPage] = []
    private var index = 0
    private var isEnded = false

    init(body: Body.AsyncIterator, blockBytes: Int, blocks: StreamBlocks) {
      self.body = body
      self.blockBytes = blockBytes
      self.blocks = blocks
    }

    /// The next row; nil behind the last one.
    /// - Throws: what the body throws, ``DelimitedTextError``, or `CancellationError`.
    public mutating func next() async throws -> Row? {
      while true {
        if let page = pages.first {
          if index < page.rowCount {
            defer { index += 1 }
            return page[index]
          }
          pages.removeFirst()
          index = 0
        } else if isEnded, waiting.isEmpty {
          return nil
        } else {
          try await readBlock()
        }
      }
    }

    private mutating func readBlock() async throws {
      try Task.checkCancellation()
      var wanted = blockBytes
      while true {
        while !isEnded, waiting.count < wanted {
          if let piece = try await body.next() {
            waiting.append(contentsOf: piece)
          } else {
            isEnded = true
          }
        }
        let used = try blocks.read(waiting, isLast: isEnded, into: &pages)
        if used > 0 || isEnded {
          waiting.removeFirst(used)
          return
        }
        // Not one whole record: a longer block.
        wanted = waiting.count * 2
      }
    }
  }
}
