internal import RowcastMachine

/// Tells rows of totals and subtotals, which stand among records but are none, by the word that
/// names them.
package enum TotalRows {
  /// A row that is named by a word for a sum.
  package struct Row: Sendable, Hashable {
    /// The row of the sheet or the line of the file.
    package var number: Int
    /// The source column of the word.
    package var column: Int
    /// The word, as it stands there.
    package var word: String
  }

  /// The rows of a batch whose first text is a word for a sum and that have values beside it.
  package static func rows(in batch: RecordBatch) -> [Row] {
    var finder = Finder()
    return (0..<batch.rowCount).compactMap { finder.row($0, of: batch) }
  }

  /// Judges rows of a batch one by one. Names come again, and each is judged once.
  struct Finder {
    private var known = StringInterner()
    private var verdicts: [Bool] = []

    private mutating func isNamed(_ text: Span<UInt8>) -> Bool {
      guard hasPart(text) else { return false }
      let code = Int(known.intern(text))
      if code == verdicts.count { verdicts.append(isTotal(String(decoding: text))) }
      return verdicts[code]
    }

    /// A row, where its first text is a word for a sum and it has values beside it.
    mutating func row(_ row: Int, of batch: RecordBatch) -> Row? {
      let cells = batch.cells[batch.cellRange(ofRow: row)]
      guard let name = cells.first(where: { $0.kind == .text || $0.kind == .sharedText }),
        cells.contains(where: { $0.kind != .text && $0.kind != .sharedText })
      else { return nil }
      let isTotal: Bool
      if name.kind == .sharedText {
        let shared = batch.dictionary.bytes
        guard let range = batch.dictionary.range(of: name.code) else { return nil }
        isTotal = isNamed(shared.span.extracting(range))
      } else {
        guard let range = batch.textRange(of: name) else { return nil }
        isTotal = isNamed(batch.text.span.extracting(range))
      }
      guard isTotal, let word = batch.string(of: name) else { return nil }
      return Row(number: Int(batch.rows[row].number), column: Int(name.column), word: word)
    }
  }

  /// Whether a text has a part that all words of ASCII have one of, or other letters: most texts have
  /// not, and are told without being made.
  package static func hasPart(_ text: Span<UInt8>) -> Bool {
    guard text.count <= 60 else { return false }
    var (before, last): (UInt8, UInt8) = (0, 0)
    for index in 0..<text.count {
      let byte = text[index]
      if byte >= 0x80 { return true }
      let letter = byte | 0x20
      switch (before, last, letter) {
      case (UInt8(ascii: "t"), UInt8(ascii: "o"), UInt8(ascii: "t")),
        (UInt8(ascii: "s"), UInt8(ascii: "u"), UInt8(ascii: "m")),
        (UInt8(ascii: "s"), UInt8(ascii: "o"), UInt8(ascii: "m")),
        (UInt8(ascii: "g"), UInt8(ascii: "e"), UInt8(ascii: "s")),
        (UInt8(ascii: "r"), UInt8(ascii: "a"), UInt8(ascii: "z")):
        return true
      default: (before, last) = (last, letter)
      }
    }
    return false
  }

  package static let words: Set<String> = [
    "total", "totals", "subtotal", "subtotals", "sub-total", "sum", "grand total",
    "summe", "gesamt", "gesamtsumme", "zwischensumme", "somme", "sous-total", "total général",
    "totale", "subtotale", "totaal", "suma", "razem", "итого", "всего",
    "合计", "总计", "小计", "合計", "総計", "總計", "小計", "합계", "총계", "소계",
  ]

  /// `Total`, `Total:`, `Subtotal 2023`, `North total`.
  static func isTotal(_ text: String) -> Bool {
    guard text.withBytes(hasPart) else { return false }
    var text = text.lowercased()
    while text.last == " " || text.last == ":" { text.removeLast() }
    if words.contains(text) { return true }
    let parts = text.split(separator: " ")
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return false }
    return words.contains(String(first)) || words.contains(String(last))
  }
}
