internal import RowcastMachine

/// What stands behind a number that counts: a counter word (`6件`), or a power of ten (`95k`, `3万`).
package enum CountingUnit {
  /// The unit at `at`, when it ends before `end`.
  /// - Parameter hasMillions: whether `M` is one.
  /// - Returns: its length, its place in ``signs`` (nil for a power of ten alone), and the power.
  static func unit(
    _ text: Span<UInt8>, _ at: Int, _ end: Int, hasMillions: Bool
  ) -> (length: Int, place: Int?, power: Int)? {
    if hasMillions, at < end, text[at] == UInt8(ascii: "M") { return (1, nil, 6) }
    for (sign, power) in powers
    where text.holds(sign, at: at) && at + sign.utf8CodeUnitCount <= end {
      return (sign.utf8CodeUnitCount, nil, power)
    }
    for (place, sign) in signs.enumerated()
    where text.holds(sign, at: at) && at + sign.utf8CodeUnitCount <= end {
      return (sign.utf8CodeUnitCount, place, 0)
    }
    return nil
  }

  private static let powers: [(StaticString, Int)] = [
    ("k", 3), ("K", 3), ("万", 4), ("萬", 4), ("亿", 8), ("億", 8),
  ]

  /// Every unit as a text, with its power of ten, for who must list them.
  package static var texts: [(text: String, power: Int)] {
    powers.map { ("\($0.0)", $0.1) } + signs.map { ("\($0)", 0) }
  }

  /// The counter words, at most as many as ``Readings`` has bits for.
  static let signs: [StaticString] = [
    "件", "个", "個", "人", "名", "位", "次", "回", "台", "本", "枚", "张", "張", "条", "條", "只", "隻", "套",
    "箱", "瓶", "盒", "包", "份", "岁", "歳", "才", "册", "冊", "杯", "匹", "头", "頭", "栋", "棟", "层", "階", "间",
    "間", "点", "點", "斤", "개", "명", "건", "대", "권", "회", "pcs", "pc", "Stk", "Stück",
  ]
}
