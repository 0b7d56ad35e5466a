/// The texts that people and programs write for "no value".
public enum MissingTokens {
  /// Missing in a column of any kind.
  public static let always = [
    "", "NA", "N/A", "n/a", "#N/A", "#NA", "NULL", "null", "Null", "NaN", "nan", "<NA>", "?",
  ]
  /// Missing in a column whose other texts are numbers or dates; else a text like others.
  public static let amongNumbers = [
    "-", "--", "---", ".", "..", "none", "None", "NONE", "nil", "n.a.", "N.A.", "na", "n/d",
    "missing", "Missing", "unknown", "Unknown", "(missing)", "(blank)", "(null)", "#NULL!",
    "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "\\N", "\u{2013}", "\u{2014}",
  ]

  static let alwaysSet = Set(always.map { Array($0.utf8) })
  static let amongNumbersSet = Set(amongNumbers.map { Array($0.utf8) })
  private static let longest = 12

  /// Whether trimmed bytes are a token of missing values.
  static func contains(_ text: UnsafeBufferPointer<UInt8>, amongNumbers: Bool) -> Bool {
    if text.isEmpty { return true }
    if text.count > longest { return false }
    let bytes = Array(text)
    return alwaysSet.contains(bytes) || (amongNumbers && amongNumbersSet.contains(bytes))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The bytes without blanks, tabs, line ends and no-break spaces at both ends.
  var trimmed: UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = count
    while start < end {
      if self[start] <= 0x20 {
        start += 1
      } else if end - start >= 2, self[start] == 0xC2, self[start + 1] == 0xA0 {
        start += 2
      } else {
        break
      }
    }
    while end > start {
      if self[end - 1] <= 0x20 {
        end -= 1
      } else if end - start >= 2, self[end - 1] == 0xA0, self[end - 2] == 0xC2 {
        end -= 2
      } else {
        break
      }
    }
    return UnsafeBufferPointer(rebasing: self[start..<end])
  }
}
