/// Tells rows of totals and subtotals, which stand among records but are none, by the word that
/// names them.
package enum TotalRows {
  /// The rows of a batch whose first text is a word for a sum and that have values beside it; by
  /// their numbers in the source.
  package static func numbers(in batch: RecordBatch) -> [Int] {
    (0..<batch.rowCount).compactMap { row in
      let cells = batch.cells[batch.cellRange(ofRow: row)]
      guard let name = cells.first(where: { $0.kind == .text || $0.kind == .sharedText }),
        cells.contains(where: { $0.kind != .text && $0.kind != .sharedText }),
        let text = batch.string(of: name), isTotal(text)
      else { return nil }
      return Int(batch.rows[row].number)
    }
  }

  private static let words: Set<String> = [
    "total", "totals", "subtotal", "subtotals", "sub-total", "sum", "grand total",
    "summe", "gesamt", "gesamtsumme", "zwischensumme", "somme", "sous-total", "total général",
    "totale", "subtotale", "totaal", "suma", "razem", "итого", "всего",
    "合计", "总计", "小计", "合計", "総計", "總計", "小計", "합계", "총계", "소계",
  ]

  /// `Total`, `Total:`, `Subtotal 2023`, `North total`.
  static func isTotal(_ text: String) -> Bool {
    guard text.utf8.count <= 60 else { return false }
    var text = text.lowercased()
    while text.last == " " || text.last == ":" { text.removeLast() }
    if words.contains(text) { return true }
    let parts = text.split(separator: " ")
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return false }
    return words.contains(String(first)) || words.contains(String(last))
  }
}
