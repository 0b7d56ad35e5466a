public import RowcastComparison
public import RowcastTabular

extension RowKey {
  /// By what rows are matched, and why, without a full stop.
  public var words: String {
    let renumbered =
      self.renumbered.map {
        "; not by \"\($0)\", by which most rows would be others: its numbers were given anew"
      } ?? ""
    let respelled =
      self.respelled.map {
        "; by \"\($0.name)\" rows would be the same \($0.alikeness.words): it is spelled in "
          + "another way in one of them"
      } ?? ""
    return matching + renumbered + respelled
  }

  /// How many rows have their key in both tables.
  private func presence(_ overlap: Double) -> String {
    guard let rows else {
      return "\(NumberWords.percent(overlap, overlap < 1 ? 1 : 0)) of the values of one table are "
        + "in the other one"
    }
    if rows.both == rows.old, rows.both == rows.new { return "both have the same values of it" }
    func part(_ all: Int) -> String {
      rows.both == all
        ? "all \(NumberWords.count(all))"
        : "\(NumberWords.count(rows.both)) of \(NumberWords.count(all))"
    }
    return "\(part(rows.old)) old and \(part(rows.new)) new rows are in both"
  }

  private var matching: String {
    let names = columns.map { "\"\($0)\"" }.joined(separator: " and ")
    switch origin {
    case .given: return "rows are matched by \(names)"
    case .found(let overlap):
      return "rows are matched by \(names), which was found: nothing repeats or is missing in it, "
        + "and \(presence(overlap))"
    case .nearlyFound(let overlap):
      return
        "rows are matched by \(names), which was found: almost nothing repeats or is "
        + "missing in it, and \(presence(overlap))"
    case .none(.noneUnique):
      return "no column names the rows, and no two to four together: something repeats in all of "
        + "them, or is not in both; whole rows are held against each other, and a changed row is one "
        + "removed and one added; --key names columns"
    case .none(.noneInBoth(let names, let alike)):
      let told = names.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
      let reason = alike.map { " (they are \($0.words))" } ?? ""
      return
        "\(told) \(names.count == 1 ? "has" : "have") no repeats, but no value is in both\(reason): "
        + "whole rows are held against each other, and a changed row is one removed and one added"
    case .none(.noRows): return "one of them has no rows"
    case .none(.noColumns): return "they have no column in common, and so no row"
    }
  }
}

extension RowKey.Alikeness {
  /// What spellings differ in, behind `are the same`.
  var words: String {
    switch self {
    case .letterCase: "but for large and small letters"
    case .leadingZeros: "but for zeros in front"
    case .blanks: "but for blanks"
    case .composition: "but for how marks are written on letters"
    }
  }
}

extension AlikeKeys {
  /// How many keys are one, without a full stop.
  var words: String {
    "\(NumberWords.number(count, "key")) of removed and added rows \(count == 1 ? "is" : "are") the "
      + "same \(alikeness.words)"
  }
}

