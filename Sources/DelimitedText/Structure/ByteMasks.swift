/// Sixty-four bytes at a time: one bit for each byte that is something.
///
/// Four vectors of sixteen are compared with a few needles; a vector's sixteen answers (0xFF or 0)
/// become sixteen bits by a multiplication: bit 7 of byte j of a word, times 2^(49 - 7j), lands on
/// bit 56 + j, and no two of them meet. The compiler turns the comparisons into SSE2 or NEON.
struct ByteMasks {
  /// Delimiters and line ends.
  var separators: UInt64
  var quotes: UInt64
  /// The bytes of the class asked for.
  var classes: UInt64
  /// Whether some byte is not ASCII.
  var isASCII: Bool
}

/// The classes of bytes that the readers of fields want to know.
enum ByteClass {
  /// Everything but 0 to 9.
  case notDigit
  /// What JSON must escape: controls, quotes, backslashes.
  case escaped
  case none

  /// The bits of at most the first 64 bytes of a range, the slow way.
  @inline(__always)
  func bits(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    if self == .none { return 0 }
    var result: UInt64 = 0
    for i in 0..<min(64, end - start) where contains(bytes[start + i]) {
      result |= 1 << UInt64(i)
    }
    return result
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    switch self {
    case .notDigit: !NumberSyntax.isDigit(byte)
    case .escaped: byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    case .none: false
    }
  }
}

typealias Vector = SIMD16<UInt8>

@inline(__always)
private func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
  let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
  let low = ((words[0] & 0x8080_8080_8080_8080) &* 0x0002_0408_1020_4081) &>> 56
  let high = ((words[1] & 0x8080_8080_8080_8080) &* 0x0002_0408_1020_4081) &>> 56
  return low | high &<< 8
}

/// What the blocks are compared with.
struct Needles {
  let delimiter: Vector
  let quote: Vector
  let lineFeed = Vector(repeating: UInt8(ascii: "\n"))
  let carriageReturn = Vector(repeating: UInt8(ascii: "\r"))

  init(delimiter: UInt8, quote: UInt8) {
    self.delimiter = Vector(repeating: delimiter)
    self.quote = Vector(repeating: quote)
  }

  /// The masks of the 64 bytes at `block`.
  @inline(__always)
  func masks(_ block: UnsafeRawPointer, _ byteClass: ByteClass) -> ByteMasks {
    var result = ByteMasks(separators: 0, quotes: 0, classes: 0, isASCII: true)
    var all = Vector(repeating: 0)
    for i in 0..<4 {
      let v = block.loadUnaligned(fromByteOffset: i &* 16, as: Vector.self)
      let shift = UInt64(i &* 16)
      let separator = (v .== delimiter) .| (v .== lineFeed) .| (v .== carriageReturn)
      result.separators |= bits(separator) &<< shift
      result.quotes |= bits(v .== quote) &<< shift
      switch byteClass {
      case .notDigit:
        let digit = (v &- Vector(repeating: UInt8(ascii: "0"))) .< Vector(repeating: 10)
        result.classes |= bits(.!digit) &<< shift
      case .escaped:
        let escaped =
          (v .< Vector(repeating: 0x20)) .| (v .== Vector(repeating: UInt8(ascii: "\"")))
          .| (v .== Vector(repeating: UInt8(ascii: "\\")))
        result.classes |= bits(escaped) &<< shift
      case .none: break
      }
      all |= v
    }
    let words = unsafeBitCast(all, to: SIMD2<UInt64>.self)
    result.isASCII = (words[0] | words[1]) & 0x8080_8080_8080_8080 == 0
    return result
  }
}
