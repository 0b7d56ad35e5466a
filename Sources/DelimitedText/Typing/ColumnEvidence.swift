import RowcastTabular

/// What all rows told about one column.
struct ColumnEvidence: Sendable, Hashable {
  /// A value that was the first of its kind, and its line in the file.
  struct Example: Sendable, Hashable {
    var kinds: ValueKinds
    var line: Int
    var text: String
  }

  var kinds: ValueKinds = []
  /// What its texts can all be read as.
  var readings = Readings.all
  /// Empty fields and tokens for missing; words and quoted empties, which are texts among texts.
  var missing = 0
  var words = 0
  /// Marks for no value, of which the column has no other texts where ``hasMarks`` is so.
  var marks = 0
  var examples: [Example] = []

  /// Whether it has numbers, and its texts are all marks for no value.
  var hasMarks: Bool {
    let values = kinds.intersection(.values)
    return readings == .noValue && values.contains(.text) && values != .text
      && values.isSubset(of: ValueKinds.numbers.union(.text))
  }

  /// Whether all dates and times are spelled as they would be written.
  var hasCanonicalTimes: Bool { kinds.isDisjoint(with: [.respelledTemporal, .preciseTemporal]) }

  /// Whether some dates with a time have an offset from UTC, and other values have none.
  var hasMixedZones: Bool {
    kinds.contains(.zonedTime) && !kinds.isDisjoint(with: [.localTime, .date])
  }

  /// Whether all amounts are whole numbers, with that decimal mark.
  func isWhole(decimal: UInt8) -> Bool {
    readings.admitted(by: kinds)
      .contains(decimal == UInt8(ascii: ",") ? .wholeComma : .wholePoint)
  }

  /// The first value of one of these kinds.
  func example(of kinds: ValueKinds) -> Example? {
    examples.first { !$0.kinds.isDisjoint(with: kinds) }
  }
}

/// What all rows told about the file, joined chunk by chunk.
struct FileEvidence: Sendable {
  var columns: [ColumnEvidence]
  let expectedWidth: Int
  var rowCount = 0
  var shortRows = 0
  var longRows = 0
  var firstRagged: (line: Int, width: Int)?
  var issueCounts: [StructureIssue.Kind: Int] = [:]
  /// How many issues of a kind are kept, about.
  static let keptIssues = 100
  var issues: [(issue: StructureIssue, line: Int)] = []

  init(expectedWidth: Int) {
    self.expectedWidth = expectedWidth
    columns = Array(repeating: ColumnEvidence(), count: expectedWidth)
  }

  /// Adds the next chunk, which starts on `line` (from 1).
  mutating func append(_ chunk: ChunkEvidence, line: Int) {
    while columns.count < chunk.kinds.count {
      columns.append(ColumnEvidence(kinds: rowCount > 0 ? .empty : [], missing: rowCount))
    }
    for i in chunk.kinds.indices {
      columns[i].missing += Int(chunk.missing[i])
      columns[i].words += Int(chunk.words[i])
      columns[i].marks += Int(chunk.marks[i])
      columns[i].kinds.formUnion(chunk.kinds[i])
      columns[i].readings.formIntersection(chunk.readings[i])
    }
    for i in chunk.kinds.count..<max(columns.count, chunk.kinds.count) {
      columns[i].missing += chunk.rowCount
      columns[i].kinds.insert(.empty)
    }
    for first in chunk.firsts {
      let known = columns[first.column].examples.reduce(ValueKinds()) { $0.union($1.kinds) }
      let new = first.kinds.subtracting(known)
      guard !new.isEmpty else { continue }
      columns[first.column].examples.append(
        .init(kinds: new, line: line + first.line, text: first.text))
    }
    if firstRagged == nil, let ragged = chunk.raggedLine {
      firstRagged = (line + ragged, chunk.raggedWidth)
    }
    rowCount += chunk.rowCount
    shortRows += chunk.shortRows
    longRows += chunk.longRows
    for issue in chunk.issues where issueCounts[issue.kind, default: 0] < Self.keptIssues {
      issues.append((issue, line + issue.line))
    }
    issueCounts.merge(chunk.issueCounts, uniquingKeysWith: +)
  }
}
