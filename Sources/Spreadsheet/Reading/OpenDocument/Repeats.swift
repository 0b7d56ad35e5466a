/// How often a row or a cell is repeated, as its attribute states it (19.675, 19.679).
struct Repeats {
  /// The number; 1 for a text that is none.
  var count = 1
  /// The text, when nothing that has a value can be repeated so often: 0, no number, more than any
  /// sheet has.
  var bad: String?

  /// Not stated: once.
  init() {}

  /// More than this is more than any sheet has, and is as good as this.
  static let most = 1 << 24

  init(_ text: some StringProtocol) {
    var value = 0
    for byte in text.utf8 {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
        bad = String(text.prefix(40))
        return
      }
      value = min(value * 10 + Int(byte - UInt8(ascii: "0")), Self.most)
    }
    if value == 0 || value == Self.most { bad = String(text.prefix(40)) }
    count = max(1, value)
  }
}
