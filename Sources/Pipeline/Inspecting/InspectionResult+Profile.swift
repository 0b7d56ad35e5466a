import RowcastFeatures
import RowcastJSONText
import RowcastOddRows
import RowcastProfile
import RowcastReporting
import RowcastTabular

extension InspectionResult {
  /// What a page shows, for programs; values of masked columns are left out.
  func json(of profile: TableProfile) -> JSONValue {
    let hidden = masked
    return [
      "repeated_rows": Self.json(profile.repeatedRows),
      "findings": .array(profile.findings.map { Self.json($0, hidden) }),
      "columns": .array(profile.columns.map { Self.json($0, isMasked: hidden.contains($0.name)) }),
      "relations": [
        "rows": .number(profile.associations.rowCount),
        "columns": .array(profile.associations.columns.map { .string($0) }),
        "pairs": .array(
          profile.associations.pairs.map { pair in
            [
              "first": .string(pair.first), "second": .string(pair.second),
              "measure": .string(pair.measure.rawValue),
              "strength": .number(pair.isFalling ? -pair.strength : pair.strength),
              "rows": .number(pair.rows),
            ]
          }),
      ],
      "odd_rows": odd.map { found in
        [
          "count": .number(found.oddCount),
          "rows": .array(
            oddRows.map { $0.masked(schema.names, hidden) }.map { row in
              [
                "row": .number(row.number), "oddness": .number(row.oddness),
                "reasons": .array(row.reasons.map { .string($0.words) }),
              ]
            }),
        ]
      } ?? .null,
      "masked": .array(hidden.sorted().map { .string($0) }),
    ]
  }

  private static func json(_ count: EstimatedCount) -> JSONValue {
    ["value": .number(count.value), "error": .number(count.error)]
  }

  private static func json(_ finding: MendFinding, _ hidden: Set<String>) -> JSONValue {
    let advice = finding.advice(masked: hidden)
    return [
      "kind": .string(finding.kind.rawValue),
      "column": finding.column.map { .string($0) } ?? .null,
      "message": .string(finding.words(masked: hidden)),
      "cells": .array(
        finding.cells(masked: hidden).map {
          ["row": .number($0.row), "text": $0.text.isEmpty ? .null : .string($0.text)]
        }),
      "pairs": .array(
        finding.pairs.map { .array([.number($0.first), .number($0.second)]) }),
      "mend": advice.isEmpty ? .null : .string(advice),
    ]
  }

  private static func json(_ column: ColumnFigures, isMasked: Bool) -> JSONValue {
    var entry: JSONValue = [
      "name": .string(column.name), "present": .number(column.present),
      "missing": .number(column.missing), "distinct": json(column.distinct),
      "single": json(column.single),
      "key": column.isKey.map { .boolean($0) } ?? .string("likely"),
      "forms": .object(
        JSONObject(column.forms.map { ($0.form.rawValue, .number($0.seen.count)) })),
    ]
    if let lengths = column.lengths {
      entry["lengths"] = [
        "minimum": .number(lengths.least), "median": .number(lengths.median),
        "maximum": .number(lengths.greatest),
      ]
    }
    guard !isMasked else { return entry }
    if let spread = column.spread { entry["spread"] = json(spread) }
    if !column.top.isEmpty {
      entry["top"] = .array(
        column.top.map { ["value": .string($0.text), "rows": .number($0.rows)] })
      entry["other_rows"] = .number(column.otherRows)
      entry["top_is_partial"] = .boolean(column.isTopPartial)
    }
    if let days = column.days {
      entry["days"] = [
        "distinct": .number(days.count), "exact": .boolean(days.isExact),
        "gaps": .array(
          days.gaps.map { gap in
            [
              "from": .string(text(ofDay: gap.from)), "to": .string(text(ofDay: gap.to)),
              "days": .number(gap.to - gap.from - 1),
            ]
          }),
      ]
    }
    return entry
  }

  private static func text(ofDay day: Int) -> String {
    CellText.string(of: Double(day) * 86_400_000, kind: .date)
  }

  private static func json(_ spread: ColumnFigures.Spread) -> JSONValue {
    let isTemporal = [.date, .dateTime, .time, .duration].contains(spread.kind)
    /// Days and times as texts, which say what they are.
    func value(_ value: Double) -> JSONValue {
      isTemporal
        ? .string(CellText.string(of: value.rounded(), kind: spread.kind)) : .number(value)
    }
    return [
      "minimum": value(spread.minimum), "maximum": value(spread.maximum),
      "mean": value(spread.mean),
      "standard_deviation": .number(spread.standardDeviation),
      "quantiles": .object(
        JSONObject(
          zip(ColumnFigures.Spread.levels, spread.quantiles).map { ("\($0)", value($1)) })),
      "error": .number(spread.error),
      "histogram": [
        "edges": .array(spread.edges.map(value)),
        "counts": .array(spread.counts.map { .number($0) }),
        "below": .number(spread.below), "above": .number(spread.above),
      ],
    ]
  }
}
