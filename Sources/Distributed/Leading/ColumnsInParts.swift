public import RowcastJSONText
import RowcastFeatures

/// What all rows say of their columns, counted in parts.
public struct ColumnsInParts: Sendable {
  /// How lines are read, as the first of them tell.
  public var lines: LineFormat
  /// Whether lines that cannot be read are left out and counted.
  public var skipsBad: Bool

  /// Nothing is read before ``counted(on:)``.
  public init(lines: LineFormat, skipsBad: Bool = false) {
    self.lines = lines
    self.skipsBad = skipsBad
  }

  /// Passes over all rows, once more where columns turn out to be something else than the first lines
  /// tell.
  /// - Throws: ``PartError``, or what the rows' owner throws.
  public func counted(on rows: some RowsElsewhere) throws -> JSONValue {
    let (lines, profile) = try ProfilePasses(
      lines: lines, target: "", skipsBad: skipsBad, keeps: false
    )
    .profiled(rows)
    return [
      "rows": .number(profile.rows), "skipped": .number(profile.skipped),
      "columns": .array(
        lines.columns.enumerated().map { place, column in
          var described: JSONValue = [
            "name": .string(column.name), "type": column.isNumber ? "number" : "text",
          ]
          if let moments = profile.numbers[place]?.moments {
            described["missing"] = .number(moments.missing)
            if moments.count > 0 {
              described["minimum"] = .number(moments.minimum)
              described["maximum"] = .number(moments.maximum)
              described["mean"] = .number(moments.mean)
              described["standard_deviation"] = .number(moments.standardDeviation)
            }
          } else if let levels = profile.levels[place], !levels.hasTooMany {
            described["missing"] = .number(levels.missing)
            described["levels"] = .number(levels.rows.count)
            let most = levels.rows.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10)
            described["most_frequent"] = .array(
              most.map { ["level": .string($0.key), "rows": .number($0.value)] })
          } else {
            described["levels"] = .string("more than \(LevelTally.limit)")
          }
          return described
        }),
    ]
  }
}
