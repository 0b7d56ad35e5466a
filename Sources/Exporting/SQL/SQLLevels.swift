import RowcastFeatures
import RowcastTabular

/// The texts of a category, of which an import may make values of another type: DuckDB makes truths of
/// `yes` and `no`, dates of `25/12/2024`, numbers of `0x10`, `12E4` and `inf`.
///
/// Words of truth are compared with the column as well as with its text: so a database reads them by
/// itself where it holds truths. Other texts of which it makes values are refused.
struct SQLLevels {
  private let texts: [String]
  /// Whether all levels are words of truth, so that a database may take them for truths.
  let areTruths: Bool

  init(_ levels: FittedLevels) {
    texts = levels.codesByText.map(\.text)
    areTruths = !texts.isEmpty && texts.allSatisfy { Self.truth($0) != nil }
  }

  private static func truth(_ text: String) -> Bool? { TruthWords.value(text.utf8.span) }

  /// Why the levels cannot be told apart once a database has read them; nil when they can.
  private var confusion: (what: String, why: String)? {
    if areTruths, Set(texts.map(Self.truth)).count < texts.count {
      return ("a category of words for yes and no", "databases take several of them for one")
    }
    // Of digits alone they make texts where some begin with a zero, and numbers of the same value else.
    if texts.allSatisfy({ Double($0) != nil }),
      texts.contains(where: { $0.contains(where: \.isLetter) })
    {
      return ("a category of numbers such as \(texts[0])", "databases write them otherwise")
    }
    let areMoments = texts.allSatisfy { text in
      let bytes = text.utf8.span
      let date = LocalDateSyntax(bytes, accepting: .learned)
      return TimeOfDay.milliseconds(bytes) != nil
        || DateOrder.allCases.contains { date?.value(in: $0) != nil }
    }
    return areMoments && !texts.isEmpty
      ? (
        "a category of dates or times in texts",
        "a database that imports them writes them otherwise"
      ) : nil
  }

  /// - Throws: ``ExportError`` with the column whose levels a database would confuse.
  static func check(_ plan: ScoringPlan) throws(ExportError) {
    for input in plan.inputs {
      guard let levels = input.levelCodes, input.form == .text,
        ![.date, .time, .dateTime, .duration].contains(input.reading.kind),
        let (what, why) = SQLLevels(levels).confusion
      else { continue }
      throw ExportError(
        .inexpressible(
          target: "SQL", what: what,
          why: "\(why); train without --role \(input.name)=category, or with "
            + "--role \(input.name)=ignored"),
        column: input.name)
    }
  }
}
