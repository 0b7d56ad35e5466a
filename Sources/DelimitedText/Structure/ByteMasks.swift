internal import CRowcastVectors
import RowcastJSONText

/// Sixty-four bytes at a time: one bit for each byte that is something.
///
/// Four vectors of sixteen bytes are compared with a few needles, which the compiler turns into
/// SSE2 or NEON. Their answers (0xFF or 0) become 64 bits by an instruction of SSE2; elsewhere by
/// laying the eight words over each other, one bit of each byte for each word, and transposing the
/// square of eight by eight bits:
///
///     word r, byte j  ->  byte j, bit r  ->  bit 8 r + j
///
/// Quotes and bytes to escape are rare, so their bits are made only where there are some.
struct ByteMasks {
  /// Delimiters and line ends.
  var separators: UInt64 = 0
  var quotes: UInt64 = 0
  /// The bytes of the class asked for; those of separators may be missing.
  var classes: UInt64 = 0
  /// What JSON must escape, where both classes are asked for.
  var escapes: UInt64 = 0
  /// Whether all bytes are ASCII.
  var isASCII = true
}

/// The classes of bytes that the readers of fields want to know.
enum ByteClass {
  /// Everything but 0 to 9.
  case notDigit
  /// What JSON must escape: controls, quotes, backslashes.
  case escaped
  /// Both of them, each in a map of its own: an index that serves two sinks.
  case both
  case none

  /// The bits of at most the first 64 bytes of a range, the slow way.
  @inline(__always)
  func bits(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    if self == .none || self == .both { return 0 }
    var result: UInt64 = 0
    for i in 0..<min(64, end - start) where contains(bytes[start + i]) {
      result |= 1 << UInt64(i)
    }
    return result
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    switch self {
    case .notDigit: byte &- UInt8(ascii: "0") > 9
    case .escaped: StringEscaping.isEscaped(byte)
    case .both, .none: false
    }
  }
}

typealias Vector = SIMD16<UInt8>
private typealias Answers = SIMDMask<SIMD16<Int8>>

#if arch(x86_64)
  /// The bits of four vectors of answers.
  @inline(__always)
  private func bits(_ a: Answers, _ b: Answers, _ c: Answers, _ d: Answers) -> UInt64 {
    topBits(a) | topBits(b) &<< 16 | topBits(c) &<< 32 | topBits(d) &<< 48
  }

  @inline(__always)
  private func topBits(_ answers: Answers) -> UInt64 {
    UInt64(top_bits(unsafe unsafeBitCast(answers, to: Vector.self)))
  }
#else
  /// The bits of four vectors of answers.
  @inline(__always)
  private func bits(_ a: Answers, _ b: Answers, _ c: Answers, _ d: Answers) -> UInt64 {
    let one: UInt64 = 0x0101_0101_0101_0101
    let v =
      (words(a) & SIMD2(one, one &<< 1)) | (words(b) & SIMD2(one &<< 2, one &<< 3))
      | (words(c) & SIMD2(one &<< 4, one &<< 5)) | (words(d) & SIMD2(one &<< 6, one &<< 7))
    var x = v[0] | v[1]
    var t = (x ^ (x &>> 7)) & 0x00AA_00AA_00AA_00AA
    x = x ^ t ^ (t &<< 7)
    t = (x ^ (x &>> 14)) & 0x0000_CCCC_0000_CCCC
    x = x ^ t ^ (t &<< 14)
    t = (x ^ (x &>> 28)) & 0x0000_0000_F0F0_F0F0
    return x ^ t ^ (t &<< 28)
  }
#endif

@inline(__always)
private func words(_ answers: Answers) -> SIMD2<UInt64> {
  unsafe unsafeBitCast(answers, to: SIMD2<UInt64>.self)
}

@inline(__always)
private func isAny(_ a: Answers, _ b: Answers, _ c: Answers, _ d: Answers) -> Bool {
  let all = words(a .| b .| c .| d)
  return all[0] | all[1] != 0
}

extension Span<UInt8> {
  /// The byte at a place that follows from the structure of the bytes.
  @unsafe @inline(__always)
  func byte(trusting at: Int) -> UInt8 {
    assert(at >= 0 && at < count)
    return unsafe self[unchecked: at]
  }

  /// Four bytes as one number, the first one lowest.
  @inline(__always)
  func fourBytes(at start: Int) -> UInt32 {
    precondition(start >= 0 && start <= count &- 4)
    return unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt32.self)
      .littleEndian
  }
}

/// Vectors of 32 bytes, which not every processor has.
enum WideVectors {
  static let areThere = has_wide_vectors() != 0
  /// So many blocks are scanned at once: what is found of them stays in the nearest cache.
  static let group = 64
}

/// What the blocks are compared with.
struct Needles {
  private let delimiter: Vector
  private let quote: Vector
  var delimiterByte: UInt8 { delimiter[0] }
  var quoteByte: UInt8 { quote[0] }
  /// Whether the delimiter is a byte of ``ByteClass/escaped``.
  let escapesDelimiter: Bool

  init(delimiter: UInt8, quote: UInt8) {
    self.delimiter = Vector(repeating: delimiter)
    self.quote = Vector(repeating: quote)
    escapesDelimiter = ByteClass.escaped.contains(delimiter)
  }

