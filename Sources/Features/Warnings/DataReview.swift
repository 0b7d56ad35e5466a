public import RowcastTabular

/// What is doubtful about a table and its target, found before anything is learned.
public struct DataReview: Sendable, Hashable, Codable {
  /// The warnings, the most serious kind first, then by column.
  public var warnings: [DataWarning]
  /// How well each column alone tells the classes, the strongest first.
  public var strengths: [ColumnStrength]
  /// The columns that seem to know the class.
  public var suspects: [String]

  /// Classes with fewer rows than this are warned about.
  public static let fewestRowsOfClass = 10
  /// A column of this strength may know the class.
  public static let leakStrength = LeakRule.least
  /// From this share of the largest class on, accuracy means nothing.
  public static let largestShare = 0.9

  /// Reviews a table.
  /// - Parameters:
  ///   - roles: the roles of its columns, as ``FittedFeatures/roles`` or
  ///     ``RoleInference/roles(of:chosen:)`` give them.
  ///   - labels: the classes of the target.
  public init(of table: Table, roles: [RoleAssignment], labels: FittedLabels) {
    let codes = table[labels.column].map { labels.encoded($0) } ?? []
    var found = Self.classWarnings(labels) + Self.roleWarnings(roles, rowCount: table.rowCount)
    let named = Dictionary(roles.map { ($0.column, $0) }, uniquingKeysWith: { a, _ in a })
    let judged = table.columns.filter { column in
      switch named[column.name]?.role {
      case nil, .target, .ignored, .constant, .duplicate: false
      default: true
      }
    }
    let meter = StrengthMeter(codes: codes, classCount: labels.labels.count)
    let wordMeter = StrengthMeter(
      codes: codes, classCount: labels.labels.count, limit: StrengthMeter.textLimit)
    let readings = judged.map {
      named[$0.name]?.reading ?? ColumnReading(form: .texts, kind: $0.kind)
    }
    let measured = mapEach(codes.isEmpty ? 0 : judged.count) { index in
      ColumnStrength(
        column: judged[index].name,
        strength: named[judged[index].name]?.role == .text
          ? wordMeter.strengthOfWords(of: judged[index])
          : meter.strength(of: judged[index], reading: readings[index]))
    }
    strengths = measured.sorted { $0.strength > $1.strength }
    let leaks = Self.leaks(
      measured, judged: judged, readings: readings, codes: codes, labels: labels, roles: named)
    suspects = leaks.compactMap(\.column)
    found += leaks
    found += Self.collinear(judged, readings: readings, roles: named)
    found += Self.infinite(table)
    found += table.columns.compactMap { column in
      let role = named[column.name]?.role
      let isTarget = column.name == labels.column && labels.bins == nil
      return isTarget || role == .category || role == .boolean ? Self.spellings(column) : nil
    }
    let rank = Dictionary(
      uniqueKeysWithValues: DataWarning.Kind.allCases.enumerated().map { ($1, $0) })
    warnings = found.enumerated().sorted { a, b in
      let (x, y) = (rank[a.element.kind] ?? 0, rank[b.element.kind] ?? 0)
      return x != y ? x < y : a.offset < b.offset
    }.map(\.element)
  }

