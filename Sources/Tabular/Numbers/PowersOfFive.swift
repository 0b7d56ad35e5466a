/// The leading 128 bits of the powers of five (and so of ten) that doubles need, 5^-342 to 5^324.
///
/// Reading and writing decimal numbers both come down to one multiplication by such a power. An
/// entry is `floor(5^q × 2^s)` with `s` chosen so that the top bit is set. The table is computed
/// on first use, in some microseconds: each power from its neighbor with 256 bits, whose error of
/// less than 342 units in the last place cannot reach the upper half (a test compares all entries
/// with exact arithmetic).
enum PowersOfFive {
  static let smallest = -342
  static let largest = 324
  /// The powers whose 128 bits are exact: 5^55 is the last one below 2^128.
  static let exact = 0...55

  struct Entry: BitwiseCopyable, Sendable {
    var high: UInt64
    var low: UInt64

    /// The entry rounded up.
    @inline(__always)
    var next: Entry {
      let (low, carry) = low.addingReportingOverflow(1)
      return Entry(high: carry ? high &+ 1 : high, low: low)
    }
  }

  private static let table: [Entry] = {
    var entries = [Entry](
      repeating: Entry(high: 0, low: 0), count: largest - smallest + 1)
    var power = Wide(words: (0, 0, 0, 1 << 63))
    for q in 0...largest {
      entries[q - smallest] = power.leading
      power.multiplyByFive()
    }
    power = Wide(words: (0, 0, 0, 1 << 63))
    for q in stride(from: -1, through: smallest, by: -1) {
      power.divideByFive()
      entries[q - smallest] = power.leading
    }
    return entries
  }()

  /// - Parameter q: in `smallest...largest`.
  @inline(__always)
  static func entry(_ q: Int) -> Entry { table[q &- smallest] }

  /// 256 bits with the top one set, lowest word first; the exponent is left to the caller.
  private struct Wide {
    var words: (UInt64, UInt64, UInt64, UInt64)

    var leading: Entry { Entry(high: words.3, low: words.2) }

    mutating func multiplyByFive() {
      let a = words.0.multipliedFullWidth(by: 5)
      let b = words.1.multipliedFullWidth(by: 5)
      let c = words.2.multipliedFullWidth(by: 5)
      let d = words.3.multipliedFullWidth(by: 5)
      let (w1, c1) = b.low.addingReportingOverflow(a.high)
      let (w2, c2) = c.low.addingReportingOverflow(b.high &+ (c1 ? 1 : 0))
      let (w3, c3) = d.low.addingReportingOverflow(c.high &+ (c2 ? 1 : 0))
      let w4 = d.high &+ (c3 ? 1 : 0)
      // Five times a number with its top bit set has two or three bits more.
      let shift = UInt64(64 - w4.leadingZeroBitCount)
      words = (
        a.low >> shift | w1 << (64 - shift), w1 >> shift | w2 << (64 - shift),
        w2 >> shift | w3 << (64 - shift), w3 >> shift | w4 << (64 - shift)
      )
    }

    mutating func divideByFive() {
      let d = words.3.quotientAndRemainder(dividingBy: 5)
      let c = UInt64(5).dividingFullWidth((d.remainder, words.2))
      let b = UInt64(5).dividingFullWidth((c.remainder, words.1))
      let a = UInt64(5).dividingFullWidth((b.remainder, words.0))
      // Bits that the shift brings in come from dividing the remainder further.
      let e = UInt64(5).dividingFullWidth((a.remainder, 0))
      let shift = UInt64(d.quotient.leadingZeroBitCount)
      words = (
        a.quotient << shift | e.quotient >> (64 - shift),
        b.quotient << shift | a.quotient >> (64 - shift),
        c.quotient << shift | b.quotient >> (64 - shift),
        d.quotient << shift | c.quotient >> (64 - shift)
      )
    }
  }
}
