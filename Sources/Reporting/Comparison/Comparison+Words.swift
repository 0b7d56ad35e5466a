public import RowcastComparison
public import RowcastTabular

extension RowKey {
  /// By what rows are matched, and why, without a full stop.
  public var words: String {
    let renumbered =
      self.renumbered.map {
        "; not by \"\($0)\", by which most rows would be others: its numbers were given anew"
      } ?? ""
    return matching + renumbered
  }

  private var matching: String {
    let names = columns.map { "\"\($0)\"" }.joined(separator: " and ")
    switch origin {
    case .given: return "rows are matched by \(names)"
    case .found(let overlap):
      return "rows are matched by \(names), which was found: nothing repeats or is missing in it, "
        + "and \(NumberWords.percent(overlap, overlap < 1 ? 1 : 0)) of its values are in both"
    case .nearlyFound(let overlap):
      return
        "rows are matched by \(names), which was found: almost nothing repeats or is "
        + "missing in it, and \(NumberWords.percent(overlap, overlap < 1 ? 1 : 0)) of its values are in both"
    case .none(.noneUnique):
      return "no column, and no two or three, are without repeats in both: whole rows are held "
        + "against each other, and a changed row is one removed and one added; --key names columns"
    case .none(.noneInBoth(let names, let alike)):
      let told = names.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
      let reason =
        switch alike {
        case .letterCase: " (they are but for large and small letters)"
        case .leadingZeros: " (they are but for zeros in front)"
        case nil: ""
        }
      return
        "\(told) \(names.count == 1 ? "has" : "have") no repeats, but no value is in both\(reason): "
        + "whole rows are held against each other, and a changed row is one removed and one added"
    case .none(.noRows): return "one of them has no rows"
    case .none(.noColumns): return "they have no column in common, and so no row"
    }
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
    case .renamed(let similarity):
      parts.append(
        "was \"\(old?.name ?? "")\": \(NumberWords.percent(similarity, 0)) of the values are the same"
      )
    }
    if isOfAnotherKind { parts.append("was \(kinds(old)), is \(kinds(new))") }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}

extension ColumnDrift {
  /// How the distribution has changed, with the test and its figures, without a full stop.
  /// - Parameters:
  ///   - kind: the kind of the column, for its numbers.
  ///   - isMasked: whether single values are not told.
  public func words(_ kind: ColumnKind?, isMasked: Bool = false) -> String {
    "\(finding(kind ?? .decimal, isMasked)) (\(figures))"
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
      if isMasked { return test.isHigher ? "values are higher" : "values are lower" }
      if old.median != new.median {
        return
          "values are \(new.median > old.median ? "higher" : "lower"): median \(text(old.median)) → "
          + text(new.median)
      }
      return "values are spread in another way: the middle half is \(text(new.lower)) to "
        + "\(text(new.upper)), was \(text(old.lower)) to \(text(old.upper))"
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
