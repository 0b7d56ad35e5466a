import RowcastPipeline
import RowcastReporting

extension ConversionSummary {
  /// One sentence on what was written; nil when the records themselves went to standard output.
  var sentence: String? {
    guard let first = outputs.first, first.path != "-" else { return nil }
    let rows = NumberWords.number(outputs.reduce(0) { $0 + $1.rows }, "record")
    if outputs.count == 1 {
      return "\(first.path): \(rows), \(NumberWords.number(first.columns, "column"))"
    }
    return "\(NumberWords.number(outputs.count, "file")): \(rows)"
  }
}

extension Export {
  /// One sentence on what was written; nil when it went to standard output.
  var sentence: String? {
    output.map {
      "\($0): the model as " + (form == .xlsx ? "a workbook of formulas" : form.rawValue)
    }
  }
}

extension OddSummary {
  /// How many rows are odd, and what was written.
  var sentence: String {
    let written = [written.sentence, report, model].compactMap { $0 }
    let odd =
      "\(NumberWords.count(oddCount)) of \(NumberWords.number(rowCount, "row")) "
      + (oddCount == 1 ? "is" : "are") + " odd"
    return ([odd] + written).joined(separator: "; ")
  }
}
