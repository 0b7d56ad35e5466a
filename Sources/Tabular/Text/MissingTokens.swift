internal import RowcastMachine

/// The texts that people and programs write for "no value": the one list of them.
public enum MissingTokens {
  /// Missing in a column of any kind.
  public static let always = [
    "", "NA", "N/A", "n/a", "#N/A", "#NA", "NULL", "null", "Null", "NaN", "nan", "<NA>", "?",
  ]
  /// Missing in a column whose other texts are numbers or dates; else a text like others.
  public static let amongNumbers = [
    "-", "--", "---", ".", "..", "...", ":", "***", "none", "None", "NONE", "nil", "n.a.", "N.A.",
    "na", "n/d",
    "missing", "Missing", "unknown", "Unknown", "(missing)", "(blank)", "(null)", "#NULL!",
    "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "\\N", "\u{2013}", "\u{2014}",
  ]

  /// Whether a text among words is a mark of no value, and no word that can name something: a dash, a
  /// point, `n.a.`, an error of a workbook, but not `none`.
  package static func isMark(_ text: String) -> Bool {
    amongNumbers.contains(text)
      && (!text.contains(where: \.isLetter) || text.contains { "./#(\\".contains($0) })
  }

  private static let alwaysSet = Set(always.map { Array($0.utf8) })
  private static let amongNumbersSet = Set(amongNumbers.map { Array($0.utf8) })
  private static let longest = 12

  /// Whether trimmed bytes are a token of missing values, as learning reads them.
  package static func contains(_ text: Span<UInt8>, amongNumbers: Bool) -> Bool {
    if text.isEmpty { return true }
    if text.count > longest { return false }
    let bytes = Array(text)
    return alwaysSet.contains(bytes) || (amongNumbers && amongNumbersSet.contains(bytes))
  }

  /// Whether bytes are a token that programs alone write: NA, N/A, #N/A, NULL, null, NaN, nan, and the
  /// `\N` of PostgreSQL and MySQL. A conversion reads them as missing among numbers, and keeps them as texts
  /// among texts.
  package static func isNullWord(_ text: Span<UInt8>) -> Bool {
    switch text.count {
    case 2: text.equals("NA") || text.equals("\\N")
    case 3: text.equals("N/A") || text.equals("NaN") || text.equals("nan")
    case 4: text.equals("#N/A") || text.equals("NULL") || text.equals("null")
    default: false
    }
  }
}