  private static func leaks(
    _ strengths: [ColumnStrength], judged: [TypedColumn], readings: [ColumnReading],
    codes: [UInt32], labels: FittedLabels, roles: [String: RoleAssignment]
  ) -> [DataWarning] {
    var found: [DataWarning] = []
    var running: Set<String> = []
    for (column, reading) in zip(judged, readings) where reading.form == .numbers && !codes.isEmpty
    {
      guard
        let figure = RunningNumber.following(
          column.numbers(reading), codes: codes, classCount: labels.labels.count)
      else { continue }
      running.insert(column.name)
      let strength = strengths.first { $0.column == column.name }?.strength ?? figure
      found.append(
        DataWarning(
          .runningNumber(column: column.name, target: labels.column, strength: strength),
          severity: roles[column.name]?.role.isFeature == true ? nil : .note))
    }
    var groups: [String: RowGroups] = [:]
    for (column, reading) in zip(judged, readings) where !running.contains(column.name) {
      groups[column.name] = RowGroups(
        of: column, reading: reading, codes: codes, classCount: labels.labels.count)
    }
    // Honest texts tell much, and more than other columns: only one that tells all is asked about.
    let rule = LeakRule.suspects(
      among: strengths.filter {
        !running.contains($0.column)
          && (roles[$0.column]?.role != .text || $0.strength >= LeakRule.certain)
      })
    for suspect in rule.suspects {
      // Levels that rewrite the target are in several rows each, too: whose rows they are, the name says.
      let own = groups[suspect.column].flatMap { $0.isNamed || $0.isNumber ? $0 : nil }
      let finding: DataFinding =
        if let own {
          .groups(column: suspect.column, strength: suspect.strength, count: own.count)
        } else {
          .leak(
            column: suspect.column, target: labels.column, strength: suspect.strength,
            next: rule.honest)
        }
      found.append(DataWarning(finding))
    }
    let known = Set(rule.suspects.map(\.column))
    for column in judged where !known.contains(column.name) {
      guard let own = groups[column.name] else { continue }
      found.append(
        DataWarning(
          .groups(column: column.name, strength: own.agreement, count: own.count),
          severity: roles[column.name]?.role.isFeature == true ? nil : .caution))
    }
    return found
  }

  /// Levels of a column that differ in case and blanks alone.
  private static func spellings(_ column: TypedColumn) -> DataWarning? {
    guard case .texts = column.values else { return nil }
    let levels = LevelCounts(column.levels()).texts
    guard levels.count <= 10_000 else { return nil }
    let groups = Spelling.variants(of: levels.texts)
    return groups.isEmpty ? nil : DataWarning(.spellings(column: column.name, groups: groups))
  }

  /// Columns with numbers beyond all bounds, which count as missing.
  private static func infinite(_ table: Table) -> [DataWarning] {
    table.columns.compactMap { column in
      guard case .numbers(let values) = column.values else { return nil }
      let count = values.reduce(0) { $0 + ($1.isInfinite ? 1 : 0) }
      return count > 0 ? DataWarning(.infinite(column: column.name, rows: count)) : nil
    }
  }

  /// Columns that say the same as others: copies, linear functions of others, the same fact under
  /// another name.
  package static func redundancies(in table: Table, roles: [RoleAssignment]) -> [DataFinding] {
    let named = Dictionary(roles.map { ($0.column, $0) }, uniquingKeysWith: { a, _ in a })
    let judged = table.columns.filter { named[$0.name]?.role.isFeature == true }
    let copies = roleWarnings(roles.filter { $0.role == .duplicate }, rowCount: table.rowCount)
    let found = collinear(
      judged, readings: judged.compactMap { named[$0.name]?.reading }, roles: named)
    return (copies + found).map(\.finding)
  }

  private static func collinear(
    _ judged: [TypedColumn], readings: [ColumnReading], roles: [String: RoleAssignment]
  ) -> [DataWarning] {
    var numbers: [(name: String, values: [Double])] = []
    var levels: [Collinearity.Levels] = []
    for (column, reading) in zip(judged, readings) {
      guard let role = roles[column.name]?.role, role.isFeature, role != .text else { continue }
      if reading.form == .texts || reading.form == .booleans {
        levels.append(Collinearity.Levels(column))
      } else {
        let values = column.numbers(reading)
        numbers.append((column.name, values))
        if Collinearity.Levels.isSmall(values) {
          levels.append(Collinearity.Levels(column, isNumber: true))
        }
      }
    }
    return Collinearity.ofNumbers(numbers) + Collinearity.ofLevels(levels)
  }
}
