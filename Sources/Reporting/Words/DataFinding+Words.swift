public import RowcastFeatures

extension DataWarning {
  /// What was found, as a sentence without a full stop.
  public var words: String { finding.words }
}

extension DataFinding {
  /// What was found, as a sentence without a full stop.
  public var words: String {
    switch self {
    case .leak(let column, let target, let strength, let next):
      let other =
        next.map {
          "; the best other column, \"\($0.column)\", has \(NumberWords.fixed($0.strength, 2))"
        } ?? ""
      return "\"\(column)\" alone nearly tells \"\(target)\" (strength "
        + "\(NumberWords.fixed(strength, 2))\(other)): is it known before the outcome?"
    case .runningNumber(let column, let target, let strength):
      return "\"\(column)\" is a running number, and the rows stand in the order of "
        + "\"\(target)\": it tells the class by its place (strength "
        + "\(NumberWords.fixed(strength, 2)))"
    case .groups(let column, let strength, let count):
      let option = TerminalText.shellWord(column)
      return
        "\"\(column)\" tells the class (strength \(NumberWords.fixed(strength, 2))), as "
        + "\(NumberWords.count(count)) of its values have several rows each, some of them learned from "
        + "and others judged: --group \(option) keeps them together"
    case .tooGood(let accuracy, let columns):
      let named = columns.map { "\"\($0.column)\" (\(NumberWords.fixed($0.strength, 2)))" }
      return
        "\(NumberWords.percent(accuracy)) right is more than most outcomes allow: are all columns "
        + "known before the outcome? "
        + (named.isEmpty
          ? "No column tells much alone: several do together"
          : "Alone the most is told by " + named.joined(separator: ", ")
            + ((columns.first?.strength ?? 0) < 0.5 ? "; together they tell more" : ""))
    case .infinite(let column, let rows):
      return
        "\(NumberWords.number(rows, "value")) of \"\(column)\" \(rows == 1 ? "is" : "are") beyond "
        + "all bounds and \(rows == 1 ? "counts" : "count") as missing"
    case .standIn(let column, let values, let rows):
      let named = values.map { Figures.short($0) }.joined(separator: " and ")
      let options = values.map { "--null=\(Figures.short($0))" }.joined(separator: " ")
      return
        "\(named) in \(NumberWords.number(rows, "row")) of \"\(column)\" \(rows == 1 ? "is" : "are") far "
        + "from all its other values: where that says that there is no value, train and predict with "
        + options
    case .spellings(let column, let groups):
      let shown = groups.prefix(3).map { $0.map { "\"\($0)\"" }.joined(separator: ", ") }
      return "\(shown.joined(separator: "; "))\(groups.count > 3 ? " and others" : "") of "
        + "\"\(column)\" differ in case or blanks alone: --fold-levels takes them as one"
    case .missingClass(let column, let rows, let tokens):
      let marks = tokens.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
      return
        "\(NumberWords.number(rows, "row has", "rows have")) no value of \"\(column)\" (\(marks) "
        + "\(tokens.count == 1 ? "counts" : "count") as none) and \(rows == 1 ? "teaches" : "teach") nothing"
    case .missingTarget(let column, let rows):
      return "\(NumberWords.number(rows, "row has", "rows have")) no value of \"\(column)\" and "
        + "\(rows == 1 ? "teaches" : "teach") nothing"
    case .fewRows(let column, let label, let rows):
      return
        "class \"\(label)\" of \"\(column)\" has \(NumberWords.number(rows, "row")): too few to "
        + "learn or to judge it"
    case .moreFewRows(_, let classes):
      return "\(NumberWords.count(classes)) more classes have too few rows"
    case .imbalance(_, let label, let share):
      return "\(NumberWords.percent(share)) of the rows are \"\(label)\": saying so always is as "
        + "accurate, so look at the other figures"
    case .unused(let column, _, let reason, _): return "\"\(column)\" is not used: \(reason.words)"
    case .linear(let column, let other, _):
      return
        (other.map { "\"\(column)\" is a linear function of \"\($0)\"" }
        ?? "\"\(column)\" can be computed from the columns before it")
        + "; its weight cannot be told from theirs"
    case .sameFact(let column, let other, _):
      return "\"\(column)\" and \"\(other)\" state the same fact: each value of one goes with one "
        + "value of the other"
    case .sameRows(let levels, let rows):
      return "the same \(NumberWords.number(rows, "row")) have "
        + levels.map { "\($0.column) = \($0.level)" }.joined(separator: ", ")
        + "; their weights cannot be told apart"
    case .moreCollinear(let columns, let count):
      let own = columns.enumerated().filter { !columns.prefix($0.offset).contains($0.element) }
      let names = own.prefix(5).map { "\"\($0.element)\"" }.joined(separator: ", ")
      return "\(NumberWords.count(count)) more findings of the same kind, about \(names)"
        + (own.count > 5 ? " and others" : "")
    case .repeatedRows(let count, let rows):
      return
        "\(NumberWords.count(count)) of \(NumberWords.number(rows, "judged row")) have the values "
        + "of a row that was learned from: where that is the same case twice, the figures flatter, "
        + "and --group COLUMN keeps the rows of a case together"
    case .groupsAcross(let count, let rows):
      return
        "\(NumberWords.count(count)) of \(NumberWords.number(rows, "judged row")) are of a group that "
        + "was learned from, too, as the split is by time: of new groups less may be known"
    case .order(let column, let absent, let others, let rows):
      func names(_ levels: [String]) -> String {
        levels.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
          + (levels.count > 5 ? " and \(levels.count - 5) more" : "")
      }
      var parts: [String] = []
      if !absent.isEmpty { parts.append("no row has \(names(absent))") }
      if !others.isEmpty {
        parts.append(
          "\(names(others)) (\(NumberWords.number(rows, "row"))) \(others.count == 1 ? "has" : "have") "
            + "no place in it and \(rows == 1 ? "counts" : "count") as missing")
      }
      return "the order given for \"\(column)\" is not that of its levels: "
        + parts.joined(separator: ", and ")
    case .unseenLevels(let column, let levels, let single, let rows):
      return
        "\(NumberWords.count(single)) of the \(NumberWords.count(levels)) levels of \"\(column)\" "
        + "stand in one row alone: about \(NumberWords.percent(Double(single) / Double(max(1, rows)))) "
        + "of new rows will have a level that training has not seen"
    case .balancedClasses:
      return "classes weigh the same in training: probabilities are as if all were equally common, "
        + "too high for rare ones, and the log-loss with them; --calibration platt corrects them"
    case .foldsDropped(let lost, let count):
      return "\(lost) of \(count) folds dropped: too many rows share one moment"
    case .singleRows(let classes):
      return
        "\(NumberWords.number(classes, "class has", "classes have")) a single row, which is used "
        + "for training alone"
    case .smallClasses(let classes, let folds):
      return "\(NumberWords.number(classes, "class has", "classes have")) fewer rows than the "
        + "\(folds) folds: some folds are judged without \(classes == 1 ? "it" : "them")"
    case .unlearnedRows(let rows, let classes):
      return
        "\(NumberWords.number(rows, "row")) of \(NumberWords.number(classes, "class", "classes")) that "
        + "no other fold has \(rows == 1 ? "is" : "are") not judged: nothing else could teach "
        + "\(classes == 1 ? "it" : "them")"
    case .timeOrder(let column?, _):
      return
        "the rows are split in the order of \"\(column)\", the only column of dates, which is not "
        + "learned from: --order names another column"
    case .timeOrder(nil, let dates):
      return "the rows are split in the order of the file, as "
        + (dates == 0 ? "no column has dates" : "\(dates) columns have dates")
        + ": --order names the column of their time"
    case .office(let column, let office):
      let what =
        switch office {
        case .weights: "the weights of the rows"
        case .order: "the order of the rows"
        case .groups: "the groups of the rows"
        }
      return "\"\(column)\" has \(what), and is not learned from"
    case .markedClass(let column, let label, let rows):
      return
        "\"\(label)\" counts as a class of \"\(column)\" (\(NumberWords.number(rows, "row"))): where it "
        + "means no value, --null=\(TerminalText.shellWord(label)) takes it so"
    case .told(_, _, _, let message): return message
    }
  }
}
