public import RowcastFeatures
public import RowcastTabular

/// What is in a table, and what is to be mended: counts of all rows, relations from a sample of them.
///
///     let profile = try TableProfile(of: source)
///     for finding in profile.findings { … }
public struct TableProfile: Sendable {
  /// The rows.
  public let rowCount: Int
  /// What is in each column.
  public let columns: [ColumnFigures]
  /// How many rows repeat a row before them.
  public let repeatedRows: EstimatedCount
  /// How columns go together.
  public let associations: AssociationMatrix
  /// What is to be mended, rows first, then column by column.
  public let findings: [MendFinding]

  /// Puts together what the passes over the rows found.
  /// - Parameters:
  ///   - schema: that of the rows.
  ///   - tally: of all rows.
  ///   - plan: what it looked for.
  ///   - roles: of the columns, in their order.
  ///   - sample: the rows that relations are measured in.
  public init(
    _ schema: Schema, tally: ProfileTally, plan: ProfilePlan, roles: [RoleAssignment],
    sample: Table
  ) {
    let rows = tally.rowCount
    let columns = schema.columns.enumerated().map { index, column in
      ColumnFigures(
        column, tally.columns[index], rows: rows, role: index < roles.count ? roles[index] : nil)
    }
    var found = Self.rowFindings(tally, plan, schema)
    for (index, column) in columns.enumerated() {
      found += MendFinding.findings(of: column, tally.columns[index], rows: rows)
    }
    let empty = columns.filter { rows > 0 && $0.present == 0 && $0.forms.isEmpty }.map(\.name)
    if !empty.isEmpty { found.append(.empty(columns: empty)) }
    found += Self.functions(tally, plan, schema)
    found += Self.redundancies(in: sample, roles, besides: found)
    let rank = Dictionary(
      MendFinding.Kind.allCases.enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first })
    findings = found.enumerated().sorted { a, b in
      (rank[a.element.kind] ?? 0, a.offset) < (rank[b.element.kind] ?? 0, b.offset)
    }.map(\.element)
    rowCount = rows
    self.columns = columns
    repeatedRows = tally.rows.repeated
    associations = AssociationMatrix(sample, roles: roles)
  }

  private static func rowFindings(
    _ tally: ProfileTally, _ plan: ProfilePlan, _ schema: Schema
  ) -> [MendFinding] {
    var found: [MendFinding] = []
    for (index, column) in schema.columns.enumerated() {
      let totals = tally.totals.filter { $0.column == column.source }
        .map { CellPlace(row: $0.number, text: $0.word) }
      if !totals.isEmpty { found.append(.totals(column: schema.columns[index].name, totals)) }
    }
    guard schema.columns.count > 1 else { return found }
    if tally.rows.repeated.value > 0 {
      found.append(.repeatedRows(tally.rows.repeated, MendFinding.pairs(tally.rows)))
    }
    let ignored = zip(schema.names, plan.identifiers).filter(\.1).map(\.0)
    // With few columns beside the identifiers, rows are alike by chance.
    let alike = tally.alike.alike
    if alike.value > 0, schema.columns.count - ignored.count >= 3,
      Double(alike.value) <= alikeShare * Double(tally.rowCount)
    {
      found.append(.alikeRows(alike, MendFinding.pairs(tally.alike), ignoring: ignored))
    }
    return found
  }

  /// Where more rows than this are alike, that is how the table is.
  private static let alikeShare = 0.1

  /// Columns that say the same as others, where that was not found in all rows already.
  private static func redundancies(
    in sample: Table, _ roles: [RoleAssignment], besides found: [MendFinding]
  ) -> [MendFinding] {
    DataReview.redundancies(in: sample, roles: roles).compactMap { finding in
      switch finding {
      // Single levels that stand in the same rows matter to weights alone.
      case .sameRows: return nil
      case .sameFact(let column, let other, _), .linear(let column, .some(let other), _):
        let isKnown = found.contains { known in
          guard case .function(let to, let from, 0, _) = known else { return false }
          return Set([to, from]) == [column, other]
        }
        return isKnown ? nil : .redundant(finding)
      default: return .redundant(finding)
      }
    }
  }

  private static func functions(
    _ tally: ProfileTally, _ plan: ProfilePlan, _ schema: Schema
  ) -> [MendFinding] {
    zip(plan.guesses, tally.functions).compactMap { guess, tally in
      guard let exceptions = tally.exceptions, exceptions.of > 0,
        Double(exceptions.count) <= FunctionGuess.exceptions * Double(exceptions.of)
      else { return nil }
      return .function(
        column: schema.columns[guess.to].name, of: schema.columns[guess.from].name,
        exceptions: exceptions.count, rows: exceptions.rows)
    }
  }
}

extension DistinctSketch {
  /// How many values have rows of several marks.
  var alike: EstimatedCount {
    let held = entries.count { $0.other != 0 }
    guard level > 0 else { return EstimatedCount(value: held, error: 0) }
    let value = Double(sign: .plus, exponent: level, significand: Double(held))
    return EstimatedCount(value: Int(exactly: value.rounded()) ?? .max, error: distinct.error)
  }
}
