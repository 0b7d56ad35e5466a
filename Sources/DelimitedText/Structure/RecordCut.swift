/// Finds the last record that ends in a window: the serial part of the first pass, and therefore
/// as little as possible.
///
/// Only blocks with quotes are looked at closely; of all others it is enough to know whether they
/// lie inside quotes, one byte a block. The cut is then searched backward from the end of the
/// window with that knowledge.
struct RecordCut {
  let grammar: Grammar

  /// Behind the last line end outside quotes; 0 when there is none, nil when the quotes are not
  /// plain and the walker must look.
  func end(_ bytes: Span<UInt8>, count: Int) -> Int? {
    let needles = Needles(
      delimiter: grammar.delimiter.first ?? UInt8(ascii: "\n"), quote: grammar.quote ?? 0xFF)
    // The last bytes are left to the next window, so that every block is whole.
    let blocks = count / 64
    var isInside = [Bool](repeating: false, count: blocks)
    var state = QuoteState()
    for block in 0..<blocks {
      if state.inside != 0 { isInside[block] = true }
      let at = block &* 64
      if state.closedBefore == 0, !needles.hasQuote(bytes, at) { continue }
      if at > 0 { state.startsBefore = isSeparator(bytes[at &- 1]) && state.inside == 0 ? 1 : 0 }
      _ = state.advance(needles.masks(bytes, at, .none), ~0)
      if state.isIrregular { return nil }
    }
    for block in stride(from: blocks - 1, through: 0, by: -1) {
      if let end = end(in: block, isInside: isInside[block], bytes, count, needles) { return end }
    }
    return 0
  }

  /// The same without a look at how quotes stand: right when what is before the end is regular,
  /// as ``StructureIndex`` will tell of the chunk.
  ///
  /// Whether a place lies inside quotes follows from the number of quotes before it.
  func trustingEnd(_ bytes: Span<UInt8>, count: Int) -> Int {
    let needles = Needles(
      delimiter: grammar.delimiter.first ?? UInt8(ascii: "\n"), quote: grammar.quote ?? 0xFF)
    let blocks = count / 64
    var odd = SIMD2<UInt64>()
    for block in 0..<blocks { odd ^= needles.oddQuotes(bytes, block &* 64) }
    var isInside = Needles.isOdd(odd)
    for block in stride(from: blocks - 1, through: 0, by: -1) {
      isInside = isInside != Needles.isOdd(needles.oddQuotes(bytes, block * 64))
      if let end = end(in: block, isInside: isInside, bytes, count, needles) { return end }
    }
    return 0
  }

  /// Behind the last line end of a block that is outside quotes.
  /// - Parameter isInside: whether the block begins inside quotes.
  private func end(
    in block: Int, isInside: Bool, _ bytes: Span<UInt8>, _ count: Int, _ needles: Needles
  ) -> Int? {
    let at = block * 64
    var here = QuoteState()
    here.inside = isInside ? ~0 : 0
    let masks = needles.masks(bytes, at, .none)
    let inside = here.advance(masks, ~0)
    var ends = masks.separators & ~inside
    while ends != 0 {
      let bit = 63 - ends.leadingZeroBitCount
      ends &= ~(1 << UInt64(bit))
      let byte = bytes[at + bit]
      if byte == UInt8(ascii: "\n") { return at + bit + 1 }
      // A CR may belong to a CRLF, of which the LF is not seen yet.
      if byte == UInt8(ascii: "\r"), at + bit + 1 < count, bytes[at + bit + 1] != UInt8(ascii: "\n")
      {
        return at + bit + 1
      }
    }
    return nil
  }

  @inline(__always)
  private func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == grammar.delimiter.first
  }
}
