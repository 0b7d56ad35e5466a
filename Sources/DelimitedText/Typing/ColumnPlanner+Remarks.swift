import RowcastTabular

// What is told of columns that are text although they are nearly something else, and of options that
// read nothing.

extension ColumnPlanner {
  /// A column of texts that all are numbers to people, and some to programs, too.
  static func nearNumbers(
    _ column: ColumnSchema, _ evidence: ColumnEvidence, _ options: DelimitedOptions, file: String
  ) -> Diagnostic? {
    guard column.kind == .text, options.types != .text, options.columnTypes[column.name] == nil,
      case .amount = Interpretation(evidence), let example = evidence.example(of: .text)
    else { return nil }
    let plain = evidence.example(of: [.integer, .decimal, .commaDecimal])
    let isPadded =
      example.text.first?.isWhitespace == true || example.text.last?.isWhitespace == true
    guard plain != nil || isPadded else { return nil }
    let what =
      isPadded
      ? "has blanks around its numbers" : "has numbers that are written in several ways"
    return Diagnostic(
      kind: .numberAsText,
      message:
        "\"\(column.name)\" is text: it \(what) (\"\(example.text)\"\(beside(plain, isPadded))); "
        + "--column NAME=number reads it, NAME=text leaves it untold",
      location: RowcastLocation(file: file, row: example.line, column: column.source))
  }

  /// A column of numbers and marks for no value, or of numbers with decimal commas between quotes.
  static func markedNumbers(
    _ column: ColumnSchema, _ evidence: ColumnEvidence, _ options: DelimitedOptions, file: String
  ) -> Diagnostic? {
    guard column.kind == .text, options.types != .text, options.columnTypes[column.name] == nil
    else { return nil }
    let values = evidence.kinds.intersection(.values)
    var message = "\"\(column.name)\" is text: "
    let example: ColumnEvidence.Example?
    if evidence.hasMarks {
      example = evidence.example(of: .text)
      let rows = "\(evidence.marks) row\(evidence.marks == 1 ? "" : "s")"
      let mark = example?.text ?? ""
      message += "marks for no value stand among its numbers in \(rows), first \"\(mark)\"; "
      message += "--null='\(mark)' reads it as none"
    } else if values.contains(.commaDecimal),
      values.isSubset(of: [.integer, .commaDecimal, .commaAmbiguous])
    {
      example = evidence.example(of: .commaDecimal)
      message += "its numbers have decimal commas (\"\(example?.text ?? "")\"); "
      message += "--decimal , reads them, --column NAME=text leaves it untold"
    } else {
      return nil
    }
    return example.map {
      Diagnostic(
        kind: .numberAsText, message: message,
        location: RowcastLocation(file: file, row: $0.line, column: column.source))
    }
  }

  private static func beside(_ plain: ColumnEvidence.Example?, _ isPadded: Bool) -> String {
    guard let plain, !isPadded else { return "" }
    return ", and in line \(plain.line) \"\(plain.text)\""
  }

  /// Formats of dates, and words for true and false, that make no column what they say.
  static func unusedSettings(
    _ names: [String], _ evidence: [ColumnEvidence], _ decisions: [ColumnDecision],
    _ options: DelimitedOptions, file: String
  ) -> [Diagnostic] {
    guard evidence.contains(where: { !$0.kinds.isDisjoint(with: .values) }) else { return [] }
    var found: [Diagnostic] = []
    if let format = options.dateFormats["*"] {
      found += misfits(
        .formatted, of: { decisions[$0].mode == .formatted }, names, evidence, file: file,
        "not all its values fit the format of dates, \"\(format)\"",
        otherwise: "no value fits the format of dates, \"\(format)\"")
    }
    if !options.trueWords.isEmpty || !options.falseWords.isEmpty {
      let words = (options.trueWords + options.falseWords).map { "\"\($0)\"" }
      found += misfits(
        .namedWord, of: { decisions[$0].mode == .boolean }, names, evidence, file: file,
        "not all its values are words for true and false",
        otherwise: "no value is one of the words for true and false, "
          + words.joined(separator: ", "))
    }
    return found
  }

  /// Columns that have values of a kind beside others, or that there are no such values in any.
  private static func misfits(
    _ kind: ValueKinds, of isRead: (Int) -> Bool, _ names: [String], _ evidence: [ColumnEvidence],
    file: String, _ message: String, otherwise: String
  ) -> [Diagnostic] {
    let holding = evidence.indices.filter { evidence[$0].kinds.contains(kind) }
    if holding.isEmpty {
      return [
        Diagnostic(kind: .unusedSetting, message: otherwise, location: RowcastLocation(file: file))
      ]
    }
    return holding.filter { !isRead($0) }.compactMap { column in
      let other = evidence[column].examples.first {
        $0.kinds.isDisjoint(with: kind) && !$0.kinds.isDisjoint(with: .values)
      }
      guard let other else { return nil }
      return Diagnostic(
        kind: .unusedSetting,
        message: "\"\(names[column])\" is as it would be without: \(message) (\"\(other.text)\")",
        location: RowcastLocation(file: file, row: other.line, column: column))
    }
  }
}
