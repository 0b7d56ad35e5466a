import RowcastComparison
import RowcastJSONText
import RowcastReporting
import RowcastTabular

extension ComparisonSummary {
  /// The rows that stand in the JSON.
  private static let rows = 1000

  /// What was found as JSON, with the first thousand rows that are not the same.
  /// - Throws: ``PipelineError`` when the changes cannot be read back.
  public func json(_ session: Session, withTimings: Bool) throws -> String {
    let tables = comparison.tables
    let counts = tables.counts
    var document: JSONValue = [
      "old": Self.json(old, tables.oldRows), "new": Self.json(new, tables.newRows),
      "equal": .boolean(tables.isEmpty), "key": Self.json(tables.key),
      "rows": [
        "same": .number(counts.same), "changed": .number(counts.changed),
        "added": .number(counts.added), "removed": .number(counts.removed),
      ],
      "changed_cells": .number(counts.changedCells),
      "repeated_keys": [
        "old": .number(tables.repeatedInOld), "new": .number(tables.repeatedInNew),
        "first": .array(tables.repeatedKeys.map(json)),
      ],
      "columns": .array(tables.columns.map(json)),
    ]
    if let alike = tables.alikeKeys {
      document["alike_keys"] = [
        "count": .number(alike.count), "alike_but_for": .string(alike.alikeness.rawValue),
      ]
    }
    var changes: [JSONValue] = []
    do {
      changes = try comparison.firstChanges(Self.rows).map(json)
    } catch { throw PipelineError(wrapping: error, file: new.name) }
    document["changes"] = .array(changes)
    document["changes_left_out"] = .number(comparison.changeCount - changes.count)
    if let report { document["report"] = .string(report) }
    if let output { document["output"] = .string(output.path) }
    document["diagnostics"] = session.diagnosticsJSON
    if withTimings { document["timings"] = session.timingsJSON }
    return document.text(isPretty: true)
  }

  private static func json(_ input: ComparedInputs.Input, _ rows: Int) -> JSONValue {
    var entry: JSONValue = ["file": .string(input.name), "records": .number(rows)]
    if let sheet = input.sheet { entry["sheet"] = .string(sheet) }
    return entry
  }

  private static func json(_ key: RowKey) -> JSONValue {
    var entry: JSONValue = [
      "columns": .array(key.columns.map { .string($0) }), "reason": .string(key.words),
    ]
    switch key.origin {
    case .given: entry["origin"] = "given"
    case .found(let overlap):
      entry["origin"] = "found"
      entry["overlap"] = .number(overlap)
    case .nearlyFound(let overlap):
      entry["origin"] = "nearly-found"
      entry["overlap"] = .number(overlap)
    case .none(.noneInBoth(_, let alike)):
      entry["origin"] = "none"
      if let alike { entry["alike_but_for"] = .string(alike.rawValue) }
    case .none: entry["origin"] = "none"
    }
    if let rows = key.rows {
      entry["rows"] = [
        "both": .number(rows.both), "old": .number(rows.old), "new": .number(rows.new),
      ]
    }
    if let respelled = key.respelled {
      entry["respelled"] = [
        "column": .string(respelled.name), "alike_but_for": .string(respelled.alikeness.rawValue),
      ]
    }
    if let renumbered = key.renumbered { entry["renumbered"] = .string(renumbered) }
    return entry
  }

  private func json(_ key: RepeatedKey) -> JSONValue {
    let columns = comparison.tables.columns
    let places = columns.indices.filter { columns[$0].isKey }
    return [
      "values": .array(zip(places, key.values).map { json($1, of: $0) }),
      "old_rows": .number(key.oldCount), "new_rows": .number(key.newCount),
      "first_row": .number(key.firstRow),
      "first_row_of": .string(key.isFirstInOld ? "old" : "new"),
    ]
  }

  private func json(_ column: ComparedTables.Column) -> JSONValue {
    let pair = column.pair
    var entry: JSONValue = ["name": .string(pair.name)]
    switch pair.fate {
    case .kept: entry["status"] = "kept"
    case .added: entry["status"] = "added"
    case .gone: entry["status"] = "gone"
    case .respelled: entry["status"] = "respelled"
    case .renamed(let similarity, let isOfRows):
      entry["status"] = "renamed"
      entry["similarity"] = .number(similarity)
      entry["similarity_of"] = isOfRows ? "cells" : "values"
    }
    if let old = pair.old, old.name != pair.name { entry["old_name"] = .string(old.name) }
    if let kind = pair.old?.kind { entry["old_type"] = .string(kind.rawValue) }
    if let kind = pair.new?.kind { entry["type"] = .string(kind.rawValue) }
    entry["key"] = .boolean(column.isKey)
    entry["changed_cells"] = .number(column.changedCells)
    if pair.old != nil { entry["old_missing"] = .number(column.oldMissing) }
    if pair.new != nil { entry["missing"] = .number(column.newMissing) }
    let isMasked = comparison.isMasked(pair)
    if let drift = column.drift { entry["drift"] = json(drift, pair.new?.kind, isMasked) }
    if let drift = column.missingDrift {
      entry["missing_drift"] = json(drift, pair.new?.kind, isMasked)
    }
    return entry
  }

