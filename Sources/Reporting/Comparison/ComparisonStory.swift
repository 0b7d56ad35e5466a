import RowcastComparison
import RowcastTabular

/// What has changed, as a person wants to read it on a terminal: the story first, then single rows.
public struct ComparisonStory {
  /// What is told.
  public var report: ComparisonReport

  /// The rows, and the cells of each, that are shown.
  private static let rows = 12
  private static let cells = 6
  private static let columns = 30

  /// Told by ``text()``.
  public init(_ report: ComparisonReport) { self.report = report }

  /// The lines.
  /// - Throws: `FileError` when the changes cannot be read back.
  public func text() throws -> String {
    let tables = report.tables
    let counts = tables.counts
    var lines = [
      "\(report.oldName) (\(NumberWords.number(tables.oldRows, "record"))) → "
        + "\(report.newName) (\(NumberWords.number(tables.newRows, "record")))",
      NumberWords.sentence(tables.key.words), "",
    ]
    if tables.isEmpty {
      lines.append("Nothing is different.")
    } else {
      lines.append(
        "rows     \(NumberWords.count(counts.added)) added, \(NumberWords.count(counts.removed)) "
          + "removed, \(NumberWords.count(counts.changed)) changed, "
          + "\(NumberWords.count(counts.same)) the same")
    }
    lines += section("columns", columnLines)
    if counts.changedCells > 0 {
      let most = report.cellsByColumn
      let shown = most.prefix(8).map { "\($0.name) \(NumberWords.count($0.count))" }
        .joined(separator: ", ")
      lines.append(
        "cells    \(NumberWords.count(counts.changedCells)) changed: \(shown)"
          + (most.count > 8 ? " and \(most.count - 8) more columns" : ""))
    }
    lines += section("drift", driftLines)
    lines += section("keys", repeatedLines)
    let changes = try report.firstChanges(Self.rows)
    if !changes.isEmpty {
      lines.append("")
      lines += changes.map(line)
      if report.changeCount > changes.count {
        lines.append(
          "  and \(NumberWords.count(report.changeCount - changes.count)) more rows; "
            + "-o changes.xlsx has them all")
      }
    }
    return lines.map { TerminalText.clean($0) }.joined(separator: "\n")
  }

  /// Lines under a word.
  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.prefix(Self.columns).enumerated().map { index, line in
      TerminalText.padded(index == 0 ? title : "", 9) + line
    } + (lines.count > Self.columns ? ["         and \(lines.count - Self.columns) more"] : [])
  }

  private var columnLines: [String] {
    report.changedColumns.map { column in
      let mark =
        switch column.fate {
        case .added: "+"
        case .gone: "-"
        default: "~"
        }
      return "\(mark) \(TerminalText.cut(column.name, 40)): \(column.words ?? "")"
    }
  }

  private var driftLines: [String] {
    report.tables.columns.flatMap { column in
      column.driftWords(isMasked: report.isMasked(column.pair)).map {
        "\(TerminalText.cut(column.pair.name, 40)): \($0)"
      }
    }
  }

  private var repeatedLines: [String] {
    let tables = report.tables
    let alike = tables.alikeKeys.map { [$0.words] } ?? []
    guard tables.repeatedInOld + tables.repeatedInNew > 0 else { return alike }
    let keys = tables.columns.indices.filter { tables.columns[$0].isKey }
    let first = tables.repeatedKeys.prefix(3).map { key in
      let name = zip(keys, key.values).map { report.shown($1, of: $0) }.joined(separator: ", ")
      return "\(TerminalText.cut(name, 40)) (\(key.oldCount) → \(key.newCount), first in row "
        + "\(NumberWords.count(key.firstRow)) of the \(key.isFirstInOld ? "old" : "new") one)"
    }
    return [
      "\(NumberWords.count(tables.repeatedInOld)) repeat in the old one, "
        + "\(NumberWords.count(tables.repeatedInNew)) in the new one; their rows are matched in order: "
        + first.joined(separator: ", ")
    ] + alike
  }

  /// A row: where it is, its key, and its cells.
  private func line(_ change: RowChange) -> String {
    let key = report.key(change).map { "\($0.name) \(TerminalText.cut($0.value, 30))" }
      .joined(separator: ", ")
    let places = [change.old, change.new].compactMap { $0.map { NumberWords.count($0.number) } }
    let mark =
      switch change.kind {
      case .added: "+"
      case .removed: "-"
      case .changed: "~"
      }
    var cells: [String]
    if change.kind == .changed {
      cells = change.changedColumns.map { column in
        let (old, new) = report.shown(change, column)
        return "\(report.tables.columns[column].pair.name) \(cut(old)) → \(cut(new))"
      }
    } else {
      let values = report.values(change)
      cells = values.indices.filter { !values[$0].isMissing && !report.tables.columns[$0].isKey }
        .map { "\(report.tables.columns[$0].pair.name) \(cut(report.shown(values[$0], of: $0)))" }
    }
    let more = cells.count - Self.cells
    cells = Array(cells.prefix(Self.cells)) + (more > 0 ? ["and \(more) more"] : [])
    let head = "  \(mark) row \(places.joined(separator: " → "))"
    return ([head] + [key, cells.joined(separator: ", ")].filter { !$0.isEmpty })
      .joined(separator: "  ")
  }

  private func cut(_ value: String) -> String {
    value.isEmpty ? "(none)" : TerminalText.cut(value, 30)
  }
}
