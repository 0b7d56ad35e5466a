/// How the references of a row's cells end, `27"` for row 27, as the bits of a word that are compared
/// with those of the text.
///
/// Without a number, no reference ends so.
struct RowMark {
  private(set) var word: UInt64 = 1
  private(set) var mask: UInt64 = 0
  /// The bytes of the number and its quote.
  private(set) var count = 0

  /// - Parameter number: from 1; 0 when it is not known.
  init(_ number: Int = 0) {
    // No row of a sheet has more than seven digits.
    guard number > 0, number < 10_000_000 else { return }
    word = UInt64(UInt8(ascii: "\""))
    mask = 0xFF
    count = 1
    var rest = number
    while rest > 0 {
      word = word << 8 | UInt64(UInt8(ascii: "0")) + UInt64(rest % 10)
      mask = mask << 8 | 0xFF
      count += 1
      rest /= 10
    }
  }
}
