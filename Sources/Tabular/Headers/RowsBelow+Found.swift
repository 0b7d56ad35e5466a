extension RowsBelow {
  /// One thing that is told of a table, when all its rows were read.
  package enum Finding: Sendable, Hashable {
    /// Rows at the end that look like notes; the table ends in a row before them.
    case notes(rows: ClosedRange<Int>, column: Int, lastRecord: Int)
    /// The names of a narrower table below a gap.
    case narrowTable(row: Int, column: Int, lastRecord: Int)
    /// Rows below the stated end of the table.
    case beyondEnd(rows: ClosedRange<Int>, count: Int)
    /// Rows of totals among the records, with the place of the first.
    case totals(count: Int, row: Int, column: Int)
  }

  /// What the rows so far tell.
  package struct Found: Sendable {
    private let width: Int
    private var records = 0
    private var lastRecord: Int?
    private var lastNumber: Int?
    /// Rows of one text and gaps that records follow.
    private var lonesAmong = 0
    private var gapsAmong = 0
    /// Rows of one text, or of a key and its value, behind the last record.
    private var tail: [Event] = []
    private var block: Block?
    private var tables: [(row: Int, column: Int, lastRecord: Int)] = []
    private var beyond: (first: Int, last: Int, count: Int)?
    private var totals: (count: Int, row: Int, column: Int)?
    /// A total by its word that is as full as a record.
    private var fullTotal: (row: Int, column: Int)?
    private var sums = ColumnSums()

    /// Names below a gap, and the rows under them.
    private struct Block {
      var names: Event
      var rows = 0
      /// Whether one of them has something under each name.
      var isFull = false
      var lastRecord: Int
    }

    /// So many rows at the end are no notes, and of so many tables one may speak.
    private static let mostNotes = 200
    private static let mostTables = 20

    package init(_ rows: RowsBelow) { width = rows.width }

    /// Takes the rows that come next.
    package mutating func take(_ tally: Tally) {
      for (index, event) in tally.events.enumerated() {
        var event = event
        // The first row of a batch does not know what stands before it.
        if index == 0, event.number == tally.firstNumber {
          event.hasGap = lastNumber.map { event.number > $0 + 1 } ?? false
        }
        take(event)
      }
      takeRecords(tally.records, last: tally.lastRecord)
      lastNumber = tally.lastNumber ?? lastNumber
      if let more = tally.beyond {
        beyond = (beyond?.first ?? more.first, more.last, (beyond?.count ?? 0) + more.count)
      }
      for total in tally.totals {
        if total.isSparse {
          totals = (
            (totals?.count ?? 0) + 1, totals?.row ?? total.row, totals?.column ?? total.column
          )
        } else {
          fullTotal = (total.row, total.column)
        }
      }
      sums.merge(tally.sums)
    }

    private mutating func take(_ event: Event) {
      takeRecords(event.recordsBefore, last: event.lastRecord)
      if event.hasGap { closeBlock() }
      switch event.form {
      case .lone, .note:
        closeBlock()
        if tail.count <= Self.mostNotes { tail.append(event) } else { tail[tail.count - 1] = event }
      case .words, .other:
        if var open = block, Self.isWithin(event, open.names) {
          open.rows += 1
          open.isFull = open.isFull || event.count == open.names.count
          block = open
        } else if event.form == .words, event.hasGap || tail.first?.hasGap == true, let lastRecord {
          block = Block(names: event, lastRecord: lastRecord)
          tail.removeAll()
        } else {
          takeRecords(1, last: event.number)
        }
      case .record:
        if event.hasGap, records > 0 { gapsAmong += 1 }
        takeRecords(1, last: event.number)
      }
    }

    private mutating func takeRecords(_ count: Int, last: Int?) {
      guard count > 0 else { return }
      // Rows that records follow without a gap are of them.
      if let open = block { records += open.rows + 1 }
      block = nil
      if tail.first?.hasGap == true { gapsAmong += 1 }
      lonesAmong += tail.count
      tail.removeAll()
      records += count
      lastRecord = last ?? lastRecord
    }

    /// Ends the rows below names; names without rows of their own are none.
    private mutating func closeBlock() {
      guard let open = block else { return }
      block = nil
      if open.rows > 0, open.isFull {
        guard tables.count < Self.mostTables else { return }
        tables.append((open.names.number, open.names.columns.lowerBound, open.lastRecord))
      } else {
        takeRecords(open.rows + 1, last: open.names.number + open.rows)
      }
    }

    private static func isWithin(_ event: Event, _ names: Event) -> Bool {
      event.columns.lowerBound >= names.columns.lowerBound
        && event.columns.upperBound <= names.columns.upperBound && event.count <= names.count
    }

    /// What there is to tell.
    /// - Parameter isComplete: whether the last row was taken; if not, nothing is told of the end.
    package func findings(isComplete: Bool) -> [Finding] {
      var end = self
      if isComplete { end.closeBlock() }
      var found = end.tables.map {
        Finding.narrowTable(row: $0.row, column: $0.column, lastRecord: $0.lastRecord)
      }
      if isComplete, end.endsInNotes, let first = end.tail.first, let last = end.tail.last,
        let record = end.tables.first?.lastRecord ?? end.lastRecord
      {
        found.append(
          .notes(
            rows: RowsBelow.span(first.number, last.number), column: first.columns.lowerBound,
            lastRecord: record))
      }
      if let beyond {
        found.append(
          .beyondEnd(rows: RowsBelow.span(beyond.first, beyond.last), count: beyond.count))
      }
      if let all = end.allTotals(isComplete) {
        found.append(.totals(count: all.count, row: all.row, column: all.column))
      }
      return found
    }

    /// The totals by their words, and the last row where it is one: by a word though it is as full as a
    /// record, or by its numbers.
    private func allTotals(_ isComplete: Bool) -> (count: Int, row: Int, column: Int)? {
      let full = fullTotal.flatMap { $0.row == sums.last ? $0 : nil }
      guard isComplete, let last = full ?? sums.total else { return totals }
      return ((totals?.count ?? 0) + 1, totals?.row ?? last.row, totals?.column ?? last.column)
    }

    /// Whether the rows behind the last record are notes, and no records that lack their values, nor the
    /// title of a group that has none.
    private var endsInNotes: Bool {
      guard let first = tail.first, tail.count <= Self.mostNotes, records > 1 else { return false }
      let readAsNotes = tail.allSatisfy { $0.form == .note }
      // A gap tells nothing among records that gaps part.
      if first.hasGap, gapsAmong == 0 { return lonesAmong == 0 || readAsNotes }
      return width > 2 && readAsNotes && lonesAmong == 0
    }
  }
}