extension ColumnPair {
  /// What became of the column, without a full stop; nil when it is as it was.
  public var words: String? {
    func kinds(_ column: ColumnSchema?) -> String { column?.kind?.rawValue ?? "unknown" }
    var parts: [String] = []
    switch fate {
    case .kept: break
    case .added: parts.append("added (\(kinds(new)))")
    case .gone: parts.append("gone (\(kinds(old)))")
    case .respelled: parts.append("was spelled \"\(old?.name ?? "")\"")
    case .renamed(let similarity, let isOfRows):
      parts.append(
        "was \"\(old?.name ?? "")\": \(NumberWords.percent(similarity, 0)) of "
          + (isOfRows ? "its cells are the same" : "the values are there as often"))
    }
    if isOfAnotherKind {
      parts.append("was \(kinds(old)), is \(kinds(new))" + reading)
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}

extension ColumnPair {
  /// The option that may read the texts of one table as the days, times or numbers of the other one.
  private var reading: String {
    guard let a = old?.kind, let b = new?.kind, a == .text || b == .text else { return "" }
    let other = a == .text ? b : a
    switch other {
    case .date, .dateTime, .time:
      return " (--column \(name)=\(other.rawValue) reads other spellings of it, too)"
    case .integer, .decimal: return " (--column \(name)=number reads other spellings of it, too)"
    default: return ""
    }
  }
}

extension ColumnDrift {
  /// How the distribution has changed, with the test and its figures, without a full stop.
  /// - Parameters:
  ///   - kind: the kind of the column, for its numbers.
  ///   - isMasked: whether single values are not told.
  public func words(_ kind: ColumnKind?, isMasked: Bool = false) -> String {
    guard isDrift else { return "no more different than chance or little (\(figures))" }
    return "\(finding(kind ?? .decimal, isMasked)) (\(figures))"
  }

  /// The test by its name.
  var testName: String {
    switch test {
    case .kolmogorovSmirnov: "Kolmogorov–Smirnov"
    case .chiSquare: "chi-square"
    case .missing: "chi-square of missing values"
    }
  }

  /// How great it is, in a word.
  public var effectWord: String { "\(effect)" }

  /// The test, the size and the corrected chance.
  public var figures: String {
    let size = NumberWords.fixed(size, 2)
    let chance = Self.chance(adjustedPValue)
    switch test {
    case .kolmogorovSmirnov: return "Kolmogorov–Smirnov distance \(size), \(chance), \(effect)"
    case .chiSquare, .missing: return "chi-square, Cramér's V \(size), \(chance), \(effect)"
    }
  }

  /// `p < 0.001` or `p = 0.013`.
  static func chance(_ value: Double) -> String {
    value < 0.001 ? "p < 0.001" : "p = \(NumberWords.fixed(value, 3))"
  }

  /// What is different, without figures.
  func finding(_ kind: ColumnKind, _ isMasked: Bool = false, shares count: Int = 3) -> String {
    switch test {
    case .missing:
      return "more or fewer values are missing"
    case .kolmogorovSmirnov(let test, let old, let new):
      func text(_ value: Double) -> String { Self.text(value, kind) }
      switch change {
      case .higher, .lower:
        let way = change == .higher ? "higher" : "lower"
        return isMasked
          ? "values are \(way)"
          : "values are \(way): median \(text(old.median)) → \(text(new.median))"
      case .wider, .narrower:
        let way = change == .wider ? "wider" : "more narrowly"
        return isMasked
          ? "values are spread \(way)"
          : "values are spread \(way): the middle half is \(text(new.lower)) to "
            + "\(text(new.upper)), was \(text(old.lower)) to \(text(old.upper))"
      case .shape, nil:
        func share(_ up: Double) -> String { NumberWords.percent(up) }
        if isMasked { return "values are spread in another way" }
        return "values are spread in another way: up to \(text(test.place)) are "
          + "\(share(test.newShare)), were \(share(test.oldShare))"
      }
    case .chiSquare(_, let shares):
      if isMasked { return "other values are frequent" }
      return shares.prefix(count).map { share in
        "\"\(shortened(share.level, 40))\" \(NumberWords.percent(share.old)) → "
          + NumberWords.percent(share.new)
      }.joined(separator: ", ")
    }
  }

  /// A number of the column as its values are written; in between of two days it is a day, too.
  package static func text(_ value: Double, _ kind: ColumnKind) -> String {
    switch kind {
    case .date, .dateTime, .time, .duration:
      guard let whole = Int64(exactly: value.rounded()) else { return "" }
      let isDay = kind == .date || (kind == .dateTime && whole % 86_400_000 == 0)
      let cell: Cell.Kind =
        isDay ? .date : kind == .time ? .time : kind == .duration ? .duration : .dateTime
      return TemporalText.string(cell, milliseconds: whole)
    default: return NumberWords.short(value, 5)
    }
  }
}

extension ComparedTables.Column {
  /// How values have drifted, each finding without a full stop.
  func driftWords(isMasked: Bool) -> [String] {
    var words: [String] = []
    if let drift, drift.isDrift { words.append(drift.words(pair.new?.kind, isMasked: isMasked)) }
    if let missingDrift, missingDrift.isDrift {
      words.append(missingWords + " (\(missingDrift.figures))")
    }
    return words
  }

  /// The shares of missing values.
  private var missingWords: String {
    let (old, new) = (missingDrift?.oldCount ?? 0, missingDrift?.newCount ?? 0)
    return "missing \(NumberWords.percent(Double(oldMissing) / Double(max(1, old)))) → "
      + NumberWords.percent(Double(newMissing) / Double(max(1, new)))
  }
}
