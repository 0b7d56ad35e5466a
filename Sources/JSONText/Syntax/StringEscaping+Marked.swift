internal import RowcastMachine
internal import RowcastTabular

/// Texts whose bytes to escape are known from a bit map, as a scanner of structure makes it.
extension StringEscaping {
  /// The most bytes that ``copyMarked(_:count:marks:isDoubled:to:)`` writes for one byte, and the
  /// bytes that it may overwrite behind its text.
  package static let longest = 7
  package static let markedSlack = 64

  /// What stands for each of the first 128 bytes inside a text: up to seven bytes, the first one
  /// lowest, and their number in the highest byte; 0 where the byte stands for itself.
  private static let table: [UInt64] = (0..<128).map { (byte: UInt8) in
    guard isEscaped(byte) else { return 0 }
    var escape = OutputBytes(capacity: 64)
    escape.write(atMost: longest) { writeEscape(of: byte, to: &$0, at: 0) }
    let bytes = escape.array()
    return bytes.indices.reduce(UInt64(bytes.count) << 56) {
      $0 | UInt64(bytes[$1]) << UInt64(8 * $1)
    }
  }

  /// Copies a text as the inside of a JSON string.
  /// - Parameters:
  ///   - source: 64 bytes more than `count` can be read.
  ///   - marks: one bit for each of the first 64 bytes that must be escaped.
  ///   - isDoubled: whether each quote is followed by another one that is left out.
  ///   - target: has room for ``longest`` times `count` bytes and ``markedSlack`` more.
  /// - Returns: behind the last byte written.
  @inline(never)
  package static func copyMarked(
    _ source: UnsafePointer<UInt8>, count: Int, marks: UInt64, isDoubled: Bool,
    to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    assert(count >= 0 && (count >= 64 || marks >> UInt64(count) == 0))
    return unsafe table.withUnsafeBufferPointer { table in
      var out = unsafe target
      var done = 0
      var marks = marks
      while marks != 0 {
        let place = marks.trailingZeroBitCount
        marks &= marks &- 1
        // The second quote of a pair.
        if place < done { continue }
        let run = place &- done
        unsafe ShortCopy.copyPadded(source + done, count: run, to: out)
        unsafe out += run
        let byte = unsafe source[place]
        unsafe out += store(table[Int(byte & 0x7F)], to: out)
        done = place &+ (isDoubled && byte == UInt8(ascii: "\"") ? 2 : 1)
      }
      if count <= 64 {
        if done < count {
          unsafe ShortCopy.copyPadded(source + done, count: count &- done, to: out)
          unsafe out += count &- done
        }
        return unsafe out
      }
      if done < 64 {
        unsafe ShortCopy.copyPadded(source + done, count: 64 &- done, to: out)
        unsafe out += 64 &- done
        done = 64
      }
      return unsafe copyRest(source, done, count, isDoubled, to: out, table)
    }
  }

  @inline(__always)
  private static func store(_ escape: UInt64, to target: UnsafeMutablePointer<UInt8>) -> Int {
    unsafe UnsafeMutableRawPointer(target).storeBytes(of: escape.littleEndian, as: UInt64.self)
    return Int(escape &>> 56)
  }

  /// What is behind the first 64 bytes, eight at a time.
  private static func copyRest(
    _ source: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ isDoubled: Bool,
    to target: UnsafeMutablePointer<UInt8>, _ table: UnsafeBufferPointer<UInt64>
  ) -> UnsafeMutablePointer<UInt8> {
    var out = unsafe target
    var at = start
    while at < count {
      let word = unsafe UnsafeRawPointer(source + at).loadUnaligned(as: UInt64.self).littleEndian
      unsafe UnsafeMutableRawPointer(out).storeBytes(of: word.littleEndian, as: UInt64.self)
      let marked = special(word)
      let left = count &- at
      let clean = min(marked == 0 ? 8 : marked.trailingZeroBitCount &>> 3, left)
      at &+= clean
      unsafe out += clean
      if clean < 8, clean < left {
        let byte = unsafe source[at]
        unsafe out += store(table[Int(byte & 0x7F)], to: out)
        at &+= isDoubled && byte == UInt8(ascii: "\"") ? 2 : 1
      }
    }
    return unsafe out
  }
}
