import RowcastFileIO
import RowcastMachine
import RowcastTabular

/// A chunk in a worker's hands: where its fields end, and what comes before it in the file.
struct OpenChunk: ~Copyable {
  let bytes: PaddedBytes
  let index: StructureIndex
  let grammar: Grammar
  var place: ChunkPlace
  /// What it tells about the columns; nil where a pass before has learned that, or where the walk to
  /// come will.
  let evidence: ChunkEvidence?
  /// How many lines end in it, where chunks tell those behind them.
  let lines: Int
  /// Whether it is the first chunk of the file.
  let isFirst: Bool

  /// Hands its records to a sink, the fast way where its structure is regular, and gives the sink back.
  ///
  /// The sink is moved and not lent: what one of the two ways lends to a call would otherwise stay in
  /// memory on the other, too.
  /// - Parameter lines: becomes the number of line ends.
  @inline(__always)
  func walk<Sink: RecordSink & ~Copyable>(
    to sink: consuming Sink, lines: inout Int
  ) -> Sink {
    if index.isRegular {
      lines = IndexWalker(grammar: grammar).walk(bytes, index: index, sink: &sink)
      return sink
    }
    return walkByBytes(sink, &lines)
  }

  /// As ``walk(to:lines:)``, for who does not ask for the lines.
  @inline(__always)
  func walk<Sink: RecordSink & ~Copyable>(to sink: consuming Sink) -> Sink {
    var lines = 0
    return walk(to: sink, lines: &lines)
  }

  @inline(never)
  private func walkByBytes<Sink: RecordSink & ~Copyable>(
    _ sink: consuming Sink, _ lines: inout Int
  ) -> Sink {
    lines =
      RecordWalker(grammar: grammar).walk(
        bytes.padded, from: 0, count: bytes.count, sink: &sink
      ).lines
    return sink
  }
}

extension Reading {
  /// What comes before a chunk.
  private struct Before: Sendable {
    var rows = 0
    var lines: Int
  }

  /// What a chunk tells about the columns that was written by a guess.
  /// - Parameter isNew: whether whoever wrote it saw a field that tells something new.
  func learned(
    from chunk: borrowing OpenChunk, isNew: Bool, _ guess: Guess
  ) throws(WrongGuess) -> ChunkEvidence {
    guard isNew else { return guess.known.evidence(rowCount: chunk.place.rowCount) }
    let reader = EvidenceReader(layout, guess.rules, options, known: guess.known)
    let evidence = reader.evidence(chunk.bytes, chunk.index)
    guard evidence.isPlain else { throw WrongGuess() }
    return evidence
  }

  /// The first rows' guess, where chunks are held against it.
  var guess: Guess? {
    if case .guessed(let guess) = strategy { guess } else { nil }
  }

  /// The one loop over the chunks of a file: opens each on any thread, and consumes what was made of
  /// it in the order of the file.
  ///
  /// By a guess, `transform` finds out itself what a chunk tells about the columns where the chunk can be
  /// told to be plain without that. What was consumed is known to the chunks that are opened from then
  /// on; none is held against one behind it, so that it does not show which thread was first.
  /// - Parameters:
  ///   - byteClass: what the sinks of `transform` want to know of bytes.
  ///   - countsLines: whether the lines of such plain chunks are to be known.
  ///   - transform: what is made of a chunk, and what it told if that was left to it.
  /// - Returns: the columns as all rows have shown them to be; nil where they were known before.
  /// - Throws: ``WrongGuess`` when what was consumed is wrong.
  @discardableResult
  func visitChunks<Result: Sendable>(
    for byteClass: ByteClass, countsLines: Bool = false,
    _ transform: @Sendable (consuming OpenChunk) throws -> (ChunkEvidence?, Result),
    inOrder consume: (ChunkPlace, Result) throws -> Bool
  ) throws -> ColumnPlanner? {
    switch strategy {
    case .measured(let places, _):
      var next = 0
      try orderedMap(
        produce: { () -> ChunkPlace? in
          guard next < places.count else { return nil }
          defer { next += 1 }
          return places[next]
        },
        transform: { (place: ChunkPlace) throws -> (ChunkPlace, Result) in
          (place, try transform(try open(place, byteClass)).1)
        },
        consume: consume)
      return nil
    case .guessed(let guess):
      let before = Relay(Before(lines: layout.dataLine))
      let reader = EvidenceReader(layout, guess.rules, options, known: guess.known)
      var cutter = ChunkCutter(layout, options, isTrusting: true)
      var check = GuessCheck(guess, layout, options)
      var count = 0
      try orderedMap(
        produce: { () -> (Int, RawChunk)? in
          guard let chunk = try cutter.next() else { return nil }
          defer { count += 1 }
          return (count, chunk)
        },
        transform: {
          (ticket: Int, chunk: RawChunk) throws -> (ChunkEvidence, ChunkPlace, Result) in
          let open = try open(chunk, ticket, reader, before, byteClass, countsLines: countsLines)
          let place = open.place
          let evidence = open.evidence
          let (learned, result) = try transform(open)
          guard let found = evidence ?? learned, found.rowCount == place.rowCount else {
            throw WrongGuess()
          }
          return (found, place, result)
        },
        consume: { evidence, place, result in
          try check.append(evidence)
          guess.known.add(evidence)
          return try consume(place, result)
        })
      return check.now
    }
  }

