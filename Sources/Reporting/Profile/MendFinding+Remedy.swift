import RowcastFeatures
public import RowcastProfile
public import RowcastTabular

extension MendFinding {
  /// The option of the program that mends it; nil where only the file can be mended.
  public var remedy: Remedy? {
    switch self {
    case .spellings(_, let groups):
      groups.allSatisfy(\.isFoldable) ? Remedy(.foldLevels) : nil
    case .mixed(let column, let main, let rows, let others):
      Self.remedy(column, main, rows, others)
    case .missingWords(_, _, let seen):
      seen.places.count < 3 ? Remedy(.nullToken, values: seen.places.map(\.text)) : nil
    case .function(let column, _, let exceptions, _):
      exceptions == 0 ? Remedy(.drop, column) : nil
    case .redundant(let finding):
      switch finding {
      case .linear(let column, _, _), .sameFact(let column, _, _): Remedy(.drop, column)
      case .moreCollinear(let columns, _): Remedy(.drop, values: columns)
      default: nil
      }
    case .empty(let columns): columns.count <= 20 ? Remedy(.drop, values: columns) : nil
    case .totals(let column, let cells):
      Self.condition(column, cells).map { Remedy(.condition, $0) }
    case .blots, .errors, .repeatedRows, .alikeRows, .nearKey: nil
    }
  }

  /// What is to be done, as a sentence without a full stop.
  public func advice(masked: Set<String> = []) -> String {
    let hidden = column.map(masked.contains) ?? false
    if let remedy, !hidden || remedy.setting == .drop || remedy.setting == .foldLevels {
      return remedy.words
    }
    switch self {
    case .spellings(_, let groups):
      let foldable = groups.contains(where: \.isFoldable)
      return
        (foldable
        ? "--fold-levels takes those that differ in case and blanks alone as one in a "
          + "training; " : "")
        + "no option makes \(foldable ? "the others" : "them") one: change the "
        + "rarer ones in the file"
    case .mixed: return "no option reads them alike: change the cells in the file"
    case .missingWords: return "--null WORD reads a word as no value, and may be repeated"
    case .blots:
      return
        "a training passes over blanks at the ends, and --fold-levels over the others; "
        + "a conversion keeps what stands in the file"
    case .errors: return "they count as no value; convert --errors says what is written for them"
    case .repeatedRows, .alikeRows:
      return "no option leaves them out: look at the rows and take them out of the file"
    case .nearKey: return "no option tells which row is right: look at them in the file"
    case .function: return "look at these rows in the file"
    case .redundant: return "nothing is wrong with it; a training learns the same from one of them"
    case .totals: return "--where leaves rows out by a condition"
    case .empty: return "--drop leaves columns out of a training"
    }
  }

  private static func remedy(
    _ column: String, _ main: ValueForm, _ rows: Int, _ others: [ColumnFigures.Form]
  ) -> Remedy? {
    let forms = Set(others.map(\.form))
    if main.isNumber, forms.isSubset(of: [.number, .numberText]) {
      return Remedy(.columnKind, column: column, "number")
    }
    if main == .text || main == .numberText || main == .dayText,
      !forms.isDisjoint(with: [.number, .day, .time, .truth])
    {
      return Remedy(.columnKind, column: column, "text")
    }
    // A few words among numbers or days: without them the column is one of numbers or days.
    let words = others.flatMap(\.seen.places).map(\.text)
    let strangers = others.reduce(0) { $0 + $1.seen.count }
    guard main.isNumber || main.isDay, forms == [.text], words.count < 3, strangers * 4 <= rows,
      words.allSatisfy({ $0.utf8.count < 70 })
    else { return nil }
    return Remedy(.nullToken, values: words)
  }

  /// A condition that leaves out the rows with these words; nil where a word or the name cannot stand
  /// in one.
  private static func condition(_ column: String, _ cells: [CellPlace]) -> String? {
    var words: [String] = []
    for cell in cells where !words.contains(cell.text) { words.append(cell.text) }
    guard words.count <= 5, !column.contains("]"),
      !words.contains(where: { $0.contains("\"") || $0.contains(where: \.isNewline) })
    else { return nil }
    let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
    return "[\(column)] is null or "
      + (words.count == 1 ? "[\(column)] != \(list)" : "[\(column)] not in (\(list))")
  }
}
