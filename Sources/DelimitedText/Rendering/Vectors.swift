/// Copies of short runs of bytes by whole vectors.
enum Vectors {
  /// Copies `count` bytes and up to 63 more: so many must be readable and writable behind them.
  ///
  /// Most texts are shorter than 32 bytes: their length is not asked for, as a branch that is hard
  /// to foretell costs more than sixteen bytes too many.
  @inline(__always)
  static func copy(
    _ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, count: Int
  ) {
    step(source, target)
    step(source + 16, target + 16)
    if count <= 32 { return }
    step(source + 32, target + 32)
    step(source + 48, target + 48)
    if count <= 64 { return }
    (target + 64).update(from: source + 64, count: count &- 64)
  }

  @inline(__always)
  private static func step(
    _ source: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>
  ) {
    let word = UnsafeRawPointer(source).loadUnaligned(as: SIMD2<UInt64>.self)
    UnsafeMutableRawPointer(target).storeBytes(of: word, as: SIMD2<UInt64>.self)
  }
}

/// Texts with some bytes replaced, by a table of what stands for each of the first 128 bytes.
enum Escaping {
  /// Copies a text.
  /// - Parameters:
  ///   - marks: one bit for each of the first 64 bytes that must be replaced.
  ///   - isDoubled: whether each quote is followed by another one that is left out.
  ///   - target: has room for seven times `count` bytes and 32 more.
  /// - Returns: behind the last byte written.
  @inline(never)
  static func copy(
    _ source: UnsafePointer<UInt8>, _ count: Int, _ marks: UInt64, isDoubled: Bool,
    to target: UnsafeMutablePointer<UInt8>, _ escapes: UnsafePointer<UInt64>
  ) -> UnsafeMutablePointer<UInt8> {
    var out = target
    var done = 0
    var marks = marks
    while marks != 0 {
      let place = marks.trailingZeroBitCount
      marks &= marks &- 1
      // The second quote of a pair.
      if place < done { continue }
      let run = place &- done
      Vectors.copy(source + done, to: out, count: run)
      out += run
      let byte = source[place]
      let escape = escapes[Int(byte & 0x7F)]
      UnsafeMutableRawPointer(out).storeBytes(of: escape.littleEndian, as: UInt64.self)
      out += Int(escape &>> 56)
      done = place &+ (isDoubled && byte == UInt8(ascii: "\"") ? 2 : 1)
    }
    if count <= 64 {
      if done < count {
        Vectors.copy(source + done, to: out, count: count &- done)
        out += count &- done
      }
      return out
    }
    if done < 64 {
      Vectors.copy(source + done, to: out, count: 64 &- done)
      out += 64 &- done
      done = 64
    }
    return copyRest(source, done, count, isDoubled, to: out, escapes)
  }

  /// What is behind the first 64 bytes, eight at a time.
  private static func copyRest(
    _ source: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ isDoubled: Bool,
    to target: UnsafeMutablePointer<UInt8>, _ escapes: UnsafePointer<UInt64>
  ) -> UnsafeMutablePointer<UInt8> {
    var out = target
    var at = start
    while at < count {
      let word = UnsafeRawPointer(source + at).loadUnaligned(as: UInt64.self).littleEndian
      UnsafeMutableRawPointer(out).storeBytes(of: word.littleEndian, as: UInt64.self)
      let marked = special(word)
      let left = count &- at
      let clean = min(marked == 0 ? 8 : marked.trailingZeroBitCount &>> 3, left)
      at &+= clean
      out += clean
      if clean < 8, clean < left {
        let byte = source[at]
        let escape = escapes[Int(byte & 0x7F)]
        UnsafeMutableRawPointer(out).storeBytes(of: escape.littleEndian, as: UInt64.self)
        out += Int(escape &>> 56)
        at &+= isDoubled && byte == UInt8(ascii: "\"") ? 2 : 1
      }
    }
    return out
  }

  /// The high bit of the first byte of eight that ``ByteClass/escaped`` holds; those below have
  /// none. In `x ^ 0x02` the quote is below 0x21, as the controls are, and the blank is not.
  @inline(__always)
  private static func special(_ word: UInt64) -> UInt64 {
    let low = (word ^ 0x0202_0202_0202_0202) &- 0x2121_2121_2121_2121
    let backslash = (word ^ 0x5C5C_5C5C_5C5C_5C5C) &- 0x0101_0101_0101_0101
    return (low | backslash) & ~word & 0x8080_8080_8080_8080
  }
}
