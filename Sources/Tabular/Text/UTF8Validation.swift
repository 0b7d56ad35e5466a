internal import RowcastMachine

/// Well-formed UTF-8 by the table of Unicode 3.9 (table 3-7).
package enum UTF8Validation {
  /// Where the first malformed byte is from `start` on, or nil; a sequence cut by the end counts as
  /// malformed.
  package static func firstError(_ bytes: Span<UInt8>, from start: Int = 0) -> Int? {
    let count = bytes.count
    var at = start
    while at < count {
      // Eight ASCII bytes a step.
      while at &+ 8 <= count, bytes.word(at: at) & 0x8080_8080_8080_8080 == 0 { at &+= 8 }
      while at < count, bytes[at] < 0x80 { at &+= 1 }
      if at == count { return nil }
      let length = sequenceLength(bytes, at)
      if length == 0 { return at }
      at &+= length
    }
    return nil
  }

  /// The length of the well-formed sequence at `at`; 0 when there is none.
  @inlinable @inline(__always)
  package static func sequenceLength(_ bytes: Span<UInt8>, _ at: Int) -> Int {
    let first = bytes[at]
    if first < 0x80 { return 1 }
    guard at + 1 < bytes.count else { return 0 }
    let second = bytes[at + 1]
    if first < 0xE0 { return first >= 0xC2 && second & 0xC0 == 0x80 ? 2 : 0 }
    guard at + 2 < bytes.count else { return 0 }
    if first < 0xF0 {
      let low: UInt8 = first == 0xE0 ? 0xA0 : 0x80
      let high: UInt8 = first == 0xED ? 0x9F : 0xBF
      return second >= low && second <= high && bytes[at + 2] & 0xC0 == 0x80 ? 3 : 0
    }
    guard at + 3 < bytes.count, first <= 0xF4 else { return 0 }
    let low: UInt8 = first == 0xF0 ? 0x90 : 0x80
    let high: UInt8 = first == 0xF4 ? 0x8F : 0xBF
    return second >= low && second <= high && bytes[at + 2] & 0xC0 == 0x80
      && bytes[at + 3] & 0xC0 == 0x80 ? 4 : 0
  }

  /// Where the sequence begins that goes on at `end`; `end` itself when there is none.
  package static func lastStart(_ bytes: Span<UInt8>, before end: Int) -> Int {
    for back in 1...3 where back <= end {
      let byte = bytes[end - back]
      if byte < 0x80 { return end }
      if byte >= 0xC0 {
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        return length > back ? end - back : end
      }
    }
    return end
  }

  /// Behind the last sequence that begins in the block of 64 bytes at `at`; negative when one of
  /// them may be malformed.
  ///
  /// A sequence is one word compared with what each length must look like; lengths seldom change.
  /// - Parameter foreign: the bytes of the block beyond ASCII that are to be looked at, some.
  @inlinable @inline(__always)
  package static func end(_ bytes: Span<UInt8>, _ foreign: UInt64, _ at: Int) -> Int {
    guard at &+ 72 <= bytes.count else { return -1 }
    var left = foreign
    var end = 0
    repeat {
      end = left.trailingZeroBitCount
      let word = UInt32(truncatingIfNeeded: bytes.word(at: at &+ end))
      if word & 0xC0E0 == 0x80C0, word & 0x1E != 0 {
        end &+= 2
      } else if word & 0xC0_C0F0 == 0x80_80E0, word & 0x200F != 0, word & 0x200F != 0x200D {
        end &+= 3
      } else if word & 0xC0C0_C0F8 == 0x8080_80F0, word & 0x3007 != 0,
        word & 0x7 < 4 || word & 0x3007 == 4
      {
        end &+= 4
      } else {
        return -1
      }
      left &= end < 64 ? ~0 &<< UInt64(truncatingIfNeeded: end) : 0
    } while left != 0
    return at &+ end
  }

  /// Counts of well-formed sequences beyond ASCII and of malformed bytes; a cut end is neither.
  package static func census(_ bytes: Span<UInt8>) -> (sequences: Int, malformed: Int) {
    var sequences = 0
    var malformed = 0
    var at = 0
    while at < bytes.count {
      let length = sequenceLength(bytes, at)
      if length == 0 {
        if bytes.count - at < 4, isCut(bytes, at) { break }
        malformed += 1
        at += 1
      } else {
        if length > 1 { sequences += 1 }
        at += length
      }
    }
    return (sequences, malformed)
  }

  /// Whether the bytes end within what may be a sequence.
  private static func isCut(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
    let first = bytes[at]
    let wanted = first >= 0xF0 && first <= 0xF4 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    guard first >= 0xC2, first <= 0xF4, bytes.count - at < wanted else { return false }
    for i in (at + 1)..<max(bytes.count, at + 1) where bytes[i] & 0xC0 != 0x80 { return false }
    return true
  }
}
