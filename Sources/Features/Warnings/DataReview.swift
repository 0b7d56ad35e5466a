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
    let readings = judged.map {
      named[$0.name]?.reading ?? ColumnReading(form: .texts, kind: $0.kind)
    }
    let measured = mapEach(codes.isEmpty ? 0 : judged.count) { index in
      ColumnStrength(
        column: judged[index].name,
        strength: meter.strength(of: judged[index], reading: readings[index]))
    }
    strengths = measured.sorted { $0.strength > $1.strength }
    let leaks = Self.leaks(
      measured, judged: judged, readings: readings, codes: codes, labels: labels)
    suspects = leaks.compactMap(\.column)
    found += leaks
    found += Self.collinear(judged, readings: readings, roles: named)
    let rank = Dictionary(
      uniqueKeysWithValues: DataWarning.Kind.allCases.enumerated().map { ($1, $0) })
    warnings = found.enumerated().sorted { a, b in
      let (x, y) = (rank[a.element.kind] ?? 0, rank[b.element.kind] ?? 0)
      return x != y ? x < y : a.offset < b.offset
    }.map(\.element)
  }

  private static func leaks(
    _ strengths: [ColumnStrength], judged: [TypedColumn], readings: [ColumnReading],
    codes: [UInt32],
    labels: FittedLabels
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
          kind: .leak, column: column.name, figure: strength,
          message: "\"\(column.name)\" is a running number, and the rows stand in the order of "
            + "\"\(labels.column)\": it tells the class by its place (strength "
            + "\(Figures.hundredths(strength)))"))
    }
    let rule = LeakRule.suspects(among: strengths.filter { !running.contains($0.column) })
    for suspect in rule.suspects {
      let next =
        rule.honest.map {
          "; the best other column, \"\($0.column)\", has \(Figures.hundredths($0.strength))"
        } ?? ""
      found.append(
        DataWarning(
          kind: .leak, column: suspect.column, figure: suspect.strength,
          message: "\"\(suspect.column)\" alone nearly tells \"\(labels.column)\" (strength "
            + "\(Figures.hundredths(suspect.strength))\(next)): is it known before the outcome?"))
    }
    return found
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
        if Collinearity.Levels.isSmall(values) { levels.append(Collinearity.Levels(column)) }
      }
    }
    return Collinearity.ofNumbers(numbers) + Collinearity.ofLevels(levels)
  }
}
