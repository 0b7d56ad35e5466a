import RowcastTabular

/// Decides whether `#` begins comment lines inside the table.
enum CommentDetector {
  /// Where lines that begin with # stand, none of which fits the table.
  enum Finding: Equatable {
    case none
    /// So many records before all others.
    case leading(Int)
    /// Among the records, too: more than one, for one odd line is no evidence.
    case throughout
  }

  /// Fewer records do not show that comments are none.
  private static let leastRecords = 2

  static func found(_ table: SampleTable, _ width: Int) -> Finding {
    guard width > 1 else { return .none }
    var leading = 0
    var others = 0
    // Records that were made comments have the fields of the others.
    var fitting = 0
    for (index, row) in table.rows.enumerated() where isComment(row, table) {
      let isLeading = leading == index
      if row.width == width {
        if isLeading { return .none }
        fitting += 1
      } else if isLeading {
        leading += 1
      } else {
        others += 1
      }
    }
    if fitting > 0 {
      let records = table.rows.filter { !isComment($0, table) }
      let areComments =
        leading + others > fitting && records.count >= leastRecords
        && records.count { $0.width == width } * 20 >= records.count * 19
      return areComments ? .throughout : .none
    }
    if others > 0, leading + others > 1 { return .throughout }
    return leading > 0 ? .leading(leading) : .none
  }

  /// The table that is read without its lines that begin with #, where these are so many that with them no
  /// delimiter is seen: without them all records have one width.
  static func table(
    insteadOf whole: DialectDetector.Choice, _ detector: DialectDetector, from start: Int
  ) -> DialectDetector.Choice? {
    let comments = whole.table.rows.count { isComment($0, whole.table) }
    guard whole.score.width == 1 || comments * 2 >= whole.table.rows.count, comments > 1 else {
      return nil
    }
    var options = detector.options
    options.comment = .text("#")
    let choice = DialectDetector(
      sample: detector.sample, isWhole: detector.isWhole, options: options
    ).choose(from: start)
    guard choice.score.width > 1, choice.score.value > whole.score.value,
      choice.table.rows.count >= leastRecords,
      choice.table.rows.allSatisfy({ $0.width == choice.score.width }),
      // What ends statements parts no fields.
      choice.table.rows.contains(where: { row in
        row.fields.dropFirst().contains { choice.table.kind($0) != .empty }
      })
    else { return nil }
    var grammar = choice.grammar
    grammar.comment = []
    let all = SampleTable(
      detector.sample, from: start, grammar: grammar, isWhole: detector.isWhole)
    guard case .throughout = found(all, choice.score.width) else { return nil }
    return DialectDetector.Choice(
      grammar: grammar, score: choice.score, table: all, reason: choice.reason)
  }

  private static func isComment(_ row: SampleTable.Row, _ table: SampleTable) -> Bool {
    guard let first = row.fields.first else { return false }
    let field = table.fields[first]
    return field.start < field.end && field.traits.isEmpty
      && table.bytes[field.start] == UInt8(ascii: "#")
  }
}