  private func json(
    _ drift: ColumnDrift, _ kind: ColumnKind?, _ isMasked: Bool
  ) -> JSONValue {
    var entry: JSONValue = [
      "test": "chi-square", "size": .number(drift.size), "p": .number(drift.pValue),
      "p_corrected": .number(drift.adjustedPValue), "correction": "holm",
      "effect": .string(drift.effectWord), "drift": .boolean(drift.isDrift),
      "old_values": .number(drift.oldCount), "new_values": .number(drift.newCount),
      "sampled": .boolean(drift.isSample),
    ]
    func quartiles(_ part: ColumnDrift.Quartiles) -> JSONValue {
      .array(
        [part.lower, part.median, part.upper].map {
          [.date, .dateTime, .time, .duration].contains(kind)
            ? .string(ColumnDrift.text($0, kind ?? .dateTime)) : .number($0)
        })
    }
    switch drift.test {
    case .kolmogorovSmirnov(_, let old, let new):
      entry["test"] = "kolmogorov-smirnov"
      if !isMasked {
        (entry["old_quartiles"], entry["quartiles"]) = (quartiles(old), quartiles(new))
      }
    case .chiSquare(let test, let shares):
      entry["statistic"] = .number(test.statistic)
      entry["degrees_of_freedom"] = .number(test.degreesOfFreedom)
      if !isMasked {
        entry["shares"] = .array(
          shares.map {
            ["value": .string($0.level), "old": .number($0.old), "new": .number($0.new)]
          })
      }
    case .missing(let test):
      entry["statistic"] = .number(test.statistic)
      entry["degrees_of_freedom"] = .number(test.degreesOfFreedom)
    }
    if case .missing = drift.test {
    } else {
      entry["words"] = .string(drift.words(kind, isMasked: isMasked))
    }
    return entry
  }

  private func json(_ change: RowChange) -> JSONValue {
    let tables = comparison.tables
    var entry: JSONValue = ["change": .string("\(change.kind)")]
    func place(
      _ row: RowChange.Row?, _ column: ColumnSchema?, _ outer: RowcastLocation
    ) -> JSONValue {
      guard let row else { return .null }
      let place = RowcastLocation(row: row.number, column: column?.source)
      return .string(place.within(outer).description)
    }
    entry["old_place"] = place(change.old, nil, tables.oldLocation)
    entry["new_place"] = place(change.new, nil, tables.newLocation)
    let values = (change.new ?? change.old)?.values ?? []
    let columns = tables.columns.indices.filter { $0 < values.count }
    entry["key"] = .object(
      JSONObject(
        columns.filter { tables.columns[$0].isKey }
          .map { (tables.columns[$0].pair.name, json(values[$0], of: $0)) }))
    guard change.kind == .changed else {
      let isThere = { (pair: ColumnPair) in (change.new == nil ? pair.old : pair.new) != nil }
      entry["values"] = .object(
        JSONObject(
          columns.filter { isThere(tables.columns[$0].pair) }
            .map { (tables.columns[$0].pair.name, json(values[$0], of: $0)) }))
      return entry
    }
    entry["cells"] = .array(
      change.changedColumns.map { column in
        let pair = tables.columns[column].pair
        return [
          "column": .string(pair.name),
          "old": json(change.old?.values[column] ?? .missing, of: column),
          "new": json(change.new?.values[column] ?? .missing, of: column),
          "old_place": place(change.old, pair.old, tables.oldLocation),
          "new_place": place(change.new, pair.new, tables.newLocation),
        ]
      })
    return entry
  }

  private func json(_ value: Value, of column: Int) -> JSONValue {
    if comparison.isMasked(column), !value.isMissing {
      return .string(comparison.shown(value, of: column))
    }
    switch value {
    case .missing: return .null
    case .integer(let number): return .number(ExactNumber(number))
    case .number(let number): return .number(number)
    case .boolean(let flag): return .boolean(flag)
    default: return .string(value.description)
    }
  }
}