  /// A chunk whose place is known.
  private func open(
    _ place: ChunkPlace, _ byteClass: ByteClass
  ) throws(DelimitedTextError) -> OpenChunk {
    let bytes = try PaddedBytes(
      layout.input, at: place.offset, count: place.count, spare: place.spare)
    guard bytes.count == place.count else { throw changed() }
    let index = StructureIndex(
      bytes, grammar: layout.grammar, class: byteClass,
      validates: false)
    return OpenChunk(
      bytes: bytes, index: index, grammar: layout.grammar, place: place, evidence: nil, lines: 0,
      isFirst: place.firstRow == 0)
  }

  /// A chunk that is read for its types; it learns from the chunk before how many rows come first.
  private func open(
    _ chunk: RawChunk, _ ticket: Int, _ reader: EvidenceReader, _ before: Relay<Before>,
    _ byteClass: ByteClass, countsLines: Bool
  ) throws(WrongGuess) -> OpenChunk {
    var open: OpenChunk
    do throws(WrongGuess) {
      open = try examined(
        chunk, isFirst: ticket == 0, reader, byteClass, countsLines: countsLines)
    } catch {
      // Each ticket passes exactly once, also when its chunk cannot be read.
      before.pass(ticket) { _ in }
      throw error
    }
    let rows = open.place.rowCount
    let lines = open.lines
    let first = before.pass(ticket) { total in
      defer {
        total.rows += rows
        total.lines += lines
      }
      return total
    }
    open.place.firstRow = first.rows
    open.place.line = first.lines
    return open
  }

  /// A chunk that is plainly built, with the number of its rows.
  private func examined(
    _ chunk: RawChunk, isFirst: Bool, _ reader: EvidenceReader, _ byteClass: ByteClass,
    countsLines: Bool
  ) throws(WrongGuess) -> OpenChunk {
    let bytes = chunk.bytes
    var place = ChunkPlace(offset: chunk.offset, count: bytes.count)
    let plain = try regular(bytes, byteClass, marksLines: countsLines)
    let inner = plain.innerLines(bytes.padded)
    if let rowCount = plainRowCount(bytes, positions: plain.count - inner.positions) {
      place.rowCount = rowCount
      place.fieldCount = rowCount * layout.width
      return OpenChunk(
        bytes: bytes, index: plain, grammar: layout.grammar, place: place, evidence: nil,
        lines: rowCount + inner.lines, isFirst: isFirst)
    }
    let index = try regular(bytes, .both, marksLines: true)
    let evidence = reader.evidence(bytes, index)
    guard evidence.isPlain, evidence.rowCount > 0 else { throw WrongGuess() }
    place.rowCount = evidence.rowCount
    place.fieldCount = evidence.fieldCount
    place.spare = evidence.encodedBytes
    return OpenChunk(
      bytes: bytes, index: index, grammar: layout.grammar, place: place, evidence: evidence,
      lines: evidence.lines, isFirst: isFirst)
  }

  private func regular(
    _ bytes: PaddedBytes, _ byteClass: ByteClass, marksLines: Bool
  ) throws(WrongGuess) -> StructureIndex {
    let index = StructureIndex(
      bytes, grammar: layout.grammar, class: byteClass,
      validates: true, marksLines: marksLines)
    guard index.isRegular, index.malformed == nil else { throw WrongGuess() }
    return index
  }

  /// The number of rows that a regular chunk must have when each is built as it should be, from the
  /// number of its delimiters and line ends; the walk will tell whether that is so.
  private func plainRowCount(_ bytes: PaddedBytes, positions: Int) -> Int? {
    let text = bytes.text
    guard text.count > 1, text[text.count - 1] == UInt8(ascii: "\n") else { return nil }
    let ends = text[text.count - 2] == UInt8(ascii: "\r") ? 2 : 1
    let (rows, rest) = positions.quotientAndRemainder(dividingBy: layout.width - 1 + ends)
    return rest == 0 && rows > 0 ? rows : nil
  }
}
