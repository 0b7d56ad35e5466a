public import RowcastTabular

/// A column of the training table: its role, how its values are read, and what was learned.
///
/// At most one of ``number``, ``date``, ``levels`` ... is there; none for columns that are no
/// features.
public struct FittedColumn: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The column's name in the table.
  public var name: String
  /// What the column is for.
  public var role: ColumnRole
  /// Why the column has its role.
  public var reason: RoleReason
  /// Whether the user chose the role.
  public var isChosen: Bool
  /// How values are read, as it was found from the training rows.
  public var reading: ColumnReading
  /// What would read the column as what its values could be besides; nil when nothing would.
  public var remedy: Remedy?
  /// What the numbers were like in training; nil for texts.
  public var moments: Moments?
  /// What was learned of a column of numbers or truth values.
  public var number: FittedNumber?
  /// What was learned of a column of dates.
  public var date: FittedDate?
  /// What was learned of a category with one feature for each level.
  public var levels: FittedLevels?
  /// What was learned of a category whose levels have an order.
  public var ordinal: FittedOrdinal?
  /// What was learned of a category that is encoded by class shares.
  public var shares: FittedShares?
  /// What was learned of a category that is hashed.
  public var buckets: FittedBuckets?
  /// What was learned of a column of texts.
  public var text: FittedText?

  init(_ assignment: RoleAssignment) {
    name = assignment.column
    role = assignment.role
    reason = assignment.reason
    isChosen = assignment.isChosen
    reading = assignment.reading
    remedy = assignment.remedy
  }

  /// The role with its reason.
  public var assignment: RoleAssignment {
    RoleAssignment(
      column: name, role: role, reason: reason, isChosen: isChosen, reading: reading, remedy: remedy
    )
  }

  /// Dense features.
  public var denseWidth: Int {
    (number?.denseWidth ?? 0) + (date?.parts.count ?? 0) + (text?.denseWidth ?? 0)
      + (ordinal?.number.denseWidth ?? 0) + (shares?.scalers.count ?? 0)
  }

  /// All features of the column.
  public var width: Int {
    denseWidth + (levels?.width ?? 0) + (buckets?.width ?? 0) + (hasIndicator ? 1 : 0)
      + (text?.terms.count ?? 0) + (number?.curve?.knots.count ?? 0)
  }

  /// Whether a feature says that the value is missing.
  public var hasIndicator: Bool {
    number?.hasIndicator ?? date?.hasIndicator ?? ordinal?.number.hasIndicator ?? false
  }

  /// Whether anything is made from the column.
  public var isUsed: Bool { width > 0 || levels != nil || text != nil }

  public var description: String { "\(assignment)\(learned)" }

  private var learned: String {
    func figure(_ value: Double) -> String { Figures.short(value) }
    if let number {
      var parts = ["missing as \(figure(number.fill))"]
      if number.hasIndicator { parts.append("indicator of missing") }
      parts.append("\(number.scaler.kind.rawValue) scale")
      if let lower = number.lower { parts.append("at least \(figure(lower))") }
      if let upper = number.upper { parts.append("at most \(figure(upper))") }
      if !number.hinges.isEmpty {
        parts.append("hinges at \(number.hinges.map { figure($0.knot) }.joined(separator: ", "))")
      }
      if let curve = number.curve { parts.append("a curve of \(curve.knots.count) knots") }
      return ": " + parts.joined(separator: ", ")
    }
    if let date { return ": " + date.parts.map(\.part.words).joined(separator: ", ") }
    if let levels {
      let pooled = levels.rareCount > 0 ? ", \(levels.rareCount) rows of rare levels pooled" : ""
      return ": \(levels.levels.count) levels\(pooled)"
        + (levels.missingCount > 0 ? ", missing is a level" : "")
    }
    if let ordinal { return ": one number, " + ordinal.order.joined(separator: " < ") }
    if let shares { return ": log-odds of the classes among \(shares.levels.count) levels" }
    if let buckets { return ": \(buckets.count) buckets" }
    if let text {
      let measures = text.measures.map(\.measure.rawValue)
      return ": \(text.terms.count) terms of \(text.textCount) texts"
        + (measures.isEmpty ? "" : ", and " + measures.joined(separator: ", "))
    }
    return ""
  }
}