  /// Sixteen bytes, which must be there.
  @inline(__always)
  private func vector(_ bytes: Span<UInt8>, _ at: Int) -> Vector {
    assert(at >= 0 && at &+ 16 <= bytes.count)
    return unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: Vector.self)
  }

  /// The masks of the 64 bytes at `at`.
  @inline(__always)
  func masks(_ bytes: Span<UInt8>, _ at: Int, _ byteClass: ByteClass) -> ByteMasks {
    let a = vector(bytes, at)
    let b = vector(bytes, at &+ 16)
    let c = vector(bytes, at &+ 32)
    let d = vector(bytes, at &+ 48)
    var result = ByteMasks()
    let sa = separators(a), sb = separators(b), sc = separators(c), sd = separators(d)
    result.separators = bits(sa, sb, sc, sd)
    switch byteClass {
    case .notDigit:
      result.classes = bits(notDigits(a), notDigits(b), notDigits(c), notDigits(d))
      result.quotes = quotes(a, b, c, d)
    case .escaped:
      let ea = escaped(a), eb = escaped(b), ec = escaped(c), ed = escaped(d)
      result.classes = bits(ea, eb, ec, ed)
      if result.classes & ~result.separators != 0 || quote[0] != UInt8(ascii: "\"") {
        result.quotes = quotes(a, b, c, d)
      }
    case .both:
      result.classes = bits(notDigits(a), notDigits(b), notDigits(c), notDigits(d))
      let ea = escaped(a), eb = escaped(b), ec = escaped(c), ed = escaped(d)
      result.escapes = bits(ea, eb, ec, ed)
      if result.escapes & ~result.separators != 0 || quote[0] != UInt8(ascii: "\"") {
        result.quotes = quotes(a, b, c, d)
      }
    case .none: result.quotes = quotes(a, b, c, d)
    }
    let all = unsafe unsafeBitCast(a | b | c | d, to: SIMD2<UInt64>.self)
    result.isASCII = (all[0] | all[1]) & 0x8080_8080_8080_8080 == 0
    return result
  }

  /// The bytes beyond ASCII of the 64 bytes at `at`.
  @inline(__always)
  func foreign(_ bytes: Span<UInt8>, _ at: Int) -> UInt64 {
    bits(
      isForeign(vector(bytes, at)),
      isForeign(vector(bytes, at &+ 16)),
      isForeign(vector(bytes, at &+ 32)),
      isForeign(vector(bytes, at &+ 48)))
  }

  @inline(__always)
  private func isForeign(_ v: Vector) -> Answers { v .> Vector(repeating: 0x7F) }

  /// A byte of ones for each odd number of quotes among four bytes of the 64 at `at`.
  @inline(__always)
  func oddQuotes(_ bytes: Span<UInt8>, _ at: Int) -> SIMD2<UInt64> {
    words(vector(bytes, at) .== quote)
      ^ words(vector(bytes, at &+ 16) .== quote)
      ^ words(vector(bytes, at &+ 32) .== quote)
      ^ words(vector(bytes, at &+ 48) .== quote)
  }

  /// Whether an odd number of bytes are ones.
  @inline(__always)
  static func isOdd(_ answers: SIMD2<UInt64>) -> Bool {
    (answers[0] ^ answers[1]).nonzeroBitCount & 8 != 0
  }

  /// The LF and CR of the 64 bytes at `at`.
  @inline(__always)
  func lineEnds(_ bytes: Span<UInt8>, _ at: Int) -> UInt64 {
    bits(
      isLineEnd(vector(bytes, at)),
      isLineEnd(vector(bytes, at &+ 16)),
      isLineEnd(vector(bytes, at &+ 32)),
      isLineEnd(vector(bytes, at &+ 48)))
  }

  @inline(__always)
  private func isLineEnd(_ v: Vector) -> Answers {
    (v .== Vector(repeating: UInt8(ascii: "\n"))) .| (v .== Vector(repeating: UInt8(ascii: "\r")))
  }

  /// Whether there is a quote in the 64 bytes at `at`.
  @inline(__always)
  func hasQuote(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
    isAny(
      vector(bytes, at) .== quote,
      vector(bytes, at &+ 16) .== quote,
      vector(bytes, at &+ 32) .== quote,
      vector(bytes, at &+ 48) .== quote)
  }

  @inline(__always)
  private func quotes(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector) -> UInt64 {
    let qa = a .== quote, qb = b .== quote, qc = c .== quote, qd = d .== quote
    return isAny(qa, qb, qc, qd) ? bits(qa, qb, qc, qd) : 0
  }

  @inline(__always)
  private func separators(_ v: Vector) -> Answers {
    (v .== delimiter) .| isLineEnd(v)
  }

  @inline(__always)
  private func notDigits(_ v: Vector) -> Answers {
    (v &- Vector(repeating: UInt8(ascii: "0"))) .> Vector(repeating: 9)
  }

  @inline(__always)
  private func escaped(_ v: Vector) -> Answers {
    (v .< Vector(repeating: 0x20)) .| (v .== Vector(repeating: UInt8(ascii: "\"")))
      .| (v .== Vector(repeating: UInt8(ascii: "\\")))
  }
}
